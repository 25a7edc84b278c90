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
 * A request that came in and its answers: RFC 3261 §17.2. Safe to use from any thread.
 *
 * <p>It drives a machine: its lock guards state and timer only, and nobody is called while it is held. Once answered it
 * holds no message and no user any more. When it is left to absorb what comes again, the layer keeps what that takes and lets go
 * of it; it is then only there for who still has it, to send further 2xx.
 */
public final class ServerTransaction extends TimedTransaction {

    private final TransactionLayer layer;
    private final ServerKey key;
    private final Flow flow;
    private final Flow reply;
    private ServerState state;
    private @Nullable SipRequest request;
    private @Nullable ServerUser user;

    /** @param reply the way of the responses: nearly always the one the request came (RFC 3261 §18.2.2) */
    ServerTransaction(
            TransactionLayer layer, ServerKey key, SipRequest request, Flow flow, Flow reply, ServerState state) {
        this.layer = layer;
        this.key = key;
        this.request = request;
        this.flow = flow;
        this.reply = reply;
        this.state = state;
    }

    /** The request, with what the layer added to its Via, until the final response has gone; then null. */
    public synchronized @Nullable SipRequest request() {
        return request;
    }

    /** The way the request came. */
    public Flow flow() {
        return flow;
    }

    /**
     * Who wants to hear of failures and is found again by a CANCEL; null until {@link #attach}, and again when nothing is
     * left to hear of: after a final response, for an INVITE's non-2xx one after its ACK.
     */
    public synchronized @Nullable ServerUser user() {
        return user;
    }

    /** Says who answers this request. Without effect once a final response has gone. */
    public synchronized void attach(ServerUser user) {
        if (!state.isAnswered()) {
            this.user = user;
        }
    }

    /** Whether a final response has gone. */
    public synchronized boolean isAnswered() {
        return state.isAnswered();
    }

    /**
     * Sends a response. After a final one, only further 2xx to an INVITE go out (RFC 6026 §7.1).
     *
     * @return false if the transaction does not allow it any more; nothing was sent
     */
    public boolean respond(SipResponse response) {
        return on(new ServerEvent.Respond(response), UNTIMED, null).sends();
    }

    /**
     * Answers finally and keeps nothing of it, as if there had been no transaction: RFC 3261 §8.2.7. When the request comes again, it
     * is a new one, and an ACK is one of nobody. For what strangers may ask as often as they like. Where a provisional response to an INVITE has
     * gone, this is {@link #respond}, as the INVITE will not come again.
     *
     * @param response 300 … 699, as made by {@link StatelessResponses}
     * @return as that of {@link #respond}
     */
    public boolean respondStatelessly(SipResponse response) {
        return on(new ServerEvent.RespondStatelessly(response), UNTIMED, null).sends();
    }

    /**
     * Ends it without a final response, for a request whose sender has given up by now too (RFC 4320 §4.2). Without effect once
     * a final response has gone.
     */
    public void abandon() {
        on(ServerEvent.Abandoned.ABANDONED, UNTIMED, null);
    }

    /** The first effects, once the layer knows that no other transaction has this key. */
    synchronized void begin(List<Effect> effects) {
        time(effects, layer.timerQueues());
    }

    void repeated() {
        on(ServerEvent.Repeated.REPEATED, UNTIMED, null);
    }

    /** An ACK with this key came. @return false if it is for a 2xx, so the user's */
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
    protected void fired(int turn) {
        on(ServerEvent.Fired.FIRED, turn, null);
    }

    /**
     * @param fired the turn of the timer that brings this event, which counts only while it is the one running
     * @param witness hears of a failure when the user is no longer kept
     */
    private Step<? extends ServerState> on(ServerEvent event, int fired, @Nullable ServerUser witness) {
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
            told = user == null ? witness : user;
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

    /** Without the lock: what others are called for. */
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
            case Effect.Deliver _, Effect.Cancel _ -> throw new AssertionError("not of a server: " + effect);
        }
    }
}
