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
 * Non-INVITE server transaction: RFC 3261 §17.2.2.
 *
 * @param reliable whether the transport is, so that nothing absorbed to absorb retransmissions
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
            // On a reliable transport the end may come before the wire knows that it can not send the final response.
            case State.Terminated _
            when event instanceof ServerEvent.Undeliverable -> stay(TERMINATED, new Fail(Failure.TRANSPORT));
            case State.Terminated _ -> stay(TERMINATED);
        };
    }

    private Step<State> trying(State state, ServerEvent event) {
        return switch (event) {
            case ServerEvent.Respond(var response) -> respond(response);
            case ServerEvent.RespondStatelessly(var response) -> go(TERMINATED, new Send(response));
            case ServerEvent.Repeated _, ServerEvent.Acknowledged _, ServerEvent.Fired _ -> stay(state);
            case ServerEvent.Abandoned _ -> go(TERMINATED);
            case ServerEvent.Undeliverable _ -> fail();
        };
    }

    private Step<State> proceeding(State.Proceeding state, ServerEvent event) {
        return switch (event) {
            case ServerEvent.Repeated _ -> stay(state, new Resend(state.last()));
            case ServerEvent.Respond(var response) -> respond(response);
            case ServerEvent.RespondStatelessly(var response) -> go(TERMINATED, new Send(response));
            case ServerEvent.Acknowledged _, ServerEvent.Fired _ -> stay(state);
            case ServerEvent.Abandoned _ -> go(TERMINATED);
            case ServerEvent.Undeliverable _ -> fail();
        };
    }

    private Step<State> respond(SipResponse response) {
        if (response.isProvisional()) {
            return go(new State.Proceeding(response), new Send(response));
        }
        if (reliable) {
            return go(TERMINATED, new Send(response));
        }
        byte[] last = response.toBytes();
        return go(new State.Completed(last), new Absorb(Timer.J, timings.timeout(), last), new Send(response));
    }

    private Step<State> completed(State.Completed state, ServerEvent event) {
        return switch (event) {
            case ServerEvent.Repeated _ -> stay(state, new ResendBytes(state.last()));
            case ServerEvent.Fired _ -> go(TERMINATED);
            case ServerEvent.Respond _,
                    ServerEvent.RespondStatelessly _,
                    ServerEvent.Acknowledged _,
                    ServerEvent.Abandoned _ -> stay(state);
            case ServerEvent.Undeliverable _ -> fail();
        };
    }

    private static Step<State> fail() {
        return go(TERMINATED, Stop.STOP, new Fail(Failure.TRANSPORT));
    }
}
