package org.sipario.servlet.session;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Makes the queues of a container, and knows which thread waits for which of them.
 *
 * <p>A thread that runs a task of one queue may call into the session of another and wait for its turn there. If that
 * other queue is held by a thread that waits, directly or through further queues, for the first one, the wait would
 * never end. Then the called queue is lent to the caller: the thread that holds it cannot go on before the caller does,
 * so the call runs at once, as a call back into the same session would.
 */
public final class SessionQueues {

    private final Executor executor;
    private final int bound;

    /** The queue that a thread waits for. Guarded by this. */
    private final Map<Thread, SessionQueue> awaited = new HashMap<>();

    /**
     * @param executor runs queues that have work; each on a virtual thread in the server
     * @param bound how many tasks may wait in one queue
     */
    public SessionQueues(Executor executor, int bound) {
        this.executor = executor;
        this.bound = bound;
    }

    /** A queue for a session to come. */
    public SessionQueue create() {
        return new SessionQueue(this);
    }

    int bound() {
        return bound;
    }

    /** @throws java.util.concurrent.RejectedExecutionException if the server is stopping */
    void execute(Runnable drain) {
        executor.execute(drain);
    }

    /**
     * The calling thread is about to wait for a queue.
     *
     * @return false if it must not: the queue waits for this thread
     */
    synchronized boolean await(SessionQueue queue) {
        Thread caller = Thread.currentThread();
        SessionQueue at = queue;
        while (at != null) {
            Thread owner = at.owner();
            if (owner == caller) {
                return false;
            }
            at = owner == null ? null : awaited.get(owner);
        }
        awaited.put(caller, queue);
        return true;
    }

    /**
     * A thread's turn has come, or will not. Called before the thread is told: what it holds must not be lent once it
     * runs.
     */
    synchronized void resume(Thread caller) {
        awaited.remove(caller);
    }
}
