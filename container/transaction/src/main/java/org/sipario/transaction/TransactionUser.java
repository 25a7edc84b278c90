package org.sipario.transaction;

import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;

/** The floor above (RFC 3261 §5, "transaction user"). Called on the threads of the wire: must not block. */
public interface TransactionUser {

    /** A new request, in or outside a dialog; neither ACK nor CANCEL. */
    void request(SipRequest request, ServerTransaction transaction);

    /** A CANCEL, with its own transaction to answer, and the transaction it means or null where there is none (§9.2). */
    void cancel(SipRequest cancel, ServerTransaction transaction, @Nullable ServerTransaction invite);

    /** A CANCEL for an INVITE that has been accepted: to be answered, and else without effect (§9.2). */
    void cancelTooLate(SipRequest cancel, ServerTransaction transaction);

    /** An ACK that belongs to a 2xx: end to end, without a transaction (§13.2.2.4). */
    void ack(SipRequest ack, Flow flow);

    /**
     * A further 2xx to an INVITE whose sender has {@linkplain ClientTransaction#release let go}: a proxy sends it
     * upstream (RFC 6026 §7.2), a user agent acknowledges it (RFC 3261 §13.2.2.4). Responses of no transaction at all
     * are dropped below.
     *
     * @param note of its sender: {@link ClientUser#note}
     */
    void late(SipResponse success, Flow flow, byte[] note);
}
