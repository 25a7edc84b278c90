package org.sipario.transaction.machine;

import java.time.Duration;

/**
 * When to retransmit and when to time out, by one timer for both: the pairs A/B, E/F and G/H of RFC 3261 Table 4.
 *
 * @param interval until the next retransmission
 * @param left until the timeout; never shorter than the interval
 */
record Backoff(Duration interval, Duration left) {

    Backoff {
        if (interval.compareTo(left) > 0) {
            interval = left;
        }
    }

    /** The start: on a reliable transport nothing is retransmitted, so the first interval lasts until the timeout. */
    static Backoff begin(Timings timings, boolean reliable) {
        Duration timeout = timings.timeout();
        return new Backoff(reliable ? timeout : timings.t1(), timeout);
    }

    /** Whether the timer fires next for the timeout. */
    boolean isLast() {
        return interval.equals(left);
    }

    /** After the interval has passed, with the next interval. */
    Backoff next(Duration then) {
        return new Backoff(then, left.minus(interval));
    }

    /** After the interval has passed, with twice the interval. */
    Backoff doubled() {
        return next(interval.plus(interval));
    }

    /** After the interval has passed, with twice the interval but at most the cap. */
    Backoff doubled(Duration cap) {
        Duration twice = interval.plus(interval);
        return next(twice.compareTo(cap) > 0 ? cap : twice);
    }

    /** The timer to start, under its letter in the RFC. */
    Effect.Start start(Timer retransmit, Timer timeout) {
        return new Effect.Start(isLast() ? timeout : retransmit, interval);
    }
}
