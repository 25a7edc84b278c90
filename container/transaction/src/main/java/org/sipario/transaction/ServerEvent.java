package org.sipario.transaction;

import org.sipario.message.SipResponse;

/** What can happen to a server transaction after it began. */
sealed interface ServerEvent {

    /** The request came once more. */
    record Repeated() implements ServerEvent {

        static final Repeated REPEATED = new Repeated();
    }

    /** The ACK for a non-2xx final response came. */
    record Acknowledged() implements ServerEvent {

        static final Acknowledged ACKNOWLEDGED = new Acknowledged();
    }

    /** The user answers. */
    record Respond(SipResponse response) implements ServerEvent {}

    /** The user answers, and wants nothing of it to be kept: RFC 3261 §8.2.7. */
    record Dismiss(SipResponse response) implements ServerEvent {}

    /** The user will not answer any more: RFC 4320 §4.2. */
    record Forsaken() implements ServerEvent {

        static final Forsaken FORSAKEN = new Forsaken();
    }

    /** Time has come. */
    record Fired() implements ServerEvent {

        static final Fired FIRED = new Fired();
    }

    /** The wire could not send the response. */
    record Undeliverable() implements ServerEvent {

        static final Undeliverable UNDELIVERABLE = new Undeliverable();
    }
}
