package org.sipario.transaction.machine;

import java.time.Duration;

/**
 * When to send once more and when to give up, with one timer for both: the pairs A/B, E/F and G/H of RFC 3261 table 4.
 *
 * @param interval until the next retransmission
 * @param left until the end; never shorter than the interval
 */
record Backoff(Duration interval, Duration left) {

    Backoff {
        if (interval.compareTo(left) > 0) {
            interval = left;
        }
    }

    /** The beginning: on a reliable transport nothing is retransmitted, so the first shot is the last. */
    static Backoff begin(Timings timings, boolean reliable) {
        Duration timeout = timings.timeout();
        return new Backoff(reliable ? timeout : timings.t1(), timeout);
    }

    /** Whether what fires next is the end. */
    boolean isLast() {
        return interval.equals(left);
    }

    /** After the interval has passed, with the interval to come. */
    Backoff next(Duration then) {
        return new Backoff(then, left.minus(interval));
    }

    /** After the interval has passed, with twice the interval to come. */
    Backoff doubled() {
        return next(interval.plus(interval));
    }

    /** After the interval has passed, with twice the interval to come but no more than the cap. */
    Backoff doubled(Duration cap) {
        Duration twice = interval.plus(interval);
        return next(twice.compareTo(cap) > 0 ? cap : twice);
    }

    /** The timer to start, under the letter it has in the RFC. */
    Effect.Start start(Timer retransmit, Timer timeout) {
        return new Effect.Start(isLast() ? timeout : retransmit, interval);
    }
}
