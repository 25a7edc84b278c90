package org.sipario.transaction.machine;

import static org.sipario.transaction.machine.Step.go;
import static org.sipario.transaction.machine.Step.stay;

import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.transaction.machine.Effect.Absorb;
import org.sipario.transaction.machine.Effect.Fail;
import org.sipario.transaction.machine.Effect.Resend;
import org.sipario.transaction.machine.Effect.ResendBytes;
import org.sipario.transaction.machine.Effect.Send;
import org.sipario.transaction.machine.Effect.Start;
import org.sipario.transaction.machine.Effect.Stop;

/**
 * INVITE server transaction: RFC 3261 §17.2.1 as amended by RFC 6026 §7.1.
 *
 * @param reliable whether the transport is, so that nothing is retransmitted or absorbed
 */
public record InviteServerTransaction(Timings timings, boolean reliable) {

    public sealed interface State extends ServerState {

        /** Proceeding, before anything was answered. */
        record Arrived(SipRequest request) implements State {}

        record Proceeding(SipResponse last) implements State {}

        /** A 2xx has gone; more of them may follow (RFC 6026). */
        record Accepted() implements State {}

        /** A non-2xx final response has gone and waits for its ACK. */
        record Completed(byte[] last, Backoff backoff) implements State {}

        record Confirmed() implements State {}

        record Terminated() implements State {}

        @Override
        default boolean isAnswered() {
            return !(this instanceof Arrived || this instanceof Proceeding);
        }

        @Override
        default boolean isTerminated() {
            return this instanceof Terminated;
        }
    }

    private static final State ACCEPTED = new State.Accepted();
    private static final State CONFIRMED = new State.Confirmed();
    private static final State TERMINATED = new State.Terminated();

    Step<State> begin(SipRequest request) {
        return go(new State.Arrived(request), new Start(Timer.TRYING, timings.trying()));
    }

    Step<State> on(State state, ServerEvent event) {
        return switch (state) {
            case State.Arrived arrived -> arrived(arrived, event);
            case State.Proceeding proceeding -> proceeding(proceeding, event);
            case State.Accepted _ -> accepted(event);
            case State.Completed completed -> completed(completed, event);
            case State.Confirmed _ -> confirmed(event);
            case State.Terminated _ -> stay(TERMINATED);
        };
    }

    private Step<State> arrived(State.Arrived state, ServerEvent event) {
        return switch (event) {
            case ServerEvent.Fired _ -> {
                SipResponse trying = SipResponse.to(state.request(), 100, null, null);
                yield go(new State.Proceeding(trying), new Send(trying));
            }
            case ServerEvent.Respond(var response) -> respond(response);
            case ServerEvent.RespondStatelessly(var response) -> go(TERMINATED, Stop.STOP, new Send(response));
            case ServerEvent.Repeated _, ServerEvent.Acknowledged _ -> stay(state);
            case ServerEvent.Abandoned _ -> go(TERMINATED, Stop.STOP);
            case ServerEvent.Undeliverable _ -> fail(Failure.TRANSPORT);
        };
    }

    private Step<State> proceeding(State.Proceeding state, ServerEvent event) {
        return switch (event) {
            case ServerEvent.Repeated _ -> stay(state, new Resend(state.last()));
            case ServerEvent.Respond(var response) -> respond(response);
            // Who has heard of us does not repeat his INVITE (RFC 3261 §17.1.1.2), so the answer must not be lost.
            case ServerEvent.RespondStatelessly(var response) -> respond(response);
            case ServerEvent.Acknowledged _, ServerEvent.Fired _ -> stay(state);
            case ServerEvent.Abandoned _ -> go(TERMINATED, Stop.STOP);
            case ServerEvent.Undeliverable _ -> fail(Failure.TRANSPORT);
        };
    }

    private Step<State> respond(SipResponse response) {
        if (response.isProvisional()) {
            return go(new State.Proceeding(response), Stop.STOP, new Send(response));
        }
        if (response.isSuccess()) {
            // What may still happen, further 2xx, happens by its user.
            return go(ACCEPTED, new Absorb(Timer.L, timings.timeout(), Absorb.NOTHING), new Send(response));
        }
        Backoff backoff = Backoff.begin(timings, reliable);
        return go(
                new State.Completed(response.toBytes(), backoff), new Send(response), backoff.start(Timer.G, Timer.H));
    }

    private Step<State> accepted(ServerEvent event) {
        return switch (event) {
            // RFC 6026 §7.1: retransmitting a 2xx is the user's business; here it only passes, also a second, different
            // one.
            case ServerEvent.Respond(var response) when response.isSuccess() -> stay(ACCEPTED, new Send(response));
            case ServerEvent.Respond _,
                    ServerEvent.RespondStatelessly _,
                    ServerEvent.Repeated _,
                    ServerEvent.Acknowledged _,
                    ServerEvent.Abandoned _ -> stay(ACCEPTED);
            case ServerEvent.Fired _ -> go(TERMINATED);
            case ServerEvent.Undeliverable _ -> stay(ACCEPTED, new Fail(Failure.TRANSPORT));
        };
    }

    private Step<State> completed(State.Completed state, ServerEvent event) {
        return switch (event) {
            case ServerEvent.Repeated _ -> stay(state, new ResendBytes(state.last()));
            case ServerEvent.Acknowledged _ ->
                reliable ? go(TERMINATED, Stop.STOP) : go(CONFIRMED, new Start(Timer.I, timings.t4()));
            case ServerEvent.Fired _ when state.backoff().isLast() -> fail(Failure.TIMEOUT);
            case ServerEvent.Fired _ -> {
                Backoff backoff = state.backoff().doubled(timings.t2());
                yield go(
                        new State.Completed(state.last(), backoff),
                        new ResendBytes(state.last()),
                        backoff.start(Timer.G, Timer.H));
            }
            case ServerEvent.Respond _, ServerEvent.RespondStatelessly _, ServerEvent.Abandoned _ -> stay(state);
            case ServerEvent.Undeliverable _ -> fail(Failure.TRANSPORT);
        };
    }

    private Step<State> confirmed(ServerEvent event) {
        return switch (event) {
            case ServerEvent.Fired _ -> go(TERMINATED);
            case ServerEvent.Repeated _,
                    ServerEvent.Acknowledged _,
                    ServerEvent.Respond _,
                    ServerEvent.RespondStatelessly _,
                    ServerEvent.Abandoned _,
                    ServerEvent.Undeliverable _ -> stay(CONFIRMED);
        };
    }

    private static Step<State> fail(Failure failure) {
        return go(TERMINATED, Stop.STOP, new Fail(failure));
    }
}
