package org.sipario.transaction.timer;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;

/**
 * The timers of all transactions: one queue for each delay.
 *
 * <p>RFC 3261 §17 needs few delays, and timers of one delay fire in the order in which they were set. So a new timer is
 * appended to the queue of its delay, and only the head of a queue needs the clock: setting and stopping take a few
 * nanoseconds, without a search. Safe to use from any thread.
 */
public final class TimerQueues {

    private final Timers timers;
    private final ConcurrentHashMap<Duration, Queue> queues = new ConcurrentHashMap<>();

    public TimerQueues(Timers timers) {
        this.timers = timers;
    }

    /** Sets the timer of a transaction whose timer does not run. The caller holds the transaction's lock. */
    void set(Duration delay, TimedTransaction owner) {
        Queue queue = queues.get(delay);
        if (queue == null) {
            queue = queues.computeIfAbsent(delay, Queue::new);
        }
        queue.add(owner);
    }

    /** The clock, in milliseconds. */
    long ticks() {
        return timers.ticks();
    }

    /** Timers of one delay, in the order in which they fire. */
    final class Queue {

        private final Duration delay;

        /**
         * Not a monitor: with compact object headers the JVM finds a monitor that was ever contended through a table,
         * at every use.
         */
        private final ReentrantLock lock = new ReentrantLock();

        private @Nullable TimedTransaction first;
        private @Nullable TimedTransaction last;
        private boolean awaited;

        private Queue(Duration delay) {
            this.delay = delay;
        }

        private void add(TimedTransaction timed) {
            lock.lock();
            try {
                timed.due = timers.ticks() + delay.toMillis();
                timed.queue = this;
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

        /** Without effect on a timer that {@link #fire} has already taken out. */
        void remove(TimedTransaction timed) {
            lock.lock();
            try {
                if (timed.queue == this) {
                    unlink(timed);
                }
            } finally {
                lock.unlock();
            }
        }

        /**
         * The links of the removed timer are cleared: an old object that refers to a young one would keep it from being
         * collected with its generation.
         */
        private void unlink(TimedTransaction timed) {
            TimedTransaction previous = timed.previous;
            TimedTransaction next = timed.next;
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
            timed.queue = null;
        }

        /** Fires all timers that are due; an exception of one does not stop the others. */
        private void fire() {
            Throwable bug = null;
            while (true) {
                TimedTransaction due;
                int generation;
                lock.lock();
                try {
                    due = due();
                    if (due == null) {
                        break;
                    }
                    generation = due.generation();
                } finally {
                    lock.unlock();
                }
                try {
                    due.fired(generation);
                } catch (RuntimeException | Error e) {
                    // Errors too: if firing stopped here, no timer of this delay would ever fire again.
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

        /** Takes the head out if it is due; otherwise starts the clock for it. */
        private @Nullable TimedTransaction due() {
            TimedTransaction head = first;
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
