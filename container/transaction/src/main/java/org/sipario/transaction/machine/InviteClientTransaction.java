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
 * INVITE client transaction: RFC 3261 §17.1.1 as amended by RFC 6026 §7.2, with the CANCEL of §9.1.
 *
 * @param reliable whether the transport is, so that nothing is retransmitted or absorbed
 */
public record InviteClientTransaction(Timings timings, boolean reliable) {

    public sealed interface State extends ClientState {

        /** @param wish headers of the CANCEL that is to go as soon as a provisional response comes, or null */
        record Calling(
                SipRequest request,
                Backoff backoff,
                @Nullable List<HeaderField> wish) implements State {}

        record Proceeding(SipRequest request, boolean cancelled) implements State {}

        /** A 2xx came; more of them may follow (RFC 6026). */
        record Accepted() implements State {}

        /** A non-2xx final response came and was acknowledged. */
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
            case ClientEvent.Received(var response) when response.isProvisional() -> ringing(state, response);
            case ClientEvent.Received(var response) -> answered(state.request(), response);
            // Nothing has come yet, so the INVITE may not even have arrived: the CANCEL must wait (§9.1).
            case ClientEvent.CancelAsked(var extra) -> stay(new State.Calling(state.request(), state.backoff(), extra));
            case ClientEvent.Fired _ when state.backoff().isLast() -> fail(Failure.TIMEOUT);
            case ClientEvent.Fired _ -> {
                Backoff backoff = state.backoff().doubled();
                yield go(
                        new State.Calling(state.request(), backoff, state.wish()),
                        new Resend(state.request()),
                        backoff.start(Timer.A, Timer.B));
            }
            case ClientEvent.Undeliverable _, ClientEvent.Unreachable _ -> fail(Failure.TRANSPORT);
        };
    }

    private Step<State> ringing(State.Calling state, SipResponse response) {
        List<HeaderField> wish = state.wish();
        if (wish == null) {
            return go(new State.Proceeding(state.request(), false), Stop.STOP, new Deliver(response));
        }
        return go(
                new State.Proceeding(state.request(), true),
                new Start(Timer.CANCELLED, timings.timeout()),
                new Deliver(response),
                new Cancel(HopByHopRequests.cancel(state.request(), wish)));
    }

    private Step<State> proceeding(State.Proceeding state, ClientEvent event) {
        return switch (event) {
            case ClientEvent.Received(var response) when response.isProvisional() -> stay(state, new Deliver(response));
            case ClientEvent.Received(var response) -> answered(state.request(), response);
            case ClientEvent.CancelAsked _ when state.cancelled() -> stay(state);
            case ClientEvent.CancelAsked(var extra) ->
                go(
                        new State.Proceeding(state.request(), true),
                        new Start(Timer.CANCELLED, timings.timeout()),
                        new Cancel(HopByHopRequests.cancel(state.request(), extra)));
            case ClientEvent.Fired _ -> fail(Failure.TIMEOUT);
            case ClientEvent.Undeliverable _ -> fail(Failure.TRANSPORT);
            case ClientEvent.Unreachable _ -> stay(state);
        };
    }

    private Step<State> answered(SipRequest request, SipResponse response) {
        if (response.isSuccess()) {
            return go(ACCEPTED, new Start(Timer.M, timings.timeout()), new Deliver(response));
        }
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
            case ClientEvent.Received(var response)
            when response.isFinal() && !response.isSuccess() -> stay(state, new ResendBytes(state.ack()));
            case ClientEvent.Fired _ -> go(TERMINATED);
            // The user has its final response already: that the ACK got lost is no news to it.
            case ClientEvent.Undeliverable _ -> go(TERMINATED, Stop.STOP);
            case ClientEvent.Received _, ClientEvent.CancelAsked _, ClientEvent.Unreachable _ -> stay(state);
        };
    }

    private static Step<State> fail(Failure failure) {
        return go(TERMINATED, Stop.STOP, new Fail(failure));
    }
}
