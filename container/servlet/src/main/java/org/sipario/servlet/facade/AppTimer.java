package org.sipario.servlet.facade;

import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.TimerListener;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.application.Listeners;

/** A timer of an application: JSR 289, Timer Service. Fires in the queue of its application session. */
final class AppTimer implements ServletTimer {

    private final AppSession owner;
    private final String id;
    private final long period;
    private final boolean fixedDelay;
    private final @Nullable Serializable info;

    private long next;
    private long latest;
    private boolean active = true;
    private Timers.@Nullable Timer running;

    /**
     * @param delay ms to the first firing
     * @param period ms between firings; 0 for a single one
     * @param fixedDelay whether a period counts from the end of the last firing rather than from the first schedule
     */
    AppTimer(AppSession owner, String id, long delay, long period, boolean fixedDelay, @Nullable Serializable info) {
        this.owner = owner;
        this.id = id;
        this.period = period;
        this.fixedDelay = fixedDelay;
        this.info = info;
        this.next = owner.now() + delay;
    }

    synchronized void start() {
        if (active) {
            running = owner.services().timers().start(Duration.ofMillis(Math.max(0, next - owner.now())), this::due);
        }
    }

    private void due() {
        owner.post(this::fire);
    }

    private void fire() {
        synchronized (this) {
            if (!active) {
                return;
            }
            latest = next;
            if (period == 0) {
                active = false;
            } else if (!fixedDelay) {
                next += period;
            }
        }
        if (period == 0) {
            owner.forget(this);
        }
        TimerListener listener = owner.application().listeners().first(TimerListener.class);
        if (listener != null) {
            Listeners.tellOne(listener, l -> l.timeout(this));
        }
        if (period != 0) {
            synchronized (this) {
                if (fixedDelay) {
                    next = owner.now() + period;
                }
            }
            start();
        }
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return owner;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public @Nullable Serializable getInfo() {
        return info;
    }

    @Override
    public synchronized long scheduledExecutionTime() {
        return latest;
    }

    @Override
    public synchronized long getTimeRemaining() {
        long remaining = next - owner.now();
        // One that has fired is never due again, not even in the millisecond in which it was.
        return active ? remaining : Math.min(remaining, -1);
    }

    @Override
    public void cancel() {
        Timers.Timer stopping;
        synchronized (this) {
            active = false;
            stopping = running;
            running = null;
        }
        if (stopping != null) {
            stopping.stop();
        }
        owner.forget(this);
    }
}
