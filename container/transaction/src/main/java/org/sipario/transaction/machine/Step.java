package org.sipario.transaction.machine;

import java.util.List;

/**
 * The result of an event.
 *
 * @param state the new state
 * @param effects what is to be done, in this order
 */
public record Step<S>(S state, List<Effect> effects) {

    /** To another state, or to the same one with other data. */
    static <S> Step<S> go(S state, Effect... effects) {
        return new Step<>(state, List.of(effects));
    }

    /** To the same state, perhaps with effects. */
    public static <S> Step<S> stay(S state, Effect... effects) {
        return new Step<>(state, List.of(effects));
    }

    /** Whether the step sends something for the first time. */
    public boolean sends() {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send) {
                return true;
            }
        }
        return false;
    }

    /** Whether the step tells the user of a response. */
    public boolean delivers() {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Deliver) {
                return true;
            }
        }
        return false;
    }
}
