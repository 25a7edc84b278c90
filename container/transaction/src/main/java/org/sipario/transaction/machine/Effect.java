package org.sipario.transaction.machine;

import java.time.Duration;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** What is to be done after a step; the driver does it, in the order given. */
public sealed interface Effect {

    /** Sends a message for the first time; if that fails, the machine is told. */
    record Send(SipMessage message) implements Effect {}

    /** Sends a message again. */
    record Resend(SipMessage message) implements Effect {}

    /** Sends a message again of which only the bytes were kept. */
    record ResendBytes(byte[] message) implements Effect {}

    /** Starts the timer of the transaction; one that runs is stopped. */
    record Start(Timer timer, Duration delay) implements Effect {}

    /** Stops the timer of the transaction. */
    record Stop() implements Effect {

        static final Stop STOP = new Stop();
    }

    /**
     * Until the timer fires, nothing can happen but retransmissions of the peer: the layer keeps key and answer, as
     * bytes, in place of the transaction. It precedes {@link Send}, so that a failure to send finds them.
     *
     * @param answer sent at a retransmission; empty for nothing
     */
    record Absorb(Timer timer, Duration delay, byte[] answer) implements Effect {

        public static final byte[] NOTHING = {};
    }

    /** Gives a response to the user. */
    record Deliver(SipResponse response) implements Effect {}

    /** Tells the user that the transaction failed. */
    record Fail(Failure failure) implements Effect {}

    /** Sends a CANCEL, in a transaction of its own. */
    record Cancel(SipRequest request) implements Effect {}
}
