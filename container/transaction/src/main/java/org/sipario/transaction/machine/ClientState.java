package org.sipario.transaction.machine;

/** The state of a client transaction. */
public sealed interface ClientState permits InviteClientTransaction.State, NonInviteClientTransaction.State {

    /** Whether a final response came or none will come. */
    boolean isDone();

    /** Whether there may still be something to tell the user. */
    boolean needsUser();

    /** Whether the transaction has ended and its key is free. */
    boolean isTerminated();
}
