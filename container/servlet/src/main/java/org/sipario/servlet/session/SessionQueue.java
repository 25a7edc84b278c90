package org.sipario.servlet.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The serial queue of one application session: requests, responses, timers, expiry and the calls of an application's
 * own threads run here one after another, so that the state of a session needs no locks. A task may block for as long
 * as it likes and delays only its own session.
 *
 * <p>Each task runs with the class loader of the session's application. After each task sessions that have become ready
 * are ended. A task that throws is a bug of ours, as the exceptions of applications end where the application is
 * called: it is logged with what it worked on, an unanswered request is answered 500, and the queue goes on.
 */
public final class SessionQueue {

    /** A caller that sends more than this while the application blocks is a fault or an attack. */
    public static final int DEFAULT_BOUND = 256;

    private static final System.Logger LOG = System.getLogger(SessionQueue.class.getName());

    private final SessionQueues queues;
    private final Executor executor;
    private final int bound;

    // Guarded by this. A linked list, so that the idle queue of an established call holds nothing.
    private @Nullable Work first;
    private @Nullable Work last;
    private int size;
    private boolean busy;

    private volatile @Nullable Thread owner;
    private volatile @Nullable ApplicationSession session;

    SessionQueue(SessionQueues queues, Executor executor, int bound) {
        this.queues = queues;
        this.executor = executor;
        this.bound = bound;
    }

    /** The session whose queue this is from now on; before, its first request has none. */
    void belongsTo(ApplicationSession owning) {
        session = owning;
    }

    /**
     * Adds a task.
     *
     * @param exchange that it works on
     * @return false if the queue is full: the task will not run
     */
    public boolean offer(Exchange exchange, Runnable body) {
        synchronized (this) {
            if (size >= bound) {
                return false;
            }
            if (!append(new Work(exchange, body))) {
                return true;
            }
        }
        start();
        return true;
    }

    /**
     * Adds a task that must not be lost, bound or not: timers and the outcome of our own transactions.
     *
     * @param exchange that it works on, or null
     */
    public void post(@Nullable Exchange exchange, Runnable body) {
        synchronized (this) {
            if (!append(new Work(exchange, body))) {
                return;
            }
        }
        start();
    }

    /**
     * Runs a call of the application here and returns its result: at once in a task of this queue; on the calling
     * thread if the queue is idle; otherwise after the tasks that are there. What the call throws is thrown to the
     * caller. A caller that holds a lock which a task of this queue wants waits for ever.
     *
     * @throws IllegalStateException if the server is stopping and no longer runs tasks
     */
    public <T extends @Nullable Object> T call(Supplier<T> body) {
        if (isCurrent()) {
            return body.get();
        }
        if (take()) {
            try {
                return runHere(body);
            } finally {
                release();
            }
        }
        if (!queues.await(this)) {
            return runLent(body);
        }
        return await(body);
    }

    /** Runs a task now if the queue is idle, otherwise after those that are there; waits for none of them. */
    public void runSoon(Runnable body) {
        if (!isCurrent() && take()) {
            try {
                runHere(() -> {
                    body.run();
                    return null;
                });
            } finally {
                release();
            }
        } else {
            post(null, body);
        }
    }

    /** Whether the calling thread is running a task of this queue. */
    public boolean isCurrent() {
        return owner == Thread.currentThread();
    }

    @Nullable
    Thread owner() {
        return owner;
    }

    // ---- calls from other threads

    private <T extends @Nullable Object> T await(Supplier<T> body) {
        Thread caller = Thread.currentThread();
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            post(null, () -> {
                try {
                    T value = body.get();
                    queues.resume(caller);
                    result.complete(value);
                } catch (Throwable thrown) {
                    queues.resume(caller);
                    result.completeExceptionally(thrown);
                }
            });
        } catch (RejectedExecutionException stopping) {
            queues.resume(caller);
            throw new IllegalStateException("The server is stopping: the session takes no calls any more", stopping);
        }
        try {
            return result.join();
        } catch (CompletionException failed) {
            switch (failed.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw failed;
            }
        }
    }

    private synchronized boolean take() {
        if (busy || first != null) {
            return false;
        }
        busy = true;
        return true;
    }

    private void release() {
        synchronized (this) {
            owner = null;
            busy = first != null;
            if (!busy) {
                return;
            }
        }
        start();
    }

    private <T extends @Nullable Object> T runHere(Supplier<T> body) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        owner = thread;
        ApplicationSession at = session;
        if (at != null) {
            at.application().enter();
        }
        try {
            return body.get();
        } finally {
            if (at != null) {
                // Not settled: the application may go on with a session that is ready between two of its calls.
                at.watch();
            }
            thread.setContextClassLoader(before);
        }
    }

    /**
     * The thread of the running task waits for the caller, and settles the session afterwards: see {@link
     * SessionQueues}.
     */
    private <T extends @Nullable Object> T runLent(Supplier<T> body) {
        Thread lender = owner;
        owner = Thread.currentThread();
        try {
            return body.get();
        } finally {
            owner = lender;
        }
    }

    // ---- tasks

    /** @return whether the queue was idle and is to be started */
    private boolean append(Work work) {
        if (last == null) {
            first = work;
        } else {
            last.next = work;
        }
        last = work;
        size++;
        boolean idle = !busy;
        busy = true;
        return idle;
    }

    private void start() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException refused) {
            // The next task that is added starts the queue again; what waits is not lost.
            synchronized (this) {
                busy = false;
            }
            throw refused;
        }
    }

    private void drain() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        owner = thread;
        Work work;
        while ((work = next()) != null) {
            perform(work);
        }
        thread.setContextClassLoader(before);
    }

    private void perform(Work work) {
        ApplicationSession at = session;
        if (at != null) {
            at.application().enter();
        }
        try {
            work.body.run();
        } catch (Throwable bug) {
            failed(work.exchange, bug);
        }
        at = session;
        if (at != null) {
            try {
                at.settle();
            } catch (Throwable bug) {
                failed(null, bug);
            }
        }
    }

    private static void failed(@Nullable Exchange exchange, Throwable bug) {
        LOG.log(
                System.Logger.Level.ERROR,
                exchange == null
                        ? "A task of a session failed; the session goes on"
                        : exchange + " could not be worked on",
                bug);
        if (exchange != null) {
            try {
                exchange.giveUp();
            } catch (RuntimeException | Error another) {
                LOG.log(System.Logger.Level.ERROR, exchange + " could not be given up", another);
            }
        }
    }

    private synchronized @Nullable Work next() {
        Work work = first;
        if (work == null) {
            owner = null;
            busy = false;
            return null;
        }
        first = work.next;
        if (first == null) {
            last = null;
        }
        size--;
        return work;
    }
}
