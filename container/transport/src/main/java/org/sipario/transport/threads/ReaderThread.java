package org.sipario.transport.threads;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A thread that reads datagrams, and carries the virtual threads that these begin when it has read what was there:
 * decision 0011 says what that saves. It is meant for handlers that compute for microseconds, or block and so free it;
 * a {@link ReaderWatchdog} helps out when one keeps it.
 */
public final class ReaderThread extends FastThreadLocalThread {

    /** A handler that computes for longer than this delays other calls, so the pool takes over. */
    private static final Duration PATIENCE = Duration.ofMillis(10);

    /** What waits to be carried; also emptied by the watchdog. */
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();

    private final CarrierPool pool;

    /** Since when it has been at one step, by {@link System#nanoTime}; 0 while it reads. */
    private volatile long busySince;

    private volatile boolean relieved;

    /** Whether {@link #readComplete} is to come. Only this thread looks. */
    private boolean reading;

    /** @param pool carries what this one cannot */
    ReaderThread(Runnable loop, String name, CarrierPool pool) {
        super(loop, name);
        this.pool = pool;
        setDaemon(true);
    }

    /** The calling thread, if it is one. */
    public static @Nullable ReaderThread current() {
        return Thread.currentThread() instanceof ReaderThread reader ? reader : null;
    }

    /** Takes a step of a virtual thread, to be run soon: here, or by the pool when here it would be late. */
    void take(Runnable step) {
        if (relieved || !reading) {
            pool.execute(step);
        } else {
            queue.add(step);
        }
    }

    /** It has read something, and {@link #readComplete} follows. Outside of that nothing would run what it takes. */
    public void read() {
        reading = true;
    }

    /**
     * Runs what has been taken, and what that brings.
     *
     * @param share whether to give away first what the pool can begin soon; more than that would only take the
     *     processor from reading, and the kernel would drop datagrams unread
     */
    public void readComplete(boolean share) {
        relieved = false;
        if (share) {
            while (pool.hasRoom() && giveOne()) {}
        }
        carry();
        reading = false;
    }

    private void carry() {
        for (Runnable step = queue.poll(); step != null; step = queue.poll()) {
            busySince = System.nanoTime() | 1;
            step.run();
        }
        busySince = 0;
    }

    /** @return whether there was one */
    private boolean giveOne() {
        Runnable step = queue.poll();
        if (step != null) {
            pool.execute(step);
        }
        return step != null;
    }

    /** Whether it has been at one step for too long. */
    boolean isLate(long now) {
        long since = busySince;
        return since != 0 && now - since > PATIENCE.toNanos();
    }

    /** What it has taken goes to the pool, until it reads again. */
    void relieve() {
        relieved = true;
        while (giveOne()) {}
    }
}
