package org.sipario.transaction;

import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;

/** The transaction user (RFC 3261 §5). Called on the threads of the wire: must not block. */
public interface TransactionUser {

    /** A new request, in or outside a dialog; neither ACK nor CANCEL. */
    void request(SipRequest request, ServerTransaction transaction);

    /**
     * A CANCEL (§9.2).
     *
     * @param transaction of the CANCEL, to be answered
     * @param invite the transaction to be cancelled; null if there is none
     */
    void cancel(SipRequest cancel, ServerTransaction transaction, @Nullable ServerTransaction invite);

    /** A CANCEL of an INVITE that was answered 2xx: to be answered, and otherwise without effect (§9.2). */
    void cancelTooLate(SipRequest cancel, ServerTransaction transaction);

    /** The ACK of a 2xx: end to end, without a transaction (§13.2.2.4). */
    void ack(SipRequest ack, Flow flow);

    /**
     * A further 2xx to an INVITE whose {@link ClientUser} was {@linkplain ClientTransaction#release released}: a proxy
     * sends it upstream (RFC 6026 §7.2), a user agent acknowledges it (RFC 3261 §13.2.2.4). Responses without any
     * transaction are dropped by the layer.
     *
     * @param note of its sender: {@link ClientUser#note}
     */
    void late(SipResponse success, Flow flow, byte[] note);
}
