package org.sipario.transaction;

import org.sipario.transaction.machine.Failure;

/** The user that answers a request, told if that fails. Called on the threads of wire and timers: must not block. */
@FunctionalInterface
public interface ServerUser {

    /** The response could not be sent, or (timer H) no ACK came for a non-2xx final response to an INVITE. */
    void failed(Failure failure);
}
