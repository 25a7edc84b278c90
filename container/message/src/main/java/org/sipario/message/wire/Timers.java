package org.sipario.message.wire;

import java.time.Duration;

/** The driver's clock: real in the server, virtual in tests. */
public interface Timers {

    /** Milliseconds since the epoch by this clock. */
    long now();

    /** Milliseconds by a clock that nobody sets: only differences mean something. */
    default long ticks() {
        return now();
    }

    /**
     * Runs a task once, later. The task runs on the clock's own thread and must not block.
     *
     * @return to stop it
     */
    Timer start(Duration delay, Runnable task);

    /** A task that will run unless stopped. */
    @FunctionalInterface
    interface Timer {

        /** Stops it; without effect when it ran or was stopped. */
        void stop();
    }
}
