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
 * The reliable provisional responses to one INVITE, on the side that sends them: RFC 3262 §3. One at a time is under way;
 * further ones wait for its PRACK, and so does a 2xx while one with a session description is unacknowledged.
 */
public final class ReliableProvisional {

    /** Where it is. @see #begin */
    public sealed interface State {
        /**
         * Nothing to be acknowledged.
         *
         * @param next RSeq of the next one
         */
        record Idle(long next) implements State {}

        /**
         * One is out.
         *
         * @param response with its RSeq
         * @param rack what its PRACK must say
         * @param interval of the wait under way
         * @param elapsed before it, since the first sending
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
                implements State {

            /** Whether offer or answer is in what is not acknowledged. */
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
         * A final response has gone.
         *
         * @param last PRACK still welcome, or null
         */
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

        /**
         * No PRACK within 64*T1: the INVITE should be refused with a 5xx.
         *
         * @param response the one not acknowledged
         */
        record Fail(SipResponse response) implements Effect {}
    }

    /** A new state and what to do, in order. */
    public record Step(State state, List<Effect> effects) {}

    private final Timings timings;

    /**
     * @param timings T1 is the first interval, 64*T1 the end
     */
    public ReliableProvisional(Timings timings) {
        this.timings = timings;
    }

    /**
     * @param first RSeq to begin with, 1 to 2**31-1; random, so that RSeq can not be guessed (§3)
     */
    public State begin(long first) {
        return new State.Idle(first);
    }

    /** What an event leads to. */
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

    /** §3: a 2xx must not overtake an answer or offer that is not acknowledged. */
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
