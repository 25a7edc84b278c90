package org.sipario.servlet.session;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;

/** A timer of an application: JSR 289, Timer Service. Changed and fired in the queue of its application session. */
public final class ApplicationTimer extends FacadeSlot {

    private final ApplicationSession owner;
    private final String id;
    private final long period;
    private final boolean fixedDelay;
    private final @Nullable Serializable info;

    private volatile long next;
    private volatile long latest;
    private volatile boolean active = true;
    private Timers.@Nullable Timer running;

    /**
     * @param next when it is to fire, ms since 1970
     * @param period ms between firings; 0 for a single one
     * @param fixedDelay whether a period counts from the end of the last firing rather than from the first schedule
     */
    ApplicationTimer(
            ApplicationSession owner,
            String id,
            long next,
            long period,
            boolean fixedDelay,
            @Nullable Serializable info) {
        this.owner = owner;
        this.id = id;
        this.next = next;
        this.period = period;
        this.fixedDelay = fixedDelay;
        this.info = info;
    }

    void start() {
        if (active) {
            running =
                    timers().start(Duration.ofMillis(Math.max(0, next - timers().now())), () -> owner.post(this::fire));
        }
    }

    private Timers timers() {
        return owner.services().timers();
    }

    private void fire() {
        if (!active) {
            return;
        }
        latest = next;
        if (period == 0) {
            active = false;
            owner.remove(this);
        } else if (!fixedDelay) {
            next += period;
        }
        owner.services().user().fired(this);
        if (period != 0) {
            if (fixedDelay) {
                next = timers().now() + period;
            }
            start();
        }
    }

    /** It does not fire again. */
    public void cancel() {
        active = false;
        Timers.Timer stopping = running;
        running = null;
        if (stopping != null) {
            stopping.stop();
        }
        owner.remove(this);
    }

    /** The application session that it belongs to. */
    public ApplicationSession owner() {
        return owner;
    }

    /** Unique in the container. */
    public String id() {
        return id;
    }

    /** What the application gave it. */
    public @Nullable Serializable info() {
        return info;
    }

    /** When it was to fire last, ms since 1970; 0 before the first time. */
    public long latest() {
        return latest;
    }

    /** Milliseconds until it fires; negative once it will not. */
    public long remaining() {
        long remaining = next - timers().now();
        // One that has fired is never due again, not even in the millisecond in which it was.
        return active ? remaining : Math.min(remaining, -1);
    }
}
