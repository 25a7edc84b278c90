package org.sipario.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs by one timer at a time, which its lock guards. */
abstract class Timed {

    private @Nullable Alarm alarm;

    /** Under the lock: what concerns the timer. */
    final void time(List<Effect> effects, Alarms alarms) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Start || effect instanceof Effect.Stop) {
                if (alarm != null) {
                    alarm.stop();
                }
                alarm = effect instanceof Effect.Start(var timer, var delay) ? alarms.set(timer, delay, this) : null;
            }
        }
    }

    /** Under the lock: whether a timer that fires is not the one that runs. */
    final boolean isLate(@Nullable Alarm fired) {
        return fired != null && fired != alarm;
    }

    /** A timer fires, perhaps too late; called without the lock. */
    abstract void fired(Alarm alarm);
}
