package org.sipario.testkit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A virtual thread for each task, as a server has them; it knows which of them still work. Quiet means: each task has
 * ended or waits for something that time or another message must bring.
 */
final class BusyThreads implements Executor {

    /** A thread that waits for this long is taken to wait for time or a message. */
    static final Duration PARKED = Duration.ofMillis(50);

    /** How often the threads that have not ended are looked at. */
    private static final int LOOK_MILLIS = 1;

    /** Threads that have not ended, and since when each was seen waiting; {@link #RUNS} if it was not. */
    private final Map<Thread, Long> living = new ConcurrentHashMap<>();

    private static final long RUNS = Long.MIN_VALUE;

    @Override
    public void execute(Runnable task) {
        Thread thread = Thread.ofVirtual().name("server").unstarted(() -> run(task));
        living.put(thread, RUNS);
        thread.start();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            living.remove(Thread.currentThread());
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Whether each task has ended. */
    boolean isIdle() {
        return living.isEmpty();
    }

    /**
     * Waits until nothing runs.
     *
     * @throws AssertionError if something still runs after so long; it shows where
     */
    void awaitQuiet(Duration patience) {
        if (isIdle()) {
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isQuiet()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the server does not become idle within " + patience + ":\n" + whereTheyAre());
            }
            synchronized (this) {
                if (!isIdle()) {
                    await();
                }
            }
        }
    }

    private void await() {
        try {
            wait(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the server was busy", e);
        }
    }

    /** Looks at every thread, even after the first that runs, so that all waiting times begin together. */
    private boolean isQuiet() {
        long now = System.nanoTime();
        boolean quiet = true;
        for (Thread thread : living.keySet()) {
            boolean stands = switch (thread.getState()) {
                case WAITING, TIMED_WAITING, BLOCKED, TERMINATED -> true;
                case NEW, RUNNABLE -> false;
            };
            Long since = living.computeIfPresent(thread, (_, before) -> !stands ? RUNS : before == RUNS ? now : before);
            quiet &= since == null || since != RUNS && now - since >= PARKED.toNanos();
        }
        return quiet;
    }

    private String whereTheyAre() {
        return living.keySet().stream()
                .map(thread -> thread + "\n"
                        + Stream.of(thread.getStackTrace())
                                .map(frame -> "    at " + frame)
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }
}
