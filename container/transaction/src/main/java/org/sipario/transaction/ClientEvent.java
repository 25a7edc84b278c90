package org.sipario.transaction;

import java.util.List;
import org.sipario.message.HeaderField;
import org.sipario.message.SipResponse;

/** What can happen to a client transaction after it began. */
sealed interface ClientEvent {

    /** A response came. */
    record Received(SipResponse response) implements ClientEvent {}

    /** The user gives up. */
    record CancelAsked(List<HeaderField> extra) implements ClientEvent {}

    /** Time has come. */
    record Fired() implements ClientEvent {

        static final Fired FIRED = new Fired();
    }

    /** The wire could not send. */
    record Undeliverable() implements ClientEvent {

        static final Undeliverable UNDELIVERABLE = new Undeliverable();
    }
}
