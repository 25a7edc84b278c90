package org.sipario.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.transaction.machine.Effect;
import org.sipario.transaction.machine.InviteServerTransaction;
import org.sipario.transaction.machine.Machines;
import org.sipario.transaction.machine.ServerEvent;
import org.sipario.transaction.machine.ServerState;
import org.sipario.transaction.machine.Step;
import org.sipario.transaction.timer.TimedTransaction;

/**
 * A request that was received, and its responses: RFC 3261 §17.2. Safe to use from any thread.
 *
 * <p>It drives a machine: its lock guards state and timer only, and no other object is called while it is held. After
 * the final response it holds neither message nor user. When it only absorbs retransmissions, the layer keeps the key
 * and the answer and drops this object, which then only serves its holders, to send further 2xx.
 */
public final class ServerTransaction extends TimedTransaction {

    private final TransactionLayer layer;
    private final ServerKey key;
    private final Flow flow;
    private final Flow reply;
    private ServerState state;
    private @Nullable SipRequest request;
    private @Nullable ServerUser user;

    /** @param reply the flow of the responses, nearly always that of the request (RFC 3261 §18.2.2) */
    ServerTransaction(
            TransactionLayer layer, ServerKey key, SipRequest request, Flow flow, Flow reply, ServerState state) {
        this.layer = layer;
        this.key = key;
        this.request = request;
        this.flow = flow;
        this.reply = reply;
        this.state = state;
    }

    /** The request, with what the layer added to its Via; null after the final response. */
    public synchronized @Nullable SipRequest request() {
        return request;
    }

    /** The flow of the request. */
    public Flow flow() {
        return flow;
    }

    /**
     * The user that is told of failures and that a CANCEL is passed to; null before {@link #attach} and when nothing
     * can fail any longer: after the final response, or after its ACK for a non-2xx to an INVITE.
     */
    public synchronized @Nullable ServerUser user() {
        return user;
    }

    /** Sets the user that answers this request. Without effect after a final response. */
    public synchronized void attach(ServerUser user) {
        if (!state.isAnswered()) {
            this.user = user;
        }
    }

    /** Whether a final response was sent. */
    public synchronized boolean isAnswered() {
        return state.isAnswered();
    }

    /**
     * Sends a response. After a final response only further 2xx to an INVITE are sent (RFC 6026 §7.1).
     *
     * @return false if the state of the transaction does not allow it; nothing was sent
     */
    public boolean respond(SipResponse response) {
        return on(new ServerEvent.Respond(response), UNTIMED, null).sends();
    }

    /**
     * Sends a final response and ends the transaction at once, as a stateless server would: RFC 3261 §8.2.7. A
     * retransmission of the request is then a new request, and an ACK belongs to no transaction. So requests of unknown
     * senders, such as those without credentials, take no memory. After a provisional response to an INVITE this is the
     * same as {@link #respond}, as the client does not retransmit the INVITE (§17.1.1.2).
     *
     * @param response 300 … 699, as made by {@link StatelessResponses}
     * @return see {@link #respond}
     */
    public boolean respondStatelessly(SipResponse response) {
        return on(new ServerEvent.RespondStatelessly(response), UNTIMED, null).sends();
    }

    /**
     * Ends it without a final response, when the sender of the request has timed out too (RFC 4320 §4.2). Without
     * effect after a final response.
     */
    public void abandon() {
        on(ServerEvent.Abandoned.ABANDONED, UNTIMED, null);
    }

    /** Carries out the first effects, once the layer knows that no other transaction has this key. */
    synchronized void begin(List<Effect> effects) {
        time(effects, layer.timerQueues());
    }

    void repeated() {
        on(ServerEvent.Repeated.REPEATED, UNTIMED, null);
    }

    /** An ACK with this key came. @return false if it is for a 2xx and so belongs to the user */
    boolean acknowledged() {
        synchronized (this) {
            if (state instanceof InviteServerTransaction.State.Accepted) {
                return false;
            }
        }
        on(ServerEvent.Acknowledged.ACKNOWLEDGED, UNTIMED, null);
        return true;
    }

    @Override
    protected void fired(int generation) {
        on(ServerEvent.Fired.FIRED, generation, null);
    }

    /**
     * @param fired the generation of the timer that brings this event, or {@link #UNTIMED}
     * @param formerUser told of a failure if the user is no longer kept
     */
    private Step<? extends ServerState> on(ServerEvent event, int fired, @Nullable ServerUser formerUser) {
        Machines machines = layer.machines(flow);
        Step<? extends ServerState> step;
        ServerUser told;
        boolean ends;
        synchronized (this) {
            if (isLate(fired)) {
                return Step.stay(state);
            }
            if (isOver(layer.timerQueues())) {
                state = machines.on(state, ServerEvent.Fired.FIRED).state();
            }
            told = user == null ? formerUser : user;
            step = machines.on(state, event);
            ends = step.state().isTerminated() && !state.isTerminated();
            state = step.state();
            time(step.effects(), layer.timerQueues());
            if (state.isAnswered()) {
                request = null;
                user = state instanceof InviteServerTransaction.State.Completed ? user : null;
            }
        }
        if (ends) {
            layer.ended(key, this);
        }
        for (Effect effect : step.effects()) {
            perform(effect, told);
        }
        return step;
    }

    /** Carries out an effect that calls others, without the lock. */
    private void perform(Effect effect, @Nullable ServerUser told) {
        switch (effect) {
            case Effect.Send(var message) ->
                layer.respond(message, reply, () -> on(ServerEvent.Undeliverable.UNDELIVERABLE, UNTIMED, told));
            case Effect.Resend(var message) -> layer.resend(key.kind(), message.toBytes(), reply);
            case Effect.ResendBytes(var bytes) -> layer.resend(key.kind(), bytes, reply);
            case Effect.Fail(var failure) -> {
                layer.counters().failed(key.kind(), failure);
                if (told != null) {
                    told.failed(failure);
                }
            }
            case Effect.Absorb(var _, var stay, var answer) -> layer.absorb(key, this, stay, answer);
            case Effect.Start _, Effect.Stop _ -> {}
            case Effect.Deliver _, Effect.Cancel _ ->
                throw new AssertionError("not an effect of a server transaction: " + effect);
        }
    }
}
