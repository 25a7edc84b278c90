package org.sipario.transport.threads;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.sipario.transport.load.Backlog;
import org.sipario.transport.load.OverloadDetector;

/**
 * A thread that reads datagrams, and carries the virtual threads that these begin when it has read what was there: decision 0011
 * says what that saves. It is meant for handlers that compute for microseconds or block, which frees it; a {@link ReaderWatchdog} helps
 * out when one keeps it.
 */
public final class ReaderThread extends FastThreadLocalThread implements ReadingThread {

    /** A handler that computes for longer than this keeps other calls waiting, so others take over. */
    private static final Duration PATIENCE = Duration.ofMillis(10);

    /** What comes faster than it is carried for so long is shared with others; a shorter burst is carried sooner than given away. */
    public static final Duration BURST = Duration.ofMillis(5);

    /** What waits to be carried; also emptied by the watch. */
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();

    private final CarrierPool others;

    /** Since when it has been at one step, by {@link System#nanoTime}; 0 while it reads. */
    private volatile long busySince;

    private volatile boolean late;

    private final OverloadDetector overload = new OverloadDetector(System::nanoTime);

    /** Whether {@link #readComplete} is to come. Only this thread looks. */
    private boolean reading;

    /** Where it reads now; null before it has. */
    private volatile @Nullable Backlog crowd;

    /** @param others carry what this one can not */
    ReaderThread(Runnable loop, String name, CarrierPool others) {
        super(loop, name);
        this.others = others;
        setDaemon(true);
    }

    /** The calling thread, if it is one. */
    public static @Nullable ReaderThread current() {
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

    /** It has read something, and {@link #readComplete} follows. Outside of that nothing would run what it takes. */
    public void read(Backlog crowd) {
        reading = true;
        this.crowd = crowd;
    }

    /**
     * Runs what has been taken, and what that brings. When it has not caught up for some time, it gives away what others can begin
     * soon; more would only take the processor from who reads, and the kernel would drop what nobody has looked at.
     */
    public void readComplete() {
        late = false;
        Backlog here = crowd;
        if (here != null && here.lasts(BURST)) {
            while (others.haveTime() && giveOne()) {}
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
            others.execute(step);
        }
        return step != null;
    }

    /** Whether it has been at one step for too long. */
    boolean isLate(long now) {
        long since = busySince;
        return since != 0 && now - since > PATIENCE.toNanos();
    }

    @Override
    public boolean isBehind() {
        Backlog here = crowd;
        return here != null && overload.isThereWith(here);
    }

    /** Of this one, when it is crowded. */
    OverloadDetector overload() {
        return overload;
    }

    /** What it has taken goes elsewhere, until it reads again. */
    void relieve() {
        late = true;
        while (giveOne()) {}
    }
}
