package org.sipario.core.dialog;

import java.time.Duration;
import java.util.Optional;

/**
 * The intervals at which a response is retransmitted, until the timeout: RFC 3261 §13.3.1.4, RFC 3262 §3.
 *
 * @param interval of the timer that runs
 * @param elapsed between the first transmission and the start of that timer
 */
record Retransmission(Duration interval, Duration elapsed) {

    /** The next interval: doubled, at most {@code longest}, not beyond {@code end}; empty when the end is reached. */
    Optional<Retransmission> next(Duration longest, Duration end) {
        Duration now = elapsed.plus(interval);
        if (now.compareTo(end) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Retransmission(shorter(shorter(interval.plus(interval), longest), end.minus(now)), now));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
