package org.sipario.message.wire;

import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;

/** Receives whole, well-formed messages from the wire. Called on the threads of the wire: must not block. */
@FunctionalInterface
public interface Receiver {

    /**
     * A message was received.
     *
     * @param flow by which the message came, and a response goes
     * @param load when the message was read
     */
    void received(SipMessage message, Flow flow, Load load);

    /**
     * A request that was sent did not arrive, as its peer is unreachable: RFC 3261 §18.4.
     *
     * @param request as quoted by ICMP: start line and topmost Via. Other headers may be missing, and then throw {@link
     *     IllegalStateException}
     * @param flow by which it was sent
     */
    default void undelivered(SipRequest request, Flow flow) {}

    /** A message was received from a wire that is never overloaded. */
    default void received(SipMessage message, Flow flow) {
        received(message, flow, Load.NORMAL);
    }
}
