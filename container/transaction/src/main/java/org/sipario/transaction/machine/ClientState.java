package org.sipario.transaction.machine;

/** Where a client transaction stands. */
public sealed interface ClientState permits InviteClientTransaction.State, NonInviteClientTransaction.State {

    /** Whether a final response came or none will come. */
    boolean isDone();

    /** Whether the user may still hear of something. */
    boolean needsUser();

    /** Whether the transaction is over and its key free. */
    boolean isTerminated();
}
