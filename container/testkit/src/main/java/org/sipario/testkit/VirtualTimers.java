package org.sipario.testkit;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;

/**
 * A clock that stands still until it is told to go on. Tasks due at the same moment run in the order they were started.
 * Safe to use from any thread; tasks run on the thread that lets time pass.
 */
public final class VirtualTimers implements Timers {

    /** The clock's first moment, the same in each run, so that dates in messages are too. */
    public static final long EPOCH = 1_800_000_000_000L;

    private record Task(long at, long order, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now = EPOCH;
    private long started;

    /** A clock at {@link #EPOCH} with nothing to do. */
    public VirtualTimers() {}

    @Override
    public synchronized long now() {
        return now;
    }

    @Override
    public synchronized Timer start(Duration delay, Runnable work) {
        Task task = new Task(now + Math.max(0, delay.toMillis()), started++, work);
        tasks.add(task);
        return () -> stop(task);
    }

    private synchronized void stop(Task task) {
        tasks.remove(task);
    }

    /** How many tasks wait to run. */
    public synchronized int waiting() {
        return tasks.size();
    }

    /** Lets time pass and runs what becomes due, each task at its own moment. */
    public void advance(Duration duration) {
        advance(duration, () -> {});
    }

    /**
     * Lets time pass and runs what becomes due, each task at its own moment.
     *
     * @param settle called after each task, to let the server finish what the task began before time goes on
     */
    public void advance(Duration duration, Runnable settle) {
        long end = now() + duration.toMillis();
        for (Task task = due(end); task != null; task = due(end)) {
            task.work().run();
            settle.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized @Nullable Task due(long end) {
        Task next = tasks.peek();
        if (next == null || next.at() > end) {
            return null;
        }
        tasks.remove();
        now = Math.max(now, next.at());
        return next;
    }
}
