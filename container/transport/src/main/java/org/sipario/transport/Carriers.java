package org.sipario.transport;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Threads that carry what no reader does, and how far they are behind. That is found by sending a probe along with the work, a
 * hundred times a second at most and only while there is work: its wait is that of what came at the same time.
 *
 * <p>Behind they are from the moment on when something has waited for {@link #TOO_LATE}, and until something has waited for no
 * more than {@link #SOON}. The gap keeps the answer from changing with every message.
 */
final class Carriers implements Executor {

    /** A fifth of SIP's shortest timer (T1, RFC 3261 §17.1.1.1): a call has several such waits before anybody repeats himself. */
    static final Duration TOO_LATE = Duration.ofMillis(100);

    static final Duration SOON = Duration.ofMillis(20);

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Executor threads;
    private final LongSupplier nanos;
    private final AtomicBoolean probing = new AtomicBoolean();

    /** When the latest probe was sent. */
    private volatile long sent;

    private volatile boolean behind;

    /**
     * @param threads carry what they get, first in, first out
     * @param nanos the clock: {@link System#nanoTime}
     */
    Carriers(Executor threads, LongSupplier nanos) {
        this.threads = threads;
        this.nanos = nanos;
        this.sent = nanos.getAsLong();
    }

    @Override
    public void execute(Runnable step) {
        threads.execute(step);
        if (!probing.get() && nanos.getAsLong() - sent > PAUSE.toNanos() && probing.compareAndSet(false, true)) {
            probe();
        }
    }

    private void probe() {
        sent = nanos.getAsLong();
        threads.execute(this::arrived);
    }

    private void arrived() {
        behind = nanos.getAsLong() - sent > (behind ? SOON : TOO_LATE).toNanos();
        if (behind) {
            // Perhaps nothing else comes that would ask again, as all of it is refused.
            probe();
        } else {
            probing.set(false);
        }
    }

    /** Whether what is given to them now has to wait for too long. */
    boolean areBehind() {
        return behind || probing.get() && nanos.getAsLong() - sent > TOO_LATE.toNanos();
    }
}
