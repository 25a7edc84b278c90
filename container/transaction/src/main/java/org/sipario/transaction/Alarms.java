package org.sipario.transaction;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Timers;

/**
 * The timers of all transactions. SIP knows few delays, and timers of one delay are due in the order in which they were set: so
 * they stand in a line for each delay, and only the first in a line needs the clock. Setting one and stopping it costs a few
 * nanoseconds, and one that waits 32 s for nothing costs its own few bytes. Safe to use from any thread.
 */
final class Alarms {

    private final Timers timers;
    private final ConcurrentHashMap<Duration, Line> lines = new ConcurrentHashMap<>();

    Alarms(Timers timers) {
        this.timers = timers;
    }

    /** Sets a timer; the owner calls this, and {@link Alarm#stop}, under its lock. */
    Alarm set(Timer timer, Duration delay, Timed owner) {
        Line line = lines.get(delay);
        if (line == null) {
            line = lines.computeIfAbsent(delay, Line::new);
        }
        return line.add(timer, owner);
    }

    private final class Line {

        private final Duration delay;
        private @Nullable Alarm first;
        private @Nullable Alarm last;
        private boolean awaited;

        Line(Duration delay) {
            this.delay = delay;
        }

        synchronized Alarm add(Timer timer, Timed owner) {
            Alarm alarm = new Alarm(timer, timers.ticks() + delay.toMillis(), owner);
            if (last == null) {
                first = alarm;
            } else {
                last.next = alarm;
            }
            last = alarm;
            if (!awaited) {
                awaited = true;
                timers.start(delay, this::fire);
            }
            return alarm;
        }

        /** Fires what is due; one that throws does not keep the others. */
        private void fire() {
            RuntimeException bug = null;
            for (Alarm due = due(); due != null; due = due()) {
                try {
                    due.fire();
                } catch (RuntimeException e) {
                    bug = e;
                }
            }
            if (bug != null) {
                throw bug;
            }
        }

        /** Takes the first that is due; when there is none, lets the clock wait for the next. */
        private synchronized @Nullable Alarm due() {
            for (Alarm alarm = first; alarm != null; alarm = first) {
                long wait = alarm.due - timers.ticks();
                if (wait > 0 && !alarm.isStopped()) {
                    timers.start(Duration.ofMillis(wait), this::fire);
                    return null;
                }
                first = alarm.next;
                // An old one that is garbage must not keep its younger successors from being collected while they are
                // young.
                alarm.next = null;
                if (first == null) {
                    last = null;
                }
                if (!alarm.isStopped()) {
                    return alarm;
                }
            }
            awaited = false;
            return null;
        }
    }
}
