package org.sipario.transport.load;

import java.time.Duration;

/**
 * Whether more datagrams come than their reader can work on. It is overloaded when a backlog has lasted for 100 ms, or
 * for 20 ms within a second after the last overload, unless the process stood still in the last 500 ms.
 *
 * <p>A standstill is one of the machine, of a container that had used up its share of it, or of Java: what came
 * meanwhile is there at once then, and is soon worked off. There is no grace period for a process that stands still
 * often, or that was overloaded before: that is all it can do. Safe to use from any thread; {@code now} as in
 * {@link Backlog}.
 */
public final class OverloadDetector {

    /** A backlog for so long, though the reader shares its work, means that more comes than it can read. */
    private static final Duration FLOOD = Duration.ofMillis(100);

    /**
     * What was let in since the last overload is not worked off yet, and the kernel keeps no more than a tenth of a
     * second of a flood: waiting for {@link #FLOOD} again would lose datagrams each time.
     */
    private static final Duration RELAPSE = Duration.ofMillis(20);

    private static final Duration RELAPSE_WITHIN = Duration.ofSeconds(1);

    /**
     * SIP's shortest timer (T1, RFC 3261 §17.1.1.1): after that peers retransmit, and there is more to do than before.
     */
    private static final Duration GRACE_PERIOD = Duration.ofMillis(500);

    /** A grace period needs so much time without standstill or overload before it. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** When the latest grace period began. */
    private volatile long stalled;

    private volatile long overloaded;

    /** Neither stalled nor overloaded so far. */
    public OverloadDetector(long now) {
        stalled = now - QUIET.toNanos();
        overloaded = stalled;
    }

    /** The process stood still until now. */
    public void stalled(long now) {
        if (now - stalled >= QUIET.toNanos() && now - overloaded >= QUIET.toNanos()) {
            stalled = now;
        }
    }

    /** Whether a reader with this backlog is overloaded. */
    public boolean isOverloaded(Backlog backlog, long now) {
        if (!backlog.lasts(RELAPSE, now)) {
            return false;
        }
        boolean tooLong = backlog.lasts(FLOOD, now) || now - overloaded < RELAPSE_WITHIN.toNanos();
        boolean result = tooLong && now - stalled >= GRACE_PERIOD.toNanos();
        if (result) {
            overloaded = now;
        }
        return result;
    }
}
