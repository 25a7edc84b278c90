package org.sipario.transaction.machine;

import static org.sipario.transaction.machine.Step.go;
import static org.sipario.transaction.machine.Step.stay;

import org.sipario.message.SipResponse;
import org.sipario.transaction.machine.Effect.Absorb;
import org.sipario.transaction.machine.Effect.Fail;
import org.sipario.transaction.machine.Effect.Resend;
import org.sipario.transaction.machine.Effect.ResendBytes;
import org.sipario.transaction.machine.Effect.Send;
import org.sipario.transaction.machine.Effect.Stop;

/**
 * Non-INVITE server transaction: RFC 3261 §17.2.2, which citations are of, by paragraph.
 *
 * @param reliable whether the transport is reliable, so that there are no retransmissions to absorb
 */
record NonInviteServerTransaction(Timings timings, boolean reliable) {

    sealed interface State extends ServerState {

        record Trying() implements State {}

        record Proceeding(SipResponse last) implements State {}

        record Completed(byte[] last) implements State {}

        record Terminated() implements State {}

        @Override
        default boolean isAnswered() {
            return !(this instanceof Trying || this instanceof Proceeding);
        }

        @Override
        default boolean isTerminated() {
            return this instanceof Terminated;
        }
    }

    private static final State TRYING = new State.Trying();
    private static final State TERMINATED = new State.Terminated();

    Step<State> begin() {
        return go(TRYING);
    }

    Step<State> on(State state, ServerEvent event) {
        return switch (state) {
            case State.Trying _ -> trying(state, event);
            case State.Proceeding proceeding -> proceeding(proceeding, event);
            case State.Completed completed -> completed(completed, event);
            // §17.2.4. On a reliable transport the transaction ends before the wire reports that the response failed.
            case State.Terminated _
            when event instanceof ServerEvent.Undeliverable -> stay(TERMINATED, new Fail(Failure.TRANSPORT));
            case State.Terminated _ -> stay(TERMINATED);
        };
    }

    private Step<State> trying(State state, ServerEvent event) {
        return switch (event) {
            case ServerEvent.Respond(var response) -> respond(response);
            // §8.2.7.
            case ServerEvent.RespondStatelessly(var response) -> go(TERMINATED, new Send(response));
            // p2: a retransmitted request is discarded.
            case ServerEvent.Repeated _, ServerEvent.Acknowledged _, ServerEvent.Fired _ -> stay(state);
            // RFC 4320 §4.2: no final response after the client has timed out.
            case ServerEvent.Abandoned _ -> go(TERMINATED);
            // §17.2.4.
            case ServerEvent.Undeliverable _ -> fail();
        };
    }

    private Step<State> proceeding(State.Proceeding state, ServerEvent event) {
        return switch (event) {
            // p3: a retransmitted request gets the last provisional response again.
            case ServerEvent.Repeated _ -> stay(state, new Resend(state.last()));
            case ServerEvent.Respond(var response) -> respond(response);
            // §8.2.7.
            case ServerEvent.RespondStatelessly(var response) -> go(TERMINATED, new Send(response));
            case ServerEvent.Acknowledged _, ServerEvent.Fired _ -> stay(state);
            // RFC 4320 §4.2: no final response after the client has timed out.
            case ServerEvent.Abandoned _ -> go(TERMINATED);
            // §17.2.4.
            case ServerEvent.Undeliverable _ -> fail();
        };
    }

    private Step<State> respond(SipResponse response) {
        // p3: provisional responses are sent and not retransmitted.
        if (response.isProvisional()) {
            return go(new State.Proceeding(response), new Send(response));
        }
        // p3, p4: timer J is 0 on reliable transports.
        if (reliable) {
            return go(TERMINATED, new Send(response));
        }
        byte[] last = response.toBytes();
        return go(new State.Completed(last), new Absorb(Timer.J, timings.timeout(), last), new Send(response));
    }

    private Step<State> completed(State.Completed state, ServerEvent event) {
        return switch (event) {
            // p4: a retransmitted request gets the final response again; timer J ends the transaction.
            case ServerEvent.Repeated _ -> stay(state, new ResendBytes(state.last()));
            case ServerEvent.Fired _ -> go(TERMINATED);
            // p4: other final responses of the user are discarded.
            case ServerEvent.Respond _,
                    ServerEvent.RespondStatelessly _,
                    ServerEvent.Acknowledged _,
                    ServerEvent.Abandoned _ -> stay(state);
            // §17.2.4.
            case ServerEvent.Undeliverable _ -> fail();
        };
    }

    private static Step<State> fail() {
        return go(TERMINATED, Stop.STOP, new Fail(Failure.TRANSPORT));
    }
}
