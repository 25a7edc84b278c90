package org.sipario.transport;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A thread that reads datagrams, and carries the virtual threads that these begin when it has read what was there: decision 0011
 * says what that saves. It is meant for handlers that compute for microseconds or block, which frees it; a {@link Watch} helps
 * out when one keeps it.
 */
final class ReaderThread extends FastThreadLocalThread {

    /** A handler that computes for longer than this keeps other calls waiting, so others take over. */
    private static final Duration PATIENCE = Duration.ofMillis(10);

    /** What waits to be carried; also emptied by the watch. */
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();

    private final Executor others;

    /** Since when it has not read, by {@link System#nanoTime}; 0 while it reads. */
    private volatile long busySince;

    private volatile boolean late;

    /** Whether {@link #carry} or {@link #share} is to come. Only this thread looks. */
    private boolean reading;

    /** @param others carry what this one can not */
    ReaderThread(Runnable loop, String name, Executor others) {
        super(loop, name);
        this.others = others;
        setDaemon(true);
    }

    /** The calling thread, if it is one. */
    static @Nullable ReaderThread current() {
        return Thread.currentThread() instanceof ReaderThread reader ? reader : null;
    }

    /** Takes a step of a virtual thread, to be run soon: here, or elsewhere when here it would be late. */
    void take(Runnable step) {
        if (late || !reading) {
            others.execute(step);
        } else {
            queue.add(step);
        }
    }

    /** It has read something, and {@link #carry} or {@link #share} follows. Outside of that nothing would run what it takes. */
    void read() {
        reading = true;
    }

    /** Runs what has been taken, and what that brings. */
    void carry() {
        late = false;
        Runnable step = queue.poll();
        if (step != null) {
            busySince = System.nanoTime() | 1;
            for (; step != null; step = queue.poll()) {
                step.run();
            }
            busySince = 0;
        }
        reading = false;
    }

    /** Gives away what has been taken, because more is there to be read. */
    void share() {
        reading = false;
        give();
    }

    private void give() {
        for (Runnable step = queue.poll(); step != null; step = queue.poll()) {
            others.execute(step);
        }
    }

    /** Whether it has not come back to read for too long. */
    boolean isLate(long now) {
        long since = busySince;
        return since != 0 && now - since > PATIENCE.toNanos();
    }

    /** What it has taken goes elsewhere, until it reads again. */
    void relieve() {
        late = true;
        give();
    }
}
