package org.sipario.message.wire;

import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;

/** The way in: hears of whole, well-formed messages. Called on the wire's own threads: must not block. */
@FunctionalInterface
public interface Receiver {

    /**
     * Takes a message.
     *
     * @param flow the way the message came, and a response goes
     * @param load as it was when the message was read
     */
    void received(SipMessage message, Flow flow, Load load);

    /**
     * Hears that a request which was sent did not arrive, since its peer is unreachable: RFC 3261 §18.4.
     *
     * @param request what came back of it: start line and topmost Via. Other headers may be missing, and throw
     *     {@link IllegalStateException} when asked for
     * @param flow the way it left
     */
    default void undelivered(SipRequest request, Flow flow) {}

    /** Takes a message of a wire that is never overloaded. */
    default void received(SipMessage message, Flow flow) {
        received(message, flow, Load.NORMAL);
    }
}
