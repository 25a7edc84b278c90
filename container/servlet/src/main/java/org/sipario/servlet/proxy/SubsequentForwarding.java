package org.sipario.servlet.proxy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.core.proxy.Forwarding;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.routing.SendAttempts;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.ClientSide;
import org.sipario.servlet.useragent.Forwarder;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.servlet.useragent.IncomingResponse;
import org.sipario.servlet.useragent.UserAgentServer;
import org.sipario.transaction.ClientUser;
import org.sipario.transaction.machine.Failure;

/**
 * A request within a dialog on its way through a record-routing proxy: forwarded as it is, along its route set
 * (PRX-30).
 */
public final class SubsequentForwarding implements ClientUser, ClientSide, Forwarder {

    private final IncomingRequest request;
    private final UserAgentServer exchange;
    private final SendAttempts sent;
    /** Timer C: how long a re-INVITE may go on without an answer (RFC 3261 §16.6 step 11). */
    private Timers.@Nullable Timer limit;

    private boolean expired;

    private SubsequentForwarding(IncomingRequest request) {
        this.request = request;
        this.exchange = request.exchange();
        exchange.forwardedBy(this);
        this.sent = services().outbound().send(outgoing(request), this);
    }

    /**
     * A request came by the route of a session: its servlet sees it, then it goes on. Called in the queue of the
     * session.
     */
    public static void request(Session session, IncomingRequest request) {
        UserAgentServer exchange = request.exchange();
        Session relative = session.relativeFor(request.message());
        if (!relative.isValid()) {
            exchange.refuse(481, null);
            return;
        }
        request.enter(relative);
        exchange.shownAs(request);
        exchange.user().request(request);
        if (!exchange.isAnswered()) {
            SubsequentForwarding going = new SubsequentForwarding(request);
            relative.touch();
            going.limit();
        }
    }

    /** An ACK for a 2xx came by the route of a session. Called in the queue of the session. */
    public static void ack(Session session, IncomingRequest ack) {
        Session relative = session.relativeFor(ack.message());
        // An ACK cannot be refused: one that has made too many hops ends here (RFC 3261 §16.3 step 3).
        if (relative.isValid() && ack.message().maxForwards() != 0) {
            ack.enter(relative);
            relative.touch();
            ack.exchange().user().request(ack);
            relative.services().outbound().sendAck(outgoing(ack));
        }
    }

    private static Outbound.Outgoing outgoing(IncomingRequest request) {
        Services services = request.session().services();
        return new Outbound.Outgoing(
                request.leaving(),
                services.branches()::next,
                (message, _) -> Forwarding.forward(message, message.uri(), List.of(), List.of(), List.of()),
                request.session().outboundInterface(),
                null,
                request.initialHop());
    }

    private Services services() {
        return request.session().services();
    }

    @Override
    public boolean isStarted() {
        return true;
    }

    @Override
    public void cancelled(SipRequest cancel) {
        sent.cancel(cancel.headers().all(HeaderName.REASON));
    }

    @Override
    public void answered(SipResponse response) {
        exchange.answer(request.session(), response);
    }

    @Override
    public @Nullable Flow flow() {
        return sent.flow();
    }

    /** Starts timer C again. */
    private void limit() {
        stopLimit();
        if (exchange.method().equals(Method.INVITE) && !exchange.isAnswered()) {
            limit = services().timers().start(services().timings().c(), () -> exchange.post(this::expired));
        }
    }

    private void stopLimit() {
        if (limit != null) {
            limit.stop();
            limit = null;
        }
    }

    /**
     * §16.8: cancelled, and its last word awaited, which may be a 2xx; the transaction below waits for it 64*T1 at
     * most.
     */
    private void expired() {
        if (!exchange.isAnswered()) {
            expired = true;
            sent.cancel(List.of());
        }
    }

    @Override
    public void response(SipResponse response) {
        if (Forwarding.leadsUpstream(response)) {
            if (response.status() > 100) {
                exchange.post(() -> received(Forwarding.upstream(response)));
            }
        } else if (response.isFinal()) {
            failed(Failure.TRANSPORT);
        }
    }

    @Override
    public void failed(Failure failure) {
        exchange.post(() -> {
            if (!exchange.isAnswered()) {
                int status = failure == Failure.TIMEOUT ? 408 : 503;
                pass(SipResponse.to(exchange.received(), status, null, null));
            }
        });
    }

    private void received(SipResponse response) {
        // The 487 to a CANCEL sent for the time-out means the time-out: the caller did not cancel.
        boolean timedOut = expired && response.status() == 487;
        pass(timedOut ? SipResponse.to(exchange.received(), 408, null, null) : response);
    }

    private void pass(SipResponse response) {
        Session session = request.session();
        IncomingResponse shown = IncomingResponse.passing(request, session, this, response, false);
        session.touch();
        session.relaying(exchange.received(), response, false);
        if (session.isSupervised() && session.isValid()) {
            exchange.user().response(shown);
        }
        exchange.forward(shown.passed());
        limit();
    }
}
