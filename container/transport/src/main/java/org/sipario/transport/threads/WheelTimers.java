package org.sipario.transport.threads;

import static java.lang.System.Logger.Level.ERROR;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sipario.message.wire.Timers;

/**
 * The clock of a real server: a hashed wheel that turns every 20 ms, so starting and stopping a timer costs next to
 * nothing and a timer is late by 20 to 40 ms at most. SIP's shortest interval is T1, 500 ms (RFC 3261 §17.1.1.1).
 */
public final class WheelTimers implements Timers, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WheelTimers.class.getName());
    private static final int SPOKES = 2048; // 41 s a turn: nearly every timer of SIP runs within the first

    private final HashedWheelTimer wheel =
            new HashedWheelTimer(new DefaultThreadFactory("sipario-timers", true), 20, TimeUnit.MILLISECONDS, SPOKES);
    private final AtomicBoolean logged = new AtomicBoolean();

    /** A wheel that stands still until the first timer is started. */
    public WheelTimers() {}

    @Override
    public long now() {
        return System.currentTimeMillis();
    }

    @Override
    public long ticks() {
        return System.nanoTime() / 1_000_000;
    }

    /** {@inheritDoc} A task that throws is logged the first time; the wheel goes on. */
    @Override
    public Timer start(Duration delay, Runnable task) {
        Timeout timeout = wheel.newTimeout(_ -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return timeout::cancel;
    }

    /** Timers that have been started and have neither run nor been stopped. */
    public long pending() {
        return wheel.pendingTimeouts();
    }

    /** Stops the wheel; what is pending never runs, and nothing can be started any more. */
    @Override
    public void close() {
        wheel.stop();
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            if (logged.compareAndSet(false, true)) {
                LOG.log(ERROR, "a timer's task failed; further ones that fail are not logged", e);
            }
        }
    }
}
