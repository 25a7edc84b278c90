package org.sipario.message.wire;

import org.sipario.message.SipMessage;

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

    /** Takes a message of a wire that is never overloaded. */
    default void received(SipMessage message, Flow flow) {
        received(message, flow, Load.NORMAL);
    }
}
