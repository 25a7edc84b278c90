package org.sipario.transport;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Why a reader may have much to do though not too much comes: everything stood still a moment ago, the machine, a container that had
 * used up its share of it, or Java. What came meanwhile is there at once then, and is soon worked off. Who often stands still, or
 * was behind before, has no excuse: that is what he can do. Safe to use from any thread.
 */
final class Excuse {

    /** SIP's shortest timer (T1, RFC 3261 §17.1.1.1): after that everybody repeats himself, and there is more to do than before. */
    private static final Duration LENGTH = Duration.ofMillis(500);

    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final LongSupplier nanos;

    /** When it was last given. */
    private volatile long given;

    /** When it was behind, with none. */
    private volatile long behind;

    /** @param nanos the clock: {@link System#nanoTime} */
    Excuse(LongSupplier nanos) {
        this.nanos = nanos;
        given = nanos.getAsLong() - SELDOM.toNanos();
        behind = given;
    }

    /** Until now nobody could do anything. */
    void stoodStill() {
        long now = nanos.getAsLong();
        if (now - given >= SELDOM.toNanos() && now - behind >= SELDOM.toNanos()) {
            given = now;
        }
    }

    /** Somebody has too much to do. @return whether he is to be let off */
    boolean letsOff() {
        long now = nanos.getAsLong();
        boolean good = now - given < LENGTH.toNanos();
        if (!good) {
            behind = now;
        }
        return good;
    }
}
