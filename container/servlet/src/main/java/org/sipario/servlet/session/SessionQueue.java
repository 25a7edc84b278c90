package org.sipario.servlet.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    // Guarded by this. A linked list, so that the idle queue of an established call holds nothing.
    private @Nullable Work first;
    private @Nullable Work last;
    private int size;
    private boolean busy;

    /** The thread that runs a task or call now. */
    private volatile @Nullable Thread owner;

    private volatile @Nullable ApplicationSession session;

    SessionQueue(SessionQueues queues) {
        this.queues = queues;
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
            if (size >= queues.bound()) {
                return false;
            }
            if (!append(new Work.Task(exchange, body))) {
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
            if (!append(new Work.Task(exchange, body))) {
                return;
            }
        }
        start();
    }

    /**
     * Runs a call of the application on the calling thread and returns its result: at once within a task of this queue
     * or where the queue is idle, otherwise after the tasks that are there. A caller that holds a lock which a task of
     * this queue wants waits for ever.
     *
     * @throws IllegalStateException if the server is stopping and the tasks that are there will not run any more
     */
    public <T extends @Nullable Object> T call(Supplier<T> body) {
        if (isCurrent()) {
            return body.get();
        }
        if (!take() && !takeInTurn()) {
            return run(body);
        }
        try {
            return run(body);
        } finally {
            release();
        }
    }

    /** Runs a task now if the queue is idle, otherwise after those that are there; waits for none of them. */
    public void runSoon(Runnable body) {
        if (isCurrent() || !take()) {
            post(null, body);
            return;
        }
        try {
            run(() -> {
                perform(new Work.Task(null, body));
                return null;
            });
        } finally {
            release();
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

    // ---- calls of other threads

    private synchronized boolean take() {
        if (busy || first != null) {
            return false;
        }
        busy = true;
        return true;
    }

    /**
     * Waits for the calling thread's turn.
     *
     * @return false if the queue waits for this thread itself, and so is lent to it
     */
    private boolean takeInTurn() {
        if (!queues.await(this)) {
            return false;
        }
        Work.Turn turn = new Work.Turn();
        boolean idle;
        synchronized (this) {
            idle = append(turn);
        }
        if (idle) {
            restart();
        }
        if (!turn.await()) {
            throw new IllegalStateException("The server is stopping: the session takes no calls any more");
        }
        return true;
    }

    private void release() {
        Work.Turn turn = null;
        synchronized (this) {
            busy = first != null;
            if (!busy) {
                return;
            }
            if (first instanceof Work.Turn) {
                turn = (Work.Turn) remove();
            }
        }
        if (turn == null) {
            restart();
        } else {
            begin(turn);
        }
    }

    /** The queue is handed over to a thread that waits for it. */
    private void begin(Work.Turn turn) {
        queues.resume(turn.caller);
        turn.begin();
    }

    /**
     * Runs a call while the queue is held by the calling thread, or by one that waits for it. Sessions that it made
     * ready are not ended before the next task: the application may go on with them in its next call.
     */
    private <T extends @Nullable Object> T run(Supplier<T> body) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        Thread lender = owner;
        owner = thread;
        ApplicationSession at = session;
        if (at != null) {
            at.application().enter();
        }
        try {
            return body.get();
        } finally {
            owner = lender;
            thread.setContextClassLoader(before);
            if (at != null) {
                at.watch();
            }
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

    private @Nullable Work remove() {
        Work work = first;
        if (work != null) {
            first = work.next;
            work.next = null;
            if (first == null) {
                last = null;
            }
            size--;
        }
        return work;
    }

    private void start() {
        try {
            queues.execute(this::drain);
        } catch (RejectedExecutionException stopping) {
            halt();
            throw stopping;
        }
    }

    /**
     * Goes on with what waits. A refusal is told to the callers that wait, and is no failure of the call that has just
     * ended.
     */
    private void restart() {
        try {
            start();
        } catch (RejectedExecutionException stopping) {
            LOG.log(System.Logger.Level.DEBUG, "The server is stopping: tasks of a session will not run", stopping);
        }
    }

    /** No thread takes the queue. Tasks stay for the next start; callers do not wait for it. */
    private void halt() {
        List<Work.Turn> refused = new ArrayList<>();
        synchronized (this) {
            int waiting = size;
            for (int i = 0; i < waiting; i++) {
                Work work = Objects.requireNonNull(remove());
                if (work instanceof Work.Turn turn) {
                    refused.add(turn);
                } else {
                    append(work);
                }
            }
            busy = false;
        }
        for (Work.Turn turn : refused) {
            queues.resume(turn.caller);
            turn.refuse();
        }
    }

    private void drain() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        owner = thread;
        Work work = next();
        while (work instanceof Work.Task task) {
            perform(task);
            work = next();
        }
        thread.setContextClassLoader(before);
        if (work instanceof Work.Turn turn) {
            begin(turn);
        }
    }

    /**
     * The next task, to be run by the thread that drains the queue; or the end of its work here: no more, or another's
     * turn.
     */
    private synchronized @Nullable Work next() {
        Work work = remove();
        if (!(work instanceof Work.Task)) {
            owner = null;
            busy = work != null;
        }
        return work;
    }

    private void perform(Work.Task task) {
        ApplicationSession at = session;
        if (at != null) {
            at.application().enter();
        }
        try {
            task.body.run();
        } catch (Throwable bug) {
            failed(task.exchange, bug);
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
}
