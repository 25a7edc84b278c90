package org.sipario.transaction.machine;

/** Where a server transaction stands. */
public sealed interface ServerState permits InviteServerTransaction.State, NonInviteServerTransaction.State {

    /** Whether a final response has gone. */
    boolean isAnswered();

    /** Whether the transaction is over and its key free. */
    boolean isTerminated();
}
