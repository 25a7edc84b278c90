package org.sipario.transport.threads;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Threads that carry what no reader does, and how far they are behind. That is found by sending a probe along with the work, a
 * hundred times a second at most and only while there is work: its wait is that of what came at the same time.
 *
 * <p>Behind they are when two probes in a row, the second sent when the first arrives, have waited for {@link #TOO_LATE}: a pause of
 * the collector or of the machine makes one late, and is over then. They stay behind until one has waited for no more than
 * {@link #SOON}. The gap keeps the answer from changing with every message.
 */
final class CarrierPool implements Executor {

    /** A fifth of SIP's shortest timer (T1, RFC 3261 §17.1.1.1): a call has several such waits before anybody repeats himself. */
    static final Duration TOO_LATE = Duration.ofMillis(100);

    /** When nothing moves for so long, everybody repeats himself. */
    static final Duration STUCK = Duration.ofMillis(500);

    static final Duration SOON = Duration.ofMillis(20);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Executor threads;
    private final BooleanSupplier time;
    private final LongSupplier nanos;

    /** When the probe was sent that is under way, odd; 0 while none is. */
    private final AtomicLong underWay = new AtomicLong();

    /** When the latest one was sent. */
    private volatile long latest;

    /** Whether the one before was late. */
    private volatile boolean late;

    private volatile boolean behind;

    /**
     * @param threads carry what they get, first in, first out
     * @param time whether something that is given to them now is begun soon
     * @param nanos the clock: {@link System#nanoTime}
     */
    CarrierPool(Executor threads, BooleanSupplier time, LongSupplier nanos) {
        this.threads = threads;
        this.time = time;
        this.nanos = nanos;
        this.latest = nanos.getAsLong();
    }

    @Override
    public void execute(Runnable step) {
        threads.execute(step);
        if (underWay.get() == 0) {
            long now = nanos.getAsLong();
            if (now - latest > PAUSE.toNanos() && underWay.compareAndSet(0, now | 1)) {
                latest = now;
                threads.execute(this::arrived);
            }
        }
    }

    /** Whether they are there for a reader that does not catch up. */
    boolean haveTime() {
        return time.getAsBoolean();
    }

    private void arrived() {
        long now = nanos.getAsLong();
        boolean lateAgain = now - underWay.get() > (behind ? SOON : TOO_LATE).toNanos();
        if (lateAgain) {
            // First of all: whoever asks meanwhile is not to take this one for the next.
            underWay.set(now | 1);
        }
        behind = lateAgain && late;
        late = lateAgain;
        if (late) {
            // Perhaps nothing else comes that would ask again, as all of it is refused.
            latest = now;
            threads.execute(this::arrived);
        } else {
            underWay.set(0);
        }
    }

    /** Whether what is given to them now has to wait for too long. */
    boolean areBehind() {
        if (behind) {
            return true;
        }
        // In this order, which is the other way round where they are set.
        Duration bound = late ? TOO_LATE : STUCK;
        long sent = underWay.get();
        return sent != 0 && nanos.getAsLong() - sent > bound.toNanos();
    }
}
