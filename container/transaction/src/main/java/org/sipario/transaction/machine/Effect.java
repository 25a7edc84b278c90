package org.sipario.transaction.machine;

import java.time.Duration;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** What a machine wants done after a step; the driver does it, in this order. */
public sealed interface Effect {

    /** A message goes out for the first time; when it can not, the machine hears of it. */
    record Send(SipMessage message) implements Effect {}

    /** A message goes out once more. */
    record Resend(SipMessage message) implements Effect {}

    /** A message of which only the bytes were kept goes out once more. */
    record ResendBytes(byte[] message) implements Effect {}

    /** The transaction's one timer is set anew; the one that may still run is forgotten. */
    record Start(Timer timer, Duration delay) implements Effect {}

    /** The transaction's timer is stopped. */
    record Stop() implements Effect {

        static final Stop STOP = new Stop();
    }

    /**
     * Nothing is left to happen but that its message comes again, until the timer fires: the layer keeps what that takes, as bytes,
     * in place of the transaction. Put before a message that is sent, so that a failure of it finds what is kept.
     *
     * @param answer what is sent to a repetition; empty for nothing
     */
    record Absorb(Timer timer, Duration delay, byte[] answer) implements Effect {

        public static final byte[] NOTHING = {};
    }

    /** The user gets a response. */
    record Deliver(SipResponse response) implements Effect {}

    /** The user hears that it came to nothing. */
    record Fail(Failure failure) implements Effect {}

    /** A CANCEL goes out, in a transaction of its own. */
    record Cancel(SipRequest request) implements Effect {}
}
