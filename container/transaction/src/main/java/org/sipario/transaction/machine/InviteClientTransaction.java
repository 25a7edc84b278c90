package org.sipario.transaction.machine;

import static org.sipario.transaction.machine.Step.go;
import static org.sipario.transaction.machine.Step.stay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderField;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.transaction.machine.Effect.Cancel;
import org.sipario.transaction.machine.Effect.Deliver;
import org.sipario.transaction.machine.Effect.Fail;
import org.sipario.transaction.machine.Effect.Resend;
import org.sipario.transaction.machine.Effect.ResendBytes;
import org.sipario.transaction.machine.Effect.Send;
import org.sipario.transaction.machine.Effect.Start;
import org.sipario.transaction.machine.Effect.Stop;

/**
 * INVITE client transaction: RFC 3261 §17.1.1 as amended by RFC 6026 §7.2, with the CANCEL of §9.1. Citations without a
 * document are of RFC 3261 §17.1.1.2, by paragraph.
 *
 * @param reliable whether the transport is reliable, so that nothing is retransmitted or absorbed
 */
public record InviteClientTransaction(Timings timings, boolean reliable) {

    public sealed interface State extends ClientState {

        /**
         * @param cancel extra headers of the CANCEL that is sent at the first provisional response; null for no CANCEL
         */
        record Calling(
                SipRequest request,
                Backoff backoff,
                @Nullable List<HeaderField> cancel) implements State {}

        record Proceeding(SipRequest request, boolean cancelled) implements State {}

        /** A 2xx was received; more of them may follow (RFC 6026 §7.2). */
        record Accepted() implements State {}

        /** A non-2xx final response was received and acknowledged. */
        record Completed(byte[] ack) implements State {}

        record Terminated() implements State {}

        @Override
        default boolean isDone() {
            return !(this instanceof Calling || this instanceof Proceeding);
        }

        @Override
        default boolean needsUser() {
            return this instanceof Calling || this instanceof Proceeding || this instanceof Accepted;
        }

        @Override
        default boolean isTerminated() {
            return this instanceof Terminated;
        }
    }

    private static final State ACCEPTED = new State.Accepted();
    private static final State TERMINATED = new State.Terminated();

    Step<State> begin(SipRequest request) {
        // p1: send; timer A only on unreliable transports, timer B on all.
        Backoff backoff = Backoff.begin(timings, reliable);
        return go(new State.Calling(request, backoff, null), new Send(request), backoff.start(Timer.A, Timer.B));
    }

    Step<State> on(State state, ClientEvent event) {
        return switch (state) {
            case State.Calling calling -> calling(calling, event);
            case State.Proceeding proceeding -> proceeding(proceeding, event);
            case State.Accepted _ -> accepted(event);
            case State.Completed completed -> completed(completed, event);
            case State.Terminated _ -> stay(TERMINATED);
        };
    }

    private Step<State> calling(State.Calling state, ClientEvent event) {
        return switch (event) {
            // p6: retransmission ends, the response goes to the user.
            case ClientEvent.Received(var response) when response.isProvisional() -> firstProvisional(state, response);
            case ClientEvent.Received(var response) -> answered(state.request(), response);
            // RFC 3261 §9.1: no CANCEL before a provisional response, as it could overtake the INVITE.
            case ClientEvent.CancelAsked(var extra) -> stay(new State.Calling(state.request(), state.backoff(), extra));
            // p5: timer B.
            case ClientEvent.Fired _ when state.backoff().isLast() -> fail(Failure.TIMEOUT);
            // p2, p3: timer A, with doubled intervals.
            case ClientEvent.Fired _ -> {
                Backoff backoff = state.backoff().doubled();
                yield go(
                        new State.Calling(state.request(), backoff, state.cancel()),
                        new Resend(state.request()),
                        backoff.start(Timer.A, Timer.B));
            }
            // RFC 3261 §17.1.4, §18.4.
            case ClientEvent.Undeliverable _, ClientEvent.Unreachable _ -> fail(Failure.TRANSPORT);
        };
    }

    private Step<State> firstProvisional(State.Calling state, SipResponse response) {
        List<HeaderField> cancel = state.cancel();
        if (cancel == null) {
            return go(new State.Proceeding(state.request(), false), Stop.STOP, new Deliver(response));
        }
        return go(
                new State.Proceeding(state.request(), true),
                new Start(Timer.CANCELLED, timings.timeout()),
                new Deliver(response),
                new Cancel(HopByHopRequests.cancel(state.request(), cancel)));
    }

    private Step<State> proceeding(State.Proceeding state, ClientEvent event) {
        return switch (event) {
            // p6: further provisional responses.
            case ClientEvent.Received(var response) when response.isProvisional() -> stay(state, new Deliver(response));
            case ClientEvent.Received(var response) -> answered(state.request(), response);
            // RFC 3261 §9.1: one CANCEL, and 64*T1 for the final response after it.
            case ClientEvent.CancelAsked _ when state.cancelled() -> stay(state);
            case ClientEvent.CancelAsked(var extra) ->
                go(
                        new State.Proceeding(state.request(), true),
                        new Start(Timer.CANCELLED, timings.timeout()),
                        new Cancel(HopByHopRequests.cancel(state.request(), extra)));
            case ClientEvent.Fired _ -> fail(Failure.TIMEOUT);
            // RFC 3261 §17.1.4.
            case ClientEvent.Undeliverable _ -> fail(Failure.TRANSPORT);
            case ClientEvent.Unreachable _ -> stay(state);
        };
    }

    private Step<State> answered(SipRequest request, SipResponse response) {
        // p10 as amended by RFC 6026 §7.2: timer M instead of the end of the transaction.
        if (response.isSuccess()) {
            return go(ACCEPTED, new Start(Timer.M, timings.timeout()), new Deliver(response));
        }
        // p7: ACK on all transports; timer D is 0 on reliable ones.
        SipRequest ack = HopByHopRequests.ack(request, response);
        if (reliable) {
            return go(TERMINATED, Stop.STOP, new Send(ack), new Deliver(response));
        }
        return go(
                new State.Completed(ack.toBytes()),
                new Start(Timer.D, timings.timeout()),
                new Send(ack),
                new Deliver(response));
    }

    private Step<State> accepted(ClientEvent event) {
        return switch (event) {
            // RFC 6026 §7.2: each further 2xx goes to the user; timer M ends the transaction.
            case ClientEvent.Received(var response) when response.isSuccess() -> stay(ACCEPTED, new Deliver(response));
            case ClientEvent.Fired _ -> go(TERMINATED);
            case ClientEvent.Received _,
                    ClientEvent.CancelAsked _,
                    ClientEvent.Undeliverable _,
                    ClientEvent.Unreachable _ -> stay(ACCEPTED);
        };
    }

    private Step<State> completed(State.Completed state, ClientEvent event) {
        return switch (event) {
            // p8: a retransmitted final response is acknowledged again, and not passed to the user.
            case ClientEvent.Received(var response)
            when response.isFinal() && !response.isSuccess() -> stay(state, new ResendBytes(state.ack()));
            // p9: timer D.
            case ClientEvent.Fired _ -> go(TERMINATED);
            // Unlike Figure 5, the user is not told that the ACK failed: it has its final response already.
            case ClientEvent.Undeliverable _ -> go(TERMINATED, Stop.STOP);
            case ClientEvent.Received _, ClientEvent.CancelAsked _, ClientEvent.Unreachable _ -> stay(state);
        };
    }

    private static Step<State> fail(Failure failure) {
        return go(TERMINATED, Stop.STOP, new Fail(failure));
    }
}
