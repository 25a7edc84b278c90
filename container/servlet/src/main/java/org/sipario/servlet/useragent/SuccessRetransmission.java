package org.sipario.servlet.useragent;

import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.AcceptedInvite;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;

/** Repeats a 2xx until its ACK comes: drives {@link AcceptedInvite} in the queue of the session (UAS-3). */
final class SuccessRetransmission {

    private final Services services;
    private final UserAgentServer exchange;
    private final Session session;
    private final SipResponse success;
    private final AcceptedInvite machine;
    private AcceptedInvite.State state;
    private Timers.@Nullable Timer timer;

    SuccessRetransmission(Services services, UserAgentServer exchange, Session session, SipResponse success) {
        this.services = services;
        this.exchange = exchange;
        this.session = session;
        this.success = success;
        this.machine = new AcceptedInvite(services.timings());
        AcceptedInvite.Step begin = machine.begin();
        this.state = begin.state();
        carryOut(begin);
    }

    boolean belongsTo(SipRequest ack) {
        String tag = success.to().tag();
        return tag != null && tag.equals(ack.to().tag());
    }

    boolean isSettled() {
        return state instanceof AcceptedInvite.State.Done;
    }

    /** @return whether this ACK is the first */
    boolean acknowledged() {
        if (isSettled()) {
            return false;
        }
        on(new AcceptedInvite.Event.Acked());
        exchange.ackSettled();
        return true;
    }

    private void fired() {
        if (!isSettled()) {
            on(exchange.isOver() ? new AcceptedInvite.Event.Ended() : new AcceptedInvite.Event.Fired());
            if (isSettled()) {
                exchange.ackSettled();
            }
        }
    }

    private void on(AcceptedInvite.Event event) {
        AcceptedInvite.Step step = machine.on(state, event);
        state = step.state();
        carryOut(step);
    }

    private void carryOut(AcceptedInvite.Step step) {
        for (AcceptedInvite.Effect effect : step.effects()) {
            switch (effect) {
                case AcceptedInvite.Effect.Resend _ -> exchange.repeat(success);
                case AcceptedInvite.Effect.Start(var delay) ->
                    timer = services.timers().start(delay, () -> exchange.post(this::fired));
                case AcceptedInvite.Effect.Stop _ -> stop();
                case AcceptedInvite.Effect.Fail _ -> exchange.noAck(session, success);
            }
        }
    }

    /** Stops repeating. */
    void stop() {
        if (timer != null) {
            timer.stop();
            timer = null;
        }
    }
}
