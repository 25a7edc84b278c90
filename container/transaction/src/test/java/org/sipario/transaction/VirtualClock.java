package org.sipario.transaction;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.sipario.message.Timers;

/** Time that passes only when told to. */
final class VirtualClock implements Timers {

    private record Task(long at, long order, Runnable task) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now;
    private long order;

    @Override
    public long now() {
        return now;
    }

    @Override
    public Timer start(Duration delay, Runnable task) {
        Task entry = new Task(now + delay.toMillis(), order++, task);
        tasks.add(entry);
        return () -> tasks.remove(entry);
    }

    void pass(long millis) {
        long end = now + millis;
        for (Task next = tasks.peek(); next != null && next.at() <= end; next = tasks.peek()) {
            tasks.remove(next);
            now = next.at();
            next.task().run();
        }
        now = end;
    }

    int running() {
        return tasks.size();
    }
}
