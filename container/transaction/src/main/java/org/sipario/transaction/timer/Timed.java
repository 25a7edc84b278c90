package org.sipario.transaction.timer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.transaction.machine.Effect;

/**
 * What runs by one timer at a time, which its lock guards. It stands in the line of {@link Alarms} itself: it may linger for 32 s, and
 * what it holds meanwhile is copied by every collection.
 */
public abstract class Timed {

    /** In place of a turn: what happens is not brought by a timer. */
    protected static final int UNTIMED = -1;

    /** Where it stands, if it does. Set under this lock and the line's; taken away, as the last thing, under the line's. */
    volatile Alarms.@Nullable Line line;

    // The line's.
    @Nullable
    Timed previous;

    @Nullable
    Timed next;

    /** When the timer fires, in ticks: the line's, or of one that lingers. */
    long due;

    private boolean lingers;

    /** How often a timer was set or stopped, so that one which fires too late is told apart. */
    private int turn;

    /** Under the lock: what concerns the timer. */
    protected final void time(List<Effect> effects, Alarms alarms) {
        for (int i = 0; i < effects.size(); i++) {
            switch (effects.get(i)) {
                case Effect.Start(var _, var delay) -> {
                    stop();
                    alarms.set(delay, this);
                }
                case Effect.Stop _ -> stop();
                case Effect.Linger(var _, var delay, var _) -> {
                    stop();
                    lingers = true;
                    due = alarms.ticks() + delay.toMillis();
                }
                default -> {}
            }
        }
    }

    /** Under the lock: whether the time is over for which something else has been kept in its place. */
    protected final boolean isOver(Alarms alarms) {
        return lingers && alarms.ticks() >= due;
    }

    /** Under the lock: how long the timer has still to run, in ms; 0 or less where none does or it fires just now. */
    protected final long left(Alarms alarms) {
        return line == null ? 0 : due - alarms.ticks();
    }

    /** Under the lock: stops the timer, if one runs. */
    protected final void stop() {
        Alarms.Line waiting = line;
        if (waiting != null) {
            waiting.remove(this);
        }
        // Behind that: had it just been taken from its line, to be fired, it was with the turn before.
        turn++;
    }

    final int turn() {
        return turn;
    }

    /** Under the lock: whether a timer that fires is not the one that runs. */
    protected final boolean isLate(int fired) {
        return fired != UNTIMED && fired != turn;
    }

    /**
     * A timer fires, perhaps too late; called without any lock.
     *
     * @param turn of that timer
     */
    protected abstract void fired(int turn);
}
