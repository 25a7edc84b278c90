package org.sipario.message.wire;

import org.sipario.message.SipMessage;

/** The way in: hears of whole, well-formed messages. Called on the wire's own threads: must not block. */
@FunctionalInterface
public interface Receiver {

    /** @param flow the way the message came, and a response goes */
    void received(SipMessage message, Flow flow);
}
