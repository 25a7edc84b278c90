package org.sipario.transaction.timer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.transaction.machine.Effect;

/**
 * A transaction with one timer, which the transaction's lock guards.
 *
 * <p>The transaction is itself the node of a {@link TimerQueues.Queue}. A node of its own would cost 32 bytes (header,
 * owner, queue, two links, due time) for each transaction, and one more object to be copied by the garbage collector
 * while the timer runs, up to 32 s.
 */
public abstract class TimedTransaction {

    /** In place of a generation: the event does not come from a timer. */
    protected static final int UNTIMED = -1;

    /**
     * The queue that the timer is in; null while no timer runs. Set under both locks, the transaction's and the
     * queue's; cleared under the queue's lock, after the links.
     */
    volatile TimerQueues.@Nullable Queue queue;

    // Guarded by the lock of the queue.
    @Nullable
    TimedTransaction previous;

    @Nullable
    TimedTransaction next;

    /** When the timer fires, by the clock of {@link TimerQueues}; also set while the transaction is absorbed. */
    long due;

    private boolean absorbed;

    /** How often the timer was set or stopped: a timer that fires with an older generation is stale. */
    private int generation;

    /**
     * Carries out the effects that concern the timer. The caller holds the lock, as for all methods but {@link #fired}.
     */
    protected final void time(List<Effect> effects, TimerQueues timerQueues) {
        for (int i = 0; i < effects.size(); i++) {
            switch (effects.get(i)) {
                case Effect.Start(var _, var delay) -> {
                    stop();
                    timerQueues.set(delay, this);
                }
                case Effect.Stop _ -> stop();
                case Effect.Absorb(var _, var delay, var _) -> {
                    stop();
                    absorbed = true;
                    due = timerQueues.ticks() + delay.toMillis();
                }
                default -> {}
            }
        }
    }

    /** Whether the transaction was handed over to be absorbed and the time for that has passed. */
    protected final boolean isOver(TimerQueues timerQueues) {
        return absorbed && timerQueues.ticks() >= due;
    }

    /** How long the timer still runs, in ms; 0 or less if none runs or it fires now. */
    protected final long left(TimerQueues timerQueues) {
        return queue == null ? 0 : due - timerQueues.ticks();
    }

    /** Stops the timer, if one runs. */
    protected final void stop() {
        TimerQueues.Queue waiting = queue;
        if (waiting != null) {
            waiting.remove(this);
        }
        // After the removal: if the timer was already taken out to be fired, it has the old generation and is stale.
        generation++;
    }

    final int generation() {
        return generation;
    }

    /** Whether the event comes from a timer that has been stopped or set again since. */
    protected final boolean isLate(int fired) {
        return fired != UNTIMED && fired != generation;
    }

    /**
     * The timer fired; called without any lock, so it may be stale ({@link #isLate}).
     *
     * @param generation of the timer
     */
    protected abstract void fired(int generation);
}
