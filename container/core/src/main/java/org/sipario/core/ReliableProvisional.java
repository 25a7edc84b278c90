package org.sipario.core;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.transaction.Timings;

/**
 * The reliable provisional responses to one INVITE, on the side that sends them: RFC 3262 §3. One at a time is under way;
 * further ones wait for its PRACK, and so does a 2xx while one with a session description is unacknowledged.
 */
public final class ReliableProvisional {

    /** Where it is. @see #begin */
    public sealed interface State {
        /** Nothing to be acknowledged. @param next RSeq of the next one */
        record Idle(long next) implements State {}

        /**
         * One is out.
         *
         * @param response with its RSeq
         * @param rack what its PRACK must say
         * @param waiting further provisional ones, without RSeq yet
         * @param success a held 2xx, or null
         */
        record Outstanding(
                SipResponse response,
                RAck rack,
                Duration interval,
                Duration elapsed,
                List<SipResponse> waiting,
                @Nullable SipResponse success)
                implements State {}

        /** A final response has gone. @param last PRACK still welcome, or null */
        record Over(@Nullable RAck last) implements State {}
    }

    /** What happens to it. */
    public sealed interface Event {
        /** The user agent answers: 101 to 199 to be sent reliably, or a final one. */
        record Respond(SipResponse response) implements Event {}

        /** A PRACK came in this dialog. */
        record Prack(SipRequest request) implements Event {}

        /** The one timer ran out. */
        record Fired() implements Event {}
    }

    /** What is to be done. */
    public sealed interface Effect {
        /** Send, for the first time or again; provisional ones have RSeq and Require: 100rel. */
        record Send(SipResponse response) implements Effect {}

        /** Start the one timer anew. */
        record Start(Duration delay) implements Effect {}

        /** Stop it. */
        record Stop() implements Effect {}

        /** The PRACK belongs to a response of ours: deliver it. */
        record Acknowledged(SipRequest prack) implements Effect {}

        /** The PRACK belongs to none: answer 481. */
        record Unmatched(SipRequest prack) implements Effect {}

        /** No PRACK within 64*T1: the INVITE should be refused with a 5xx. @param response the one not acknowledged */
        record Fail(SipResponse response) implements Effect {}
    }

    /** A new state and what to do, in order. */
    public record Step(State state, List<Effect> effects) {}

    public ReliableProvisional(Timings timings) {
        throw new UnsupportedOperationException();
    }

    /** @param first RSeq to begin with, 1 to 2**31-1; random, so that RSeq can not be guessed (§3) */
    public State begin(long first) {
        throw new UnsupportedOperationException();
    }

    public Step on(State state, Event event) {
        throw new UnsupportedOperationException();
    }
}
