package org.sipario.transaction.timer;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;
import org.sipario.transaction.absorb.Lingering;

/**
 * The timers of all transactions. SIP knows few delays, and timers of one delay are due in the order in which they were set: so
 * they stand in a line for each delay, and only the first in a line needs the clock. Setting one and stopping it costs a few
 * nanoseconds, and one that waits 32 s for nothing costs its own few bytes. Safe to use from any thread.
 */
public final class Alarms {

    private final Timers timers;
    private final ConcurrentHashMap<Duration, Line> lines = new ConcurrentHashMap<>();

    public Alarms(Timers timers) {
        this.timers = timers;
    }

    /** Sets the timer of somebody who has none that runs, and who calls this under its lock. */
    void set(Duration delay, Timed owner) {
        Line line = lines.get(delay);
        if (line == null) {
            line = lines.computeIfAbsent(delay, Line::new);
        }
        line.add(owner);
    }

    /** The clock. */
    long ticks() {
        return timers.ticks();
    }

    /** Those that wait equally long. */
    final class Line {

        private final Duration delay;

        /** No monitor, for the same reason as that of {@link Lingering}. */
        private final ReentrantLock lock = new ReentrantLock();

        private @Nullable Timed first;
        private @Nullable Timed last;
        private boolean awaited;

        private Line(Duration delay) {
            this.delay = delay;
        }

        private void add(Timed timed) {
            lock.lock();
            try {
                timed.due = timers.ticks() + delay.toMillis();
                timed.line = this;
                timed.previous = last;
                if (last == null) {
                    first = timed;
                } else {
                    last.next = timed;
                }
                last = timed;
                if (!awaited) {
                    awaited = true;
                    timers.start(delay, this::fire);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Without effect on one that has just been taken to be fired. */
        void remove(Timed timed) {
            lock.lock();
            try {
                if (timed.line == this) {
                    unlink(timed);
                }
            } finally {
                lock.unlock();
            }
        }

        /** One that has gone must not hold on to another: when both are garbage, the old one would keep the young one. */
        private void unlink(Timed timed) {
            Timed previous = timed.previous;
            Timed next = timed.next;
            if (previous == null) {
                first = next;
            } else {
                previous.next = next;
            }
            if (next == null) {
                last = previous;
            } else {
                next.previous = previous;
            }
            timed.previous = null;
            timed.next = null;
            timed.line = null;
        }

        /** Fires what is due; one that throws does not keep the others. */
        private void fire() {
            Throwable bug = null;
            while (true) {
                Timed due;
                int turn;
                lock.lock();
                try {
                    due = due();
                    if (due == null) {
                        break;
                    }
                    turn = due.turn();
                } finally {
                    lock.unlock();
                }
                try {
                    due.fired(turn);
                } catch (RuntimeException | Error e) {
                    // An Error too: a line that stops would keep all that ever stands in it.
                    bug = e;
                }
            }
            if (bug instanceof Error error) {
                throw error;
            }
            if (bug != null) {
                throw (RuntimeException) bug;
            }
        }

        /** Takes the first if it is due; else lets the clock wait for it. */
        private @Nullable Timed due() {
            Timed head = first;
            if (head == null) {
                awaited = false;
                return null;
            }
            long wait = head.due - timers.ticks();
            if (wait > 0) {
                timers.start(Duration.ofMillis(wait), this::fire);
                return null;
            }
            unlink(head);
            return head;
        }
    }
}
