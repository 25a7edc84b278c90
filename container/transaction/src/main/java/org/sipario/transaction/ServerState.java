package org.sipario.transaction;

import org.jspecify.annotations.Nullable;

/** Where a server transaction stands. */
sealed interface ServerState permits InviteServerTransaction.State, NonInviteServerTransaction.State {

    /** Whether a final response has gone. */
    boolean isAnswered();

    /**
     * What answers a repetition, empty for nothing, when there is nothing else that can still happen until the timer fires; null when
     * there is.
     */
    byte @Nullable [] remains();

    /** Whether the transaction is over and its key free. */
    boolean isTerminated();
}
