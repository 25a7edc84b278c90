package org.sipario.transport.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long a socket has not been found empty by somebody who was at work: a time in which he was kept from it does not count, or a
 * standstill would look like a crowd. One thread tells; any may ask.
 */
public final class Backlog {

    /**
     * Whoever comes back after this has waited for something to come, even if he left when there might have been more. Whoever does
     * anything else for longer counts so much.
     */
    private static final Duration ABSENCE = Duration.ofMillis(20);

    private final LongSupplier nanos;

    /** When it was first seen that more may be there; 0 while nothing is. */
    private volatile long since;

    /** When he was last heard of. */
    private volatile long last;

    /** @param nanos the clock: {@link System#nanoTime} */
    public Backlog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Somebody comes to look, since something is there. */
    public void comes() {
        if (since != 0) {
            long now = nanos.getAsLong();
            if (now - last > ABSENCE.toNanos()) {
                since = 0;
            }
            last = now;
        }
    }

    /** He has done what he found, and goes. */
    public void leaves() {
        if (since != 0) {
            goOn();
        }
    }

    /** He has looked. @param all whether he has found all that was there */
    public void looked(boolean all) {
        if (all) {
            since = 0;
        } else if (since == 0) {
            last = nanos.getAsLong();
            since = last | 1;
        } else {
            goOn();
        }
    }

    private void goOn() {
        long now = nanos.getAsLong();
        long kept = now - last - ABSENCE.toNanos();
        if (kept > 0) {
            since = since + kept | 1;
        }
        last = now;
    }

    /** Whether each look has left something for so long. */
    public boolean lasts(Duration time) {
        long start = since;
        return start != 0 && Math.min(nanos.getAsLong() - start, last + ABSENCE.toNanos() - start) > time.toNanos();
    }
}
