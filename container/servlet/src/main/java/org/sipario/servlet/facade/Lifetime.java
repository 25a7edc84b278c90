package org.sipario.servlet.facade;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;

/** How long an application session lives without traffic: JSR 289, SipApplicationSession Lifetime. */
final class Lifetime {

    private final Timers timers;
    private final Runnable due;
    private volatile long length;
    private volatile long deadline;
    private volatile boolean expired;
    private volatile Timers.@Nullable Timer running;

    /**
     * @param minutes 0 or less: without end
     * @param due called on the thread of the timers when the deadline may have come
     */
    Lifetime(Timers timers, int minutes, Runnable due) {
        this.timers = timers;
        this.due = due;
        this.length = millis(minutes);
    }

    private static long millis(int minutes) {
        return Math.max(0, minutes) * 60_000L;
    }

    /** Begins to count; {@link #watch} is to follow. */
    void begin() {
        touch(timers.now());
    }

    /** Has the clock wait for its end, unless it does: of most sessions nothing is left when their first request has been answered. */
    void watch() {
        if (length > 0 && running == null) {
            synchronized (this) {
                if (running == null) {
                    arm();
                }
            }
        }
    }

    /** Counts anew with another length, also when it had come to its end. */
    synchronized void extend(int minutes) {
        expired = false;
        length = millis(minutes);
        stop();
        begin();
        watch();
    }

    /** Traffic: the running timer finds the new deadline when it fires, which is cheaper than one timer a message. */
    void touch(long now) {
        if (length > 0) {
            deadline = now + length;
        }
    }

    /** The timer has fired. @return whether the end has come; else it goes on by itself */
    synchronized boolean isOver() {
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

    /** Whether its end has come and nobody extended it since. */
    boolean isExpired() {
        return expired;
    }

    /** When it will end, ms since 1970; 0 for never; {@link Long#MIN_VALUE} when it has (SAS-6). */
    long end() {
        return length <= 0 ? 0 : expired ? Long.MIN_VALUE : deadline;
    }

    /** Counts no more. */
    synchronized void stop() {
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
