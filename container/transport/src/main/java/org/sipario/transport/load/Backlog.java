package org.sipario.transport.load;

import java.time.Duration;

/**
 * For how long a socket has not been found empty. Time in which its reader was kept from it does not count: what comes
 * during a standstill is there at once afterwards, and is no backlog. One thread writes, any may read.
 *
 * <p>Every {@code now} is a reading of one clock that never goes back, in nanoseconds.
 */
public final class Backlog {

    /**
     * A reader that begins a look after a longer gap was idle, so the socket was empty in between. Any other gap counts
     * as this much at most.
     */
    private static final Duration GAP = Duration.ofMillis(20);

    /** When a look first left something unread, odd; 0 while none does. */
    private volatile long since;

    /** When the reader was last seen at work. */
    private volatile long last;

    /** None. */
    public Backlog() {}

    /** The reader begins a look, since something is there. */
    public void resumed(long now) {
        if (since != 0) {
            if (now - last > GAP.toNanos()) {
                since = 0;
            }
            last = now;
        }
    }

    /** A look has left something unread. */
    public void remains(long now) {
        if (since == 0) {
            last = now;
            since = now | 1;
        } else {
            goOn(now);
        }
    }

    /** A look has found all there was. */
    public void cleared() {
        since = 0;
    }

    /** The reader has worked on what it read, and goes to look again. */
    public void worked(long now) {
        if (since != 0) {
            goOn(now);
        }
    }

    private void goOn(long now) {
        long kept = now - last - GAP.toNanos();
        if (kept > 0) {
            since = since + kept | 1;
        }
        last = now;
    }

    /** Whether each look has left something for longer than this. */
    public boolean lasts(Duration time, long now) {
        long start = since;
        return start != 0 && Math.min(now - start, last + GAP.toNanos() - start) > time.toNanos();
    }
}
