package org.sipario.transport.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether more comes than a reader can work on: it has been crowded for some time, and has no excuse. It has one where everything stood
 * still a moment ago, the machine, a container that had used up its share of it, or Java: what came meanwhile is there at once then,
 * and is soon worked off. Who often stands still, or was overloaded before, has none: that is what he can do. Safe to use from any
 * thread.
 */
public final class OverloadDetector {

    /** When more is there at each look for so long, though the reader shares its work, then more comes than it can read. */
    private static final Duration FLOOD = Duration.ofMillis(100);

    /**
     * Whoever was overloaded a moment ago is so again after this, as what he has let in since then is not worked off: the kernel keeps no more
     * than a tenth of a second of a flood, and so it would lose something each time.
     */
    private static final Duration RELAPSE = Duration.ofMillis(20);

    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** SIP's shortest timer (T1, RFC 3261 §17.1.1.1): after that everybody repeats himself, and there is more to do than before. */
    private static final Duration EXCUSED = Duration.ofMillis(500);

    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final LongSupplier nanos;

    /** When the latest excuse was given. */
    private volatile long stoodStill;

    /** When it was overloaded last. */
    private volatile long seen;

    /** @param nanos the clock: {@link System#nanoTime} */
    public OverloadDetector(LongSupplier nanos) {
        this.nanos = nanos;
        stoodStill = nanos.getAsLong() - SELDOM.toNanos();
        seen = stoodStill;
    }

    /** Until now nobody could do anything. */
    public void stoodStill() {
        long now = nanos.getAsLong();
        if (now - stoodStill >= SELDOM.toNanos() && now - seen >= SELDOM.toNanos()) {
            stoodStill = now;
        }
    }

    /** Whether a reader is overloaded that finds so much where it reads. */
    public boolean isThereWith(Backlog crowd) {
        if (!crowd.lasts(RELAPSE)) {
            return false;
        }
        long now = nanos.getAsLong();
        boolean there = (crowd.lasts(FLOOD) || now - seen < MOMENT.toNanos()) && now - stoodStill >= EXCUSED.toNanos();
        if (there) {
            seen = now;
        }
        return there;
    }
}
