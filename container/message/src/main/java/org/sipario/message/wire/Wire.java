package org.sipario.message.wire;

import java.util.List;
import org.sipario.message.SipMessage;

/**
 * Sends messages, as the layers above transport see it. All methods return at once and may be called from any thread.
 */
public interface Wire {

    /**
     * Sends a message by a flow, connecting where need be (RFC 3261 §18.1.1, §18.2.2).
     *
     * @param onFailure told, at most once and on a thread of the wire, when the message cannot have arrived
     */
    void send(SipMessage message, Flow flow, SendFailure onFailure);

    /** Sends a message again; failures are not reported. */
    void resend(byte[] message, Flow flow);

    /** Where this server listens. */
    List<ListeningPoint> listeningPoints();

    /** Told of a message that could not be sent. */
    @FunctionalInterface
    interface SendFailure {

        /** @param why for operators: what failed, with the address */
        void failed(String why);
    }
}
