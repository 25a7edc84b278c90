package org.sipario.core.dialog;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.transaction.machine.Timings;

/**
 * The reliable provisional responses to one INVITE, on the side of the UAS: RFC 3262 §3. One at a time is outstanding;
 * further ones wait for its PRACK, and so does a 2xx while one with a session description is unacknowledged.
 */
public final class ReliableProvisional {

    /** The state. @see #begin */
    public sealed interface State {
        /**
         * Nothing is unacknowledged.
         *
         * @param next RSeq of the next response
         */
        record Idle(long next) implements State {}

        /**
         * One response is unacknowledged.
         *
         * @param response with its RSeq
         * @param rack the RAck of its PRACK
         * @param interval of the timer that runs
         * @param elapsed between the first transmission and the start of that timer
         * @param waiting further provisional responses, without RSeq yet
         * @param success a 2xx that waits, or null
         */
        record Outstanding(
                SipResponse response,
                RAck rack,
                Duration interval,
                Duration elapsed,
                List<SipResponse> waiting,
                @Nullable SipResponse success)
                implements State {

            /** Whether an offer or answer is unacknowledged. */
            boolean negotiates() {
                return response.body().length > 0 || waiting.stream().anyMatch(response -> response.body().length > 0);
            }

            Outstanding with(List<SipResponse> nowWaiting, @Nullable SipResponse held) {
                return new Outstanding(response, rack, interval, elapsed, nowWaiting, held);
            }

            Outstanding after(Retransmission next) {
                return new Outstanding(response, rack, next.interval(), next.elapsed(), waiting, success);
            }
        }

        /**
         * A final response was sent.
         *
         * @param last RAck of a PRACK that may still come, or null
         */
        record Over(@Nullable RAck last) implements State {}
    }

    /** What can happen. */
    public sealed interface Event {
        /** The user agent responds: 101 to 199 to be sent reliably, or a final response. */
        record Respond(SipResponse response) implements Event {}

        /** A PRACK was received in this dialog. */
        record Prack(SipRequest request) implements Event {}

        /** The timer fired. */
        record Fired() implements Event {}
    }

    /** What is to be done. */
    public sealed interface Effect {
        /** Send, for the first time or again; a provisional response has RSeq and Require: 100rel. */
        record Send(SipResponse response) implements Effect {}

        /** Start the timer. */
        record Start(Duration delay) implements Effect {}

        /** Stop the timer. */
        record Stop() implements Effect {}

        /** The PRACK belongs to a response of ours: deliver it. */
        record Acknowledged(SipRequest prack) implements Effect {}

        /** The PRACK belongs to none: answer 481. */
        record Unmatched(SipRequest prack) implements Effect {}

        /**
         * No PRACK within 64*T1: the INVITE should be refused with a 5xx.
         *
         * @param response the unacknowledged one
         */
        record Fail(SipResponse response) implements Effect {}
    }

    /** A new state and what to do, in order. */
    public record Step(State state, List<Effect> effects) {}

    private final Timings timings;

    /** @param timings T1 is the first interval, 64*T1 the timeout */
    public ReliableProvisional(Timings timings) {
        this.timings = timings;
    }

    /** @param first RSeq, 1 to 2**31-1; random, so that it cannot be guessed (§3) */
    public State begin(long first) {
        return new State.Idle(first);
    }

    /** The result of an event. */
    public Step on(State state, Event event) {
        return switch (state) {
            case State.Idle idle -> idle(idle, event);
            case State.Outstanding outstanding -> outstanding(outstanding, event);
            case State.Over over -> over(over, event);
        };
    }

    private Step idle(State.Idle state, Event event) {
        return switch (event) {
            case Event.Respond(var response)
            when response.isProvisional() -> send(response, state.next(), List.of(), null, List.of());
            case Event.Respond(var last) -> new Step(new State.Over(null), List.of(new Effect.Send(last)));
            case Event.Prack(var prack) -> new Step(state, List.of(new Effect.Unmatched(prack)));
            case Event.Fired _ -> new Step(state, List.of());
        };
    }

    private Step outstanding(State.Outstanding state, Event event) {
        return switch (event) {
            case Event.Respond(var response) when response.isProvisional() -> wait(state, response);
            case Event.Respond(var success) when success.isSuccess() && state.negotiates() -> hold(state, success);
            case Event.Respond(var last) ->
                new Step(new State.Over(state.rack()), List.of(new Effect.Stop(), new Effect.Send(last)));
            case Event.Prack(var prack) when isFor(prack, state.rack()) -> acknowledged(state, prack);
            case Event.Prack(var prack) -> new Step(state, List.of(new Effect.Unmatched(prack)));
            case Event.Fired _ -> repeat(state);
        };
    }

    private Step over(State.Over state, Event event) {
        return switch (event) {
            case Event.Prack(var prack)
            when state.last() != null && isFor(prack, state.last()) ->
                new Step(new State.Over(null), List.of(new Effect.Acknowledged(prack)));
            case Event.Prack(var prack) -> new Step(state, List.of(new Effect.Unmatched(prack)));
            case Event.Respond _, Event.Fired _ -> new Step(state, List.of());
        };
    }

    private static Step wait(State.Outstanding state, SipResponse response) {
        var waiting =
                Stream.concat(state.waiting().stream(), Stream.of(response)).toList();
        return new Step(state.with(waiting, state.success()), List.of());
    }

    /** §3: no 2xx while an offer or answer is unacknowledged. */
    private static Step hold(State.Outstanding state, SipResponse success) {
        return new Step(state.with(state.waiting(), success), List.of());
    }

    private Step acknowledged(State.Outstanding state, SipRequest prack) {
        List<Effect> done = List.of(new Effect.Stop(), new Effect.Acknowledged(prack));
        long next = state.rack().rseq() + 1;
        if (!state.waiting().isEmpty()) {
            var rest = state.waiting().subList(1, state.waiting().size());
            return send(state.waiting().getFirst(), next, rest, state.success(), done);
        }
        return state.success() == null
                ? new Step(new State.Idle(next), done)
                : new Step(new State.Over(null), join(done, new Effect.Send(state.success())));
    }

    private Step send(
            SipResponse response,
            long rseq,
            List<SipResponse> waiting,
            @Nullable SipResponse success,
            List<Effect> before) {
        SipResponse reliable = response.edit(edit -> {
            edit.set(HeaderName.RSEQ, Long.toString(rseq));
            if (!response.headers().hasToken(HeaderName.REQUIRE, "100rel")) {
                edit.add(HeaderName.REQUIRE, "100rel");
            }
        });
        var rack = new RAck(rseq, response.cseq().number(), response.cseq().method());
        return new Step(
                new State.Outstanding(reliable, rack, timings.t1(), Duration.ZERO, waiting, success),
                join(before, new Effect.Send(reliable), new Effect.Start(timings.t1())));
    }

    private Step repeat(State.Outstanding state) {
        return new Retransmission(state.interval(), state.elapsed())
                .next(timings.timeout(), timings.timeout())
                .map(next -> new Step(
                        state.after(next),
                        List.of(new Effect.Send(state.response()), new Effect.Start(next.interval()))))
                .orElseGet(() ->
                        new Step(new State.Idle(state.rack().rseq() + 1), List.of(new Effect.Fail(state.response()))));
    }

    private static boolean isFor(SipRequest prack, RAck rack) {
        String value = prack.headers().value(HeaderName.RACK);
        try {
            return value != null && RAck.parse(value).equals(rack);
        } catch (SyntaxException e) {
            return false;
        }
    }

    private static List<Effect> join(List<Effect> first, Effect... then) {
        return Stream.concat(first.stream(), Arrays.stream(then)).toList();
    }
}
