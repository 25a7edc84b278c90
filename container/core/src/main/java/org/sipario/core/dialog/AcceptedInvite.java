package org.sipario.core.dialog;

import java.time.Duration;
import java.util.List;
import org.sipario.transaction.machine.Timings;

/**
 * The 2xx to an INVITE, which the user agent retransmits until its ACK comes, on any transport: RFC 3261 §13.3.1.4. It
 * has one timer; the driver keeps the response.
 */
public final class AcceptedInvite {

    /** The state. */
    public sealed interface State {
        /**
         * No ACK yet.
         *
         * @param interval of the timer that runs
         * @param elapsed between the first transmission and the start of that timer
         */
        record Waiting(Duration interval, Duration elapsed) implements State {}

        /** Acknowledged or given up. */
        record Done() implements State {}
    }

    /** What can happen. */
    public sealed interface Event {
        /** An ACK of this dialog and CSeq. */
        record Acked() implements Event {}

        /** The dialog ended by other means: no ACK is expected. */
        record Ended() implements Event {}

        /** The timer fired. */
        record Fired() implements Event {}
    }

    /** What is to be done. */
    public sealed interface Effect {
        /** Send the 2xx again. */
        record Resend() implements Effect {}

        /** Start the timer. */
        record Start(Duration delay) implements Effect {}

        /** Stop the timer. */
        record Stop() implements Effect {}

        /** No ACK within 64*T1: the dialog is confirmed and should be ended with BYE. */
        record Fail() implements Effect {}
    }

    /** A new state and what to do, in order. */
    public record Step(State state, List<Effect> effects) {}

    private final Timings timings;

    /** @param timings T1 is the first interval, T2 the longest, 64*T1 the timeout */
    public AcceptedInvite(Timings timings) {
        this.timings = timings;
    }

    /** The 2xx was sent for the first time. */
    public Step begin() {
        return new Step(new State.Waiting(timings.t1(), Duration.ZERO), List.of(new Effect.Start(timings.t1())));
    }

    /** The result of an event. */
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
