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
 * INVITE server transaction: RFC 3261 §17.2.1 as amended by RFC 6026 §7.1. Citations without a document are of RFC 3261
 * §17.2.1, by paragraph.
 *
 * @param reliable whether the transport is reliable, so that nothing is retransmitted or absorbed
 */
public record InviteServerTransaction(Timings timings, boolean reliable) {

    public sealed interface State extends ServerState {

        /** Proceeding, before the first response. */
        record Arrived(SipRequest request) implements State {}

        record Proceeding(SipResponse last) implements State {}

        /** A 2xx was sent; more of them may follow (RFC 6026 §7.1). */
        record Accepted() implements State {}

        /** A non-2xx final response was sent; its ACK is to come. */
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
            // p2: 100 after 200 ms without a response of the user.
            case ServerEvent.Fired _ -> {
                SipResponse trying = SipResponse.to(state.request(), 100, null, null);
                yield go(new State.Proceeding(trying), new Send(trying));
            }
            case ServerEvent.Respond(var response) -> respond(response);
            // RFC 3261 §8.2.7.
            case ServerEvent.RespondStatelessly(var response) -> go(TERMINATED, Stop.STOP, new Send(response));
            case ServerEvent.Repeated _, ServerEvent.Acknowledged _ -> stay(state);
            case ServerEvent.Abandoned _ -> go(TERMINATED, Stop.STOP);
            // RFC 3261 §17.2.4.
            case ServerEvent.Undeliverable _ -> fail(Failure.TRANSPORT);
        };
    }

    private Step<State> proceeding(State.Proceeding state, ServerEvent event) {
        return switch (event) {
            // p3: a retransmitted request gets the last provisional response again.
            case ServerEvent.Repeated _ -> stay(state, new Resend(state.last()));
            case ServerEvent.Respond(var response) -> respond(response);
            // After a provisional response the client does not retransmit the INVITE (RFC 3261 §17.1.1.2), so the final
            // response must be retransmitted here.
            case ServerEvent.RespondStatelessly(var response) -> respond(response);
            case ServerEvent.Acknowledged _, ServerEvent.Fired _ -> stay(state);
            case ServerEvent.Abandoned _ -> go(TERMINATED, Stop.STOP);
            // RFC 3261 §17.2.4.
            case ServerEvent.Undeliverable _ -> fail(Failure.TRANSPORT);
        };
    }

    private Step<State> respond(SipResponse response) {
        // p3: provisional responses are sent and not retransmitted.
        if (response.isProvisional()) {
            return go(new State.Proceeding(response), Stop.STOP, new Send(response));
        }
        // p4 as amended by RFC 6026 §7.1: timer L. Further 2xx are sent by the user, without this transaction's state.
        if (response.isSuccess()) {
            return go(ACCEPTED, new Absorb(Timer.L, timings.timeout(), Absorb.NOTHING), new Send(response));
        }
        // p5, p6: timer G only on unreliable transports, timer H on all.
        Backoff backoff = Backoff.begin(timings, reliable);
        return go(
                new State.Completed(response.toBytes(), backoff), new Send(response), backoff.start(Timer.G, Timer.H));
    }

    private Step<State> accepted(ServerEvent event) {
        return switch (event) {
            // RFC 6026 §7.1: 2xx pass, retransmissions and those of other forks; the user retransmits them.
            case ServerEvent.Respond(var response) when response.isSuccess() -> stay(ACCEPTED, new Send(response));
            case ServerEvent.Respond _,
                    ServerEvent.RespondStatelessly _,
                    ServerEvent.Repeated _,
                    ServerEvent.Acknowledged _,
                    ServerEvent.Abandoned _ -> stay(ACCEPTED);
            // RFC 6026 §7.1: timer L.
            case ServerEvent.Fired _ -> go(TERMINATED);
            // The user is told; the transaction stays, as further 2xx may follow.
            case ServerEvent.Undeliverable _ -> stay(ACCEPTED, new Fail(Failure.TRANSPORT));
        };
    }

    private Step<State> completed(State.Completed state, ServerEvent event) {
        return switch (event) {
            // p6: a retransmitted request gets the final response again.
            case ServerEvent.Repeated _ -> stay(state, new ResendBytes(state.last()));
            // p7, p9: timer I is 0 on reliable transports.
            case ServerEvent.Acknowledged _ ->
                reliable ? go(TERMINATED, Stop.STOP) : go(CONFIRMED, new Start(Timer.I, timings.t4()));
            // p8: timer H.
            case ServerEvent.Fired _ when state.backoff().isLast() -> fail(Failure.TIMEOUT);
            // p6: timer G, with doubled intervals up to T2.
            case ServerEvent.Fired _ -> {
                Backoff backoff = state.backoff().doubled(timings.t2());
                yield go(
                        new State.Completed(state.last(), backoff),
                        new ResendBytes(state.last()),
                        backoff.start(Timer.G, Timer.H));
            }
            case ServerEvent.Respond _, ServerEvent.RespondStatelessly _, ServerEvent.Abandoned _ -> stay(state);
            // RFC 3261 §17.2.4.
            case ServerEvent.Undeliverable _ -> fail(Failure.TRANSPORT);
        };
    }

    private Step<State> confirmed(ServerEvent event) {
        return switch (event) {
            // p9: timer I.
            case ServerEvent.Fired _ -> go(TERMINATED);
            // p9: retransmitted ACKs are absorbed.
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
