package org.sipario.transaction;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Timers;

/** The one timer of a transaction while it runs. Knows its own name, so that one which fires too late is told apart. */
final class Alarm implements Runnable {

    private final Consumer<Alarm> owner;
    private final Timer timer;
    private Timers.@Nullable Timer running;

    private Alarm(Consumer<Alarm> owner, Timer timer) {
        this.owner = owner;
        this.timer = timer;
    }

    /** Sets it; the owner calls this, and {@link #stop}, under its lock. */
    static Alarm set(Timers timers, Timer timer, Duration delay, Consumer<Alarm> owner) {
        Alarm alarm = new Alarm(owner, timer);
        alarm.running = timers.start(delay, alarm);
        return alarm;
    }

    Timer timer() {
        return timer;
    }

    void stop() {
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public void run() {
        owner.accept(this);
    }
}
