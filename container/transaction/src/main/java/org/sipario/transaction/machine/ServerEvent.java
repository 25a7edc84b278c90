package org.sipario.transaction.machine;

import org.sipario.message.SipResponse;

/** What can happen to a server transaction. */
public sealed interface ServerEvent {

    /** The request was retransmitted. */
    record Repeated() implements ServerEvent {

        public static final Repeated REPEATED = new Repeated();
    }

    /** The ACK of a non-2xx final response was received. */
    record Acknowledged() implements ServerEvent {

        public static final Acknowledged ACKNOWLEDGED = new Acknowledged();
    }

    /** The user sends a response. */
    record Respond(SipResponse response) implements ServerEvent {}

    /** The user sends a final response of which nothing is to be kept: RFC 3261 §8.2.7. */
    record RespondStatelessly(SipResponse response) implements ServerEvent {}

    /** The user will send no final response: RFC 4320 §4.2. */
    record Abandoned() implements ServerEvent {

        public static final Abandoned ABANDONED = new Abandoned();
    }

    /** The timer fired. */
    record Fired() implements ServerEvent {

        public static final Fired FIRED = new Fired();
    }

    /** The wire could not send the response. */
    record Undeliverable() implements ServerEvent {

        public static final Undeliverable UNDELIVERABLE = new Undeliverable();
    }
}
