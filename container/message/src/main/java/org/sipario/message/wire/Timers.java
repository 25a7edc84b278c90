package org.sipario.message.wire;

import java.time.Duration;

/** The clock and its timers: real in the server, virtual in tests. */
public interface Timers {

    /** Milliseconds since the epoch by this clock. */
    long now();

    /** Milliseconds by a monotonic clock, for differences only. */
    default long ticks() {
        return now();
    }

    /**
     * Runs a task once, after a delay, on the thread of the clock. It must not block.
     *
     * @return the handle to stop it
     */
    Timer start(Duration delay, Runnable task);

    /** A task that runs unless stopped. */
    @FunctionalInterface
    interface Timer {

        /** Stops it; without effect if it ran or was stopped before. */
        void stop();
    }
}
