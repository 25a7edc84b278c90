package org.sipario.core;

import java.time.Duration;
import java.util.List;
import org.sipario.transaction.Timings;

/** The 2xx to an INVITE, repeated by the user agent until its ACK comes, over any transport: RFC 3261 §13.3.1.4. */
public final class AcceptedInvite {

    /** Where it is. */
    public sealed interface State {
        /** @param interval until the next repetition. @param elapsed since the first */
        record Waiting(Duration interval, Duration elapsed) implements State {}

        /** Acknowledged or given up. */
        record Done() implements State {}
    }

    /** What happens to it. */
    public sealed interface Event {
        /** An ACK of this dialog and CSeq. */
        record Acked() implements Event {}

        /** The dialog ended by other means: nobody waits for an ACK any more. */
        record Ended() implements Event {}

        /** The one timer ran out. */
        record Fired() implements Event {}
    }

    /** What is to be done. */
    public sealed interface Effect {
        /** Send the 2xx once more. */
        record Resend() implements Effect {}

        /** Start the one timer. */
        record Start(Duration delay) implements Effect {}

        /** Stop it. */
        record Stop() implements Effect {}

        /** No ACK within 64*T1: the dialog is confirmed but should be ended with BYE. */
        record Fail() implements Effect {}
    }

    /** A new state and what to do, in order. */
    public record Step(State state, List<Effect> effects) {}

    public AcceptedInvite(Timings timings) {
        throw new UnsupportedOperationException();
    }

    /** The 2xx has gone out for the first time. */
    public Step begin() {
        throw new UnsupportedOperationException();
    }

    public Step on(State state, Event event) {
        throw new UnsupportedOperationException();
    }
}
