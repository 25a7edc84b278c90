package org.sipario.transaction.machine;

import static org.sipario.transaction.machine.Step.go;
import static org.sipario.transaction.machine.Step.stay;

import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.transaction.machine.Effect.Absorb;
import org.sipario.transaction.machine.Effect.Deliver;
import org.sipario.transaction.machine.Effect.Fail;
import org.sipario.transaction.machine.Effect.Resend;
import org.sipario.transaction.machine.Effect.Send;
import org.sipario.transaction.machine.Effect.Stop;

/**
 * Non-INVITE client transaction: RFC 3261 §17.1.2. Citations are of §17.1.2.2, by paragraph.
 *
 * @param reliable whether the transport is reliable, so that nothing is retransmitted or absorbed
 */
record NonInviteClientTransaction(Timings timings, boolean reliable) {

    sealed interface State extends ClientState {

        record Trying(SipRequest request, Backoff backoff) implements State {}

        record Proceeding(SipRequest request, Backoff backoff) implements State {}

        record Completed() implements State {}

        record Terminated() implements State {}

        @Override
        default boolean isDone() {
            return this instanceof Completed || this instanceof Terminated;
        }

        @Override
        default boolean needsUser() {
            return !isDone();
        }

        @Override
        default boolean isTerminated() {
            return this instanceof Terminated;
        }
    }

    private static final State COMPLETED = new State.Completed();
    private static final State TERMINATED = new State.Terminated();

    Step<State> begin(SipRequest request) {
        // p2: send; timer E only on unreliable transports, timer F on all.
        Backoff backoff = Backoff.begin(timings, reliable);
        return go(new State.Trying(request, backoff), new Send(request), backoff.start(Timer.E, Timer.F));
    }

    Step<State> on(State state, ClientEvent event) {
        return switch (state) {
            case State.Trying trying -> trying(trying, event);
            case State.Proceeding proceeding -> proceeding(proceeding, event);
            case State.Completed _ -> completed(event);
            case State.Terminated _ -> stay(TERMINATED);
        };
    }

    private Step<State> trying(State.Trying state, ClientEvent event) {
        return switch (event) {
            // p3. Timer E keeps running, with T2 as its next interval (p4).
            case ClientEvent.Received(var response)
            when response.isProvisional() ->
                go(new State.Proceeding(state.request(), state.backoff()), new Deliver(response));
            case ClientEvent.Received(var response) -> answered(response);
            // p3: timer F.
            case ClientEvent.Fired _ when state.backoff().isLast() -> fail(Failure.TIMEOUT);
            // p2: timer E, with doubled intervals up to T2.
            case ClientEvent.Fired _ -> {
                Backoff backoff = state.backoff().doubled(timings.t2());
                yield retransmit(new State.Trying(state.request(), backoff), state.request(), backoff);
            }
            case ClientEvent.CancelAsked _ -> stay(state);
            // §17.1.4, §18.4.
            case ClientEvent.Undeliverable _, ClientEvent.Unreachable _ -> fail(Failure.TRANSPORT);
        };
    }

    private Step<State> proceeding(State.Proceeding state, ClientEvent event) {
        return switch (event) {
            case ClientEvent.Received(var response) when response.isProvisional() -> stay(state, new Deliver(response));
            case ClientEvent.Received(var response) -> answered(response);
            // p4: timer F.
            case ClientEvent.Fired _ when state.backoff().isLast() -> fail(Failure.TIMEOUT);
            // p4: timer E, at intervals of T2.
            case ClientEvent.Fired _ -> {
                Backoff backoff = state.backoff().next(timings.t2());
                yield retransmit(new State.Proceeding(state.request(), backoff), state.request(), backoff);
            }
            case ClientEvent.CancelAsked _ -> stay(state);
            // §17.1.4.
            case ClientEvent.Undeliverable _ -> fail(Failure.TRANSPORT);
            case ClientEvent.Unreachable _ -> stay(state);
        };
    }

    private static Step<State> retransmit(State state, SipRequest request, Backoff backoff) {
        return go(state, new Resend(request), backoff.start(Timer.E, Timer.F));
    }

    private Step<State> answered(SipResponse response) {
        // p3, p4: to the user. p5: timer K is 0 on reliable transports.
        return reliable
                ? go(TERMINATED, Stop.STOP, new Deliver(response))
                : go(COMPLETED, new Absorb(Timer.K, timings.t4(), Absorb.NOTHING), new Deliver(response));
    }

    private static Step<State> completed(ClientEvent event) {
        return switch (event) {
            // p5: timer K; retransmissions are absorbed until then.
            case ClientEvent.Fired _ -> go(TERMINATED);
            case ClientEvent.Received _,
                    ClientEvent.CancelAsked _,
                    ClientEvent.Undeliverable _,
                    ClientEvent.Unreachable _ -> stay(COMPLETED);
        };
    }

    private static Step<State> fail(Failure failure) {
        return go(TERMINATED, Stop.STOP, new Fail(failure));
    }
}
