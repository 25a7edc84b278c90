package org.sipario.transaction.machine;

/** The state of a server transaction. */
public sealed interface ServerState permits InviteServerTransaction.State, NonInviteServerTransaction.State {

    /** Whether a final response was sent. */
    boolean isAnswered();

    /** Whether the transaction has ended and its key is free. */
    boolean isTerminated();
}
