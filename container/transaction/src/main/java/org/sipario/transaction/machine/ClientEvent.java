package org.sipario.transaction.machine;

import java.util.List;
import org.sipario.message.HeaderField;
import org.sipario.message.SipResponse;

/** What can happen to a client transaction after it began. */
public sealed interface ClientEvent {

    /** A response came. */
    record Received(SipResponse response) implements ClientEvent {}

    /** The user gives up. */
    record CancelAsked(List<HeaderField> extra) implements ClientEvent {}

    /** Time has come. */
    record Fired() implements ClientEvent {

        public static final Fired FIRED = new Fired();
    }

    /** ICMP says that the request did not arrive (RFC 3261 §18.4): of no interest once the peer has answered. */
    record Unreachable() implements ClientEvent {

        public static final Unreachable UNREACHABLE = new Unreachable();
    }

    /** The wire could not send. */
    record Undeliverable() implements ClientEvent {

        public static final Undeliverable UNDELIVERABLE = new Undeliverable();
    }
}
