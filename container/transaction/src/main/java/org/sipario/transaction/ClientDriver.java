package org.sipario.transaction;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.wire.Flow;
import org.sipario.transaction.machine.ClientEvent;
import org.sipario.transaction.machine.ClientState;
import org.sipario.transaction.machine.Effect;
import org.sipario.transaction.machine.InviteClientTransaction;
import org.sipario.transaction.machine.Step;
import org.sipario.transaction.timer.TimedTransaction;

/**
 * Drives the machine of a client transaction.
 *
 * <p>It holds the request only in the states that need it, and the user only while there may be something to report.
 * Without a user it is dropped, and the layer keeps what is needed to absorb retransmissions.
 */
final class ClientDriver extends TimedTransaction {

    private final TransactionLayer layer;
    private final ClientKey key;
    private final Flow flow;
    private ClientState state;
    private @Nullable ClientUser user;

    ClientDriver(TransactionLayer layer, ClientKey key, Flow flow, ClientUser user, ClientState state) {
        this.layer = layer;
        this.key = key;
        this.flow = flow;
        this.user = user;
        this.state = state;
    }

    /** Carries out the first effects, once the layer can find this transaction by its key. */
    void begin(List<Effect> effects) {
        synchronized (this) {
            time(effects, layer.timerQueues());
        }
        for (Effect effect : effects) {
            perform(effect, null);
        }
    }

    /** Whether its request was sent by this flow, by any connection. */
    boolean wasSentBy(Flow flow) {
        return this.flow.remote().equals(flow.remote()) && this.flow.local().equals(flow.local());
    }

    synchronized boolean isDone() {
        return state.isDone();
    }

    /** @return whether the user was told */
    boolean on(ClientEvent event) {
        return on(event, UNTIMED).delivers();
    }

    void release() {
        Duration left = Duration.ZERO;
        byte[] note = Effect.Absorb.NOTHING;
        synchronized (this) {
            if (state.isDone() && user != null) {
                note = user.note();
                user = null;
            }
            // Nothing can happen to it now but a retransmission of the 2xx.
            if (user == null && state instanceof InviteClientTransaction.State.Accepted) {
                left = Duration.ofMillis(left(layer.timerQueues()));
            }
            if (left.isPositive()) {
                stop();
            }
        }
        if (left.isPositive()) {
            layer.absorb(key, this, left, note);
        }
    }

    @Override
    protected void fired(int generation) {
        on(ClientEvent.Fired.FIRED, generation);
    }

    /** @param fired the generation of the timer that brings this event, or {@link #UNTIMED} */
    private Step<? extends ClientState> on(ClientEvent event, int fired) {
        Step<? extends ClientState> step;
        ClientUser told;
        boolean ends;
        synchronized (this) {
            if (isLate(fired)) {
                return Step.stay(state);
            }
            told = user;
            step = layer.machines(flow).on(state, event);
            ends = step.state().isTerminated() && !state.isTerminated();
            state = step.state();
            if (!state.needsUser()) {
                user = null;
            }
            time(step.effects(), layer.timerQueues());
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
    private void perform(Effect effect, @Nullable ClientUser told) {
        switch (effect) {
            case Effect.Send(var message) -> layer.out(message, flow, _ -> on(ClientEvent.Undeliverable.UNDELIVERABLE));
            case Effect.Resend(var message) -> layer.resend(key.kind(), message.toBytes(), flow);
            case Effect.ResendBytes(var bytes) -> layer.resend(key.kind(), bytes, flow);
            case Effect.Cancel(SipRequest cancel) -> layer.begin(cancel, flow, key.branch(), new IgnoredResponses());
            case Effect.Deliver(var response) -> {
                if (told != null) {
                    told.response(response);
                } else {
                    layer.late(response, flow, Effect.Absorb.NOTHING);
                }
            }
            case Effect.Fail(var failure) -> {
                layer.counters().failed(key.kind(), failure);
                if (told != null) {
                    told.failed(failure);
                }
            }
            case Effect.Absorb(var _, var stay, var answer) -> layer.absorb(key, this, stay, answer);
            case Effect.Start _, Effect.Stop _ -> {}
        }
    }
}
