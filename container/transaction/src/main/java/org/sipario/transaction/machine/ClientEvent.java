package org.sipario.transaction.machine;

import java.util.List;
import org.sipario.message.HeaderField;
import org.sipario.message.SipResponse;

/** What can happen to a client transaction. */
public sealed interface ClientEvent {

    /** A response was received. */
    record Received(SipResponse response) implements ClientEvent {}

    /** The user asks for a CANCEL. */
    record CancelAsked(List<HeaderField> extra) implements ClientEvent {}

    /** The timer fired. */
    record Fired() implements ClientEvent {

        public static final Fired FIRED = new Fired();
    }

    /** ICMP reports that the request did not arrive (RFC 3261 §18.4); without effect after a response. */
    record Unreachable() implements ClientEvent {

        public static final Unreachable UNREACHABLE = new Unreachable();
    }

    /** The wire could not send the request. */
    record Undeliverable() implements ClientEvent {

        public static final Undeliverable UNDELIVERABLE = new Undeliverable();
    }
}
