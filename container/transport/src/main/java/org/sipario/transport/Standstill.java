package org.sipario.transport;

import java.time.Duration;

/**
 * Notices that everything stood still: the machine, a container that had used up its share of it, Java. What came meanwhile is there at
 * once then, and is soon worked off; it is no sign that more comes than can be worked on. Who often stands still has no such excuse:
 * that is what he can do. For one thread.
 */
final class Standstill {

    /** Who does little else wakes sooner than that, also when all processors are busy. */
    private static final Duration LEAST = Duration.ofMillis(50);

    private static final Duration SELDOM = Duration.ofSeconds(5);

    private long previous;
    private boolean before;

    /**
     * Somebody wakes who slept.
     *
     * @param due when he wanted to, by {@link System#nanoTime}
     * @param now when he did
     * @return whether everything stood still, and does not do so often
     */
    boolean excuses(long due, long now) {
        if (now - due < LEAST.toNanos()) {
            return false;
        }
        boolean seldom = !before || now - previous > SELDOM.toNanos();
        before = true;
        previous = now;
        return seldom;
    }
}
