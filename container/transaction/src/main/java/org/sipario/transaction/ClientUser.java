package org.sipario.transaction;

import org.sipario.message.SipResponse;
import org.sipario.transaction.machine.Failure;

/** The sender of a request, told of its outcome. Called on the threads of wire and timers: must not block. */
public interface ClientUser {

    /**
     * A response that is no retransmission: provisional (100 too), final, and each 2xx to an INVITE (RFC 6026 §7.2).
     */
    void response(SipResponse response);

    /** No final response will come. Called at most once, and never after a final response. */
    void failed(Failure failure);

    /**
     * What {@link TransactionUser#late} is to be told with further 2xx to an INVITE, asked when this user is
     * {@linkplain ClientTransaction#release let go of}. It is to be short, as it stays in memory for up to 32 s. Empty
     * for nothing.
     */
    default byte[] note() {
        return new byte[0];
    }
}
