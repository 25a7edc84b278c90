package org.sipario.servlet.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;

/**
 * How long an application session lives without traffic: JSR 289, SipApplicationSession Lifetime. Changed in the queue
 * of the session.
 */
final class Lifetime {

    private final Timers timers;
    private final Runnable due;
    private long length;
    private volatile long deadline;
    private volatile boolean expired;
    private Timers.@Nullable Timer running;

    /**
     * It counts from now on; {@link #watch} is to follow.
     *
     * @param minutes 0 or less: without end
     * @param due called on the thread of the timers when the deadline may have come
     */
    Lifetime(Timers timers, int minutes, Runnable due) {
        this.timers = timers;
        this.due = due;
        this.length = millis(minutes);
        touch(timers.now());
    }

    private static long millis(int minutes) {
        return Math.max(0, minutes) * 60_000L;
    }

    /**
     * Starts a timer for its end, unless one runs. Not done from the beginning, as most sessions end with the answer to
     * their first request.
     */
    void watch() {
        if (length > 0 && running == null) {
            arm();
        }
    }

    /** Counts from now on with another length, also when it had come to its end. */
    void extend(int minutes) {
        expired = false;
        length = millis(minutes);
        if (length <= 0) {
            deadline = 0;
        }
        stop();
        touch(timers.now());
        watch();
    }

    /** Traffic: the running timer finds the new deadline when it fires, which is cheaper than one timer a message. */
    void touch(long now) {
        if (length > 0) {
            deadline = now + length;
        }
    }

    /** The timer has fired. @return whether the end has come; else the timer is started again */
    boolean isOver() {
        if (length <= 0) {
            return false;
        }
        if (timers.now() < deadline) {
            arm();
            return false;
        }
        expired = true;
        return true;
    }

    /** Whether its end has come and it has not been extended since. */
    boolean isExpired() {
        return expired;
    }

    /** When it will end, ms since 1970; 0 for never; {@link Long#MIN_VALUE} when it has (SAS-6). */
    long end() {
        return expired ? Long.MIN_VALUE : deadline;
    }

    /** It has no end from now on. */
    void stop() {
        Timers.Timer last = running;
        if (last != null) {
            last.stop();
            running = null;
        }
    }

    private void arm() {
        running = timers.start(Duration.ofMillis(Math.max(1, deadline - timers.now())), due);
    }
}
