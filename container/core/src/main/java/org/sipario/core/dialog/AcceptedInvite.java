package org.sipario.core.dialog;

import java.time.Duration;
import java.util.List;
import org.sipario.transaction.machine.Timings;

/**
 * The 2xx to an INVITE, repeated by the user agent until its ACK comes, over any transport: RFC 3261 §13.3.1.4. It has one
 * timer; the response itself is the driver's to keep.
 */
public final class AcceptedInvite {

    /** Where it is. */
    public sealed interface State {
        /**
         * No ACK yet.
         *
         * @param interval of the wait under way
         * @param elapsed before it, since the first sending
         */
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

    private final Timings timings;

    /**
     * @param timings T1 is the first interval, T2 the longest, 64*T1 the end
     */
    public AcceptedInvite(Timings timings) {
        this.timings = timings;
    }

    /** The 2xx has gone out for the first time. */
    public Step begin() {
        return new Step(new State.Waiting(timings.t1(), Duration.ZERO), List.of(new Effect.Start(timings.t1())));
    }

    /** What an event leads to. */
    public Step on(State state, Event event) {
        return switch (state) {
            case State.Waiting waiting -> waiting(waiting, event);
            case State.Done done -> new Step(done, List.of());
        };
    }

    private Step waiting(State.Waiting state, Event event) {
        return switch (event) {
            case Event.Acked _, Event.Ended _ -> new Step(new State.Done(), List.of(new Effect.Stop()));
            case Event.Fired _ ->
                new Retransmission(state.interval(), state.elapsed())
                        .next(timings.t2(), timings.timeout())
                        .map(next -> new Step(
                                new State.Waiting(next.interval(), next.elapsed()),
                                List.of(new Effect.Resend(), new Effect.Start(next.interval()))))
                        .orElseGet(() -> new Step(new State.Done(), List.of(new Effect.Fail())));
        };
    }
}
