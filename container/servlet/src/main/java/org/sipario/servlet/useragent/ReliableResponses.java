package org.sipario.servlet.useragent;

import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.ReliableProvisional;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;

/**
 * Reliable provisional responses to one INVITE: drives {@link ReliableProvisional} in the queue of the session
 * (UAS-11).
 */
final class ReliableResponses {

    private final Services services;
    private final UserAgentServer exchange;
    private final Session session;
    private final ReliableProvisional machine;
    private ReliableProvisional.State state;
    private Timers.@Nullable Timer timer;
    private boolean matched;

    ReliableResponses(Services services, UserAgentServer exchange, Session session) {
        this.services = services;
        this.exchange = exchange;
        this.session = session;
        this.machine = new ReliableProvisional(services.timings());
        this.state = machine.begin(services.tokens().sequence());
    }

    void respond(SipResponse response) {
        on(new ReliableProvisional.Event.Respond(response));
    }

    /** @return whether the PRACK belongs to a response of ours */
    boolean pracked(SipRequest prack) {
        matched = false;
        on(new ReliableProvisional.Event.Prack(prack));
        return matched;
    }

    private void on(ReliableProvisional.Event event) {
        ReliableProvisional.Step step = machine.on(state, event);
        state = step.state();
        for (ReliableProvisional.Effect effect : step.effects()) {
            switch (effect) {
                case ReliableProvisional.Effect.Send(SipResponse response) -> exchange.emit(session, response);
                case ReliableProvisional.Effect.Start(var delay) -> {
                    stop();
                    timer = services.timers()
                            .start(delay, () -> exchange.post(() -> on(new ReliableProvisional.Event.Fired())));
                }
                case ReliableProvisional.Effect.Stop _ -> stop();
                case ReliableProvisional.Effect.Acknowledged _ -> matched = true;
                case ReliableProvisional.Effect.Unmatched _ -> matched = false;
                case ReliableProvisional.Effect.Fail(SipResponse response) -> exchange.noPrack(session, response);
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
