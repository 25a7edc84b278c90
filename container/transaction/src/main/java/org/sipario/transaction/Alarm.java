package org.sipario.transaction;

import org.jspecify.annotations.Nullable;

/** The one timer of a transaction while it runs. Knows its own name, so that one which fires too late is told apart. */
final class Alarm {

    private final Timer timer;

    /** By {@link org.sipario.message.Timers#ticks}. */
    final long due;

    /** Guarded by the line it stands in. */
    @Nullable
    Alarm next;

    /** Null once it is stopped: it stays in its line, and must not keep the transaction in memory. */
    private volatile @Nullable Timed owner;

    Alarm(Timer timer, long due, Timed owner) {
        this.timer = timer;
        this.due = due;
        this.owner = owner;
    }

    Timer timer() {
        return timer;
    }

    void stop() {
        owner = null;
    }

    boolean isStopped() {
        return owner == null;
    }

    void fire() {
        Timed awake = owner;
        if (awake != null) {
            owner = null;
            awake.fired(this);
        }
    }
}
