package org.sipario.transaction;

import org.sipario.message.Flow;
import org.sipario.message.Receiver;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.Timers;
import org.sipario.message.Wire;

/** Finds or makes the transaction of every message: RFC 3261 §17, §18.1.2, RFC 6026. Safe to use from any thread. */
public final class TransactionLayer implements Receiver {

    public TransactionLayer(Wire wire, Timers timers, Timings timings, TransactionLimits limits, TransactionUser user) {
        throw new UnsupportedOperationException();
    }

    /** A message from the wire, or by an internal flow. */
    @Override
    public void received(SipMessage message, Flow flow) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends a request in a transaction of its own. A Via with the sent-by of the flow's listening point is put on top here.
     *
     * @param branch the parameter of that Via, cookie included; new for each call (RFC 3261 §8.1.1.7)
     */
    public ClientTransaction send(SipRequest request, Flow flow, String branch, ClientUser user) {
        throw new UnsupportedOperationException();
    }

    /** Sends an ACK for a 2xx: a new Via, no transaction (RFC 3261 §13.2.2.4). */
    public void sendAck(SipRequest ack, Flow flow, String branch) {
        throw new UnsupportedOperationException();
    }

    /** Sends a response outside a transaction, where its topmost Via says (RFC 3261 §18.2.2): a stray 2xx going upstream. */
    public void forward(SipResponse response, Flow flow) {
        throw new UnsupportedOperationException();
    }
}
