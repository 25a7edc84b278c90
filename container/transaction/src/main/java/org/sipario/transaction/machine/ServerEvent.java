package org.sipario.transaction.machine;

import org.sipario.message.SipResponse;

/** What can happen to a server transaction after it began. */
public sealed interface ServerEvent {

    /** The request came once more. */
    record Repeated() implements ServerEvent {

        public static final Repeated REPEATED = new Repeated();
    }

    /** The ACK for a non-2xx final response came. */
    record Acknowledged() implements ServerEvent {

        public static final Acknowledged ACKNOWLEDGED = new Acknowledged();
    }

    /** The user answers. */
    record Respond(SipResponse response) implements ServerEvent {}

    /** The user answers, and wants nothing of it to be kept: RFC 3261 §8.2.7. */
    record RespondStatelessly(SipResponse response) implements ServerEvent {}

    /** The user will not answer any more: RFC 4320 §4.2. */
    record Abandoned() implements ServerEvent {

        public static final Abandoned ABANDONED = new Abandoned();
    }

    /** Time has come. */
    record Fired() implements ServerEvent {

        public static final Fired FIRED = new Fired();
    }

    /** The wire could not send the response. */
    record Undeliverable() implements ServerEvent {

        public static final Undeliverable UNDELIVERABLE = new Undeliverable();
    }
}
