package org.sipario.core.dialog;

import java.time.Duration;
import java.util.Optional;

/**
 * When a response is to be repeated and when to give up: RFC 3261 §13.3.1.4, RFC 3262 §3.
 *
 * @param interval the wait under way
 * @param elapsed before it, since the first sending
 */
record Retransmission(Duration interval, Duration elapsed) {

    /** The next wait: twice this one, at most {@code longest}, never past {@code end}; empty when the end is reached. */
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
