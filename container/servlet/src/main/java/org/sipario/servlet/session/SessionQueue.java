package org.sipario.servlet.session;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The serial queue of one application session: requests, responses, timers, expiry and converged work run here one after
 * another, so that session state needs no locks. A task may block for as long as it likes and delays only its own session.
 *
 * <p>The queue outlives tasks that throw. It has a bound; whoever posts learns that it is full and answers 503.
 */
public final class SessionQueue {

    /** A caller that sends more than this while his application blocks is a fault or an attack. */
    public static final int DEFAULT_BOUND = 256;

    private final Executor executor;
    private final int bound;

    // Guarded by this. A linked list, so that the idle queue of an established call holds nothing.
    private @Nullable Task first;
    private @Nullable Task last;
    private int size;
    private boolean draining;

    private volatile @Nullable Thread owner;

    private static final class Task {
        final Runnable work;

        @Nullable
        Task next;

        Task(Runnable work) {
            this.work = work;
        }
    }

    /**
     * @param executor runs the draining of a queue that was idle; virtual threads in the server
     * @param bound how many tasks may wait
     */
    public SessionQueue(Executor executor, int bound) {
        this.executor = executor;
        this.bound = bound;
    }

    /**
     * Adds a task.
     *
     * @return false if the queue is full: the task will not run
     */
    public boolean offer(Runnable work) {
        synchronized (this) {
            if (size >= bound) {
                return false;
            }
            append(work);
            if (draining) {
                return true;
            }
            draining = true;
        }
        start();
        return true;
    }

    /** Adds a task that must not be lost, bound or not: timers and the outcome of our own transactions. */
    public void post(Runnable work) {
        synchronized (this) {
            append(work);
            if (draining) {
                return;
            }
            draining = true;
        }
        start();
    }

    private void start() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException refused) {
            // Whoever posts next tries again; what waits is not lost.
            synchronized (this) {
                draining = false;
            }
            throw refused;
        }
    }

    /** Whether the calling thread is running a task of this queue. */
    public boolean isCurrent() {
        return owner == Thread.currentThread();
    }

    private void append(Runnable work) {
        Task task = new Task(work);
        if (last == null) {
            first = task;
        } else {
            last.next = task;
        }
        last = task;
        size++;
    }

    private void drain() {
        owner = Thread.currentThread();
        Runnable work;
        while ((work = next()) != null) {
            try {
                work.run();
            } catch (Throwable bug) {
                // A bug of ours: the application's own exceptions end in the invocation. The queue must go on.
                System.getLogger(SessionQueue.class.getName())
                        .log(System.Logger.Level.ERROR, "A task of a session failed; the session goes on", bug);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Task task = first;
        if (task == null) {
            draining = false;
            owner = null;
            return null;
        }
        first = task.next;
        if (first == null) {
            last = null;
        }
        size--;
        return task.work;
    }
}
