package org.sipario.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/** For how long a socket has not been found empty. One thread tells; any may ask. */
final class Crowd {

    /** Whoever comes back after this has waited for something to come, even if he left when there might have been more. */
    private static final Duration ABSENCE = Duration.ofMillis(20);

    private final LongSupplier nanos;

    /** When it was first seen that more may be there; 0 while nothing is. */
    private volatile long since;

    private long left;

    /** @param nanos the clock: {@link System#nanoTime} */
    Crowd(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Somebody comes to look, since something is there. */
    void comes() {
        if (since != 0 && nanos.getAsLong() - left > ABSENCE.toNanos()) {
            since = 0;
        }
    }

    /** He has done what he found, and goes. */
    void leaves() {
        if (since != 0) {
            left = nanos.getAsLong();
        }
    }

    /** He has looked. @param all whether he has found all that was there */
    void looked(boolean all) {
        if (all) {
            since = 0;
        } else if (since == 0) {
            since = nanos.getAsLong() | 1;
        }
    }

    /** Whether each look has left something for so long. */
    boolean lasts(Duration time) {
        long start = since;
        return start != 0 && nanos.getAsLong() - start > time.toNanos();
    }
}
