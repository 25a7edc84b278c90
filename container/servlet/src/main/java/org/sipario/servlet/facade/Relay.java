package org.sipario.servlet.facade;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.core.proxy.Forwarding;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.routing.Sent;
import org.sipario.transaction.ClientUser;
import org.sipario.transaction.machine.Failure;

/** A request within a dialog on its way through a record-routing proxy: forwarded as it is, along its route set (PRX-30). */
final class Relay implements ClientUser {

    private final RequestFacade request;
    private final ServerExchange exchange;
    private final Sent sent;
    /** Timer C: how long a re-INVITE may go on without an answer (RFC 3261 §16.6 step 11). */
    private Timers.@Nullable Timer limit;

    private boolean expired;

    private Relay(RequestFacade request) {
        this.request = request;
        this.exchange = request.arrival().exchange();
        exchange.relayedBy(this);
        this.sent = services().outbound().send(order(request), this);
    }

    /** Sends a request on. Its servlet has seen it. */
    static void start(RequestFacade request) {
        if (request.method().equals(Method.ACK)) {
            request.session().services().outbound().sendAck(order(request));
        } else if (!request.arrival().exchange().isAnswered()) {
            Relay going = new Relay(request);
            going.request.session().touch();
            going.limit();
        }
    }

    private static Outbound.Order order(RequestFacade request) {
        Services services = request.session().services();
        return new Outbound.Order(
                HeaderForms.apply(request.message(), request.getHeaderForm()),
                services.branches()::next,
                (message, _) -> Forwarding.forward(message, message.uri(), List.of(), List.of(), List.of()),
                request.session().outboundInterface(),
                null,
                request.arrival().passage());
    }

    private Services services() {
        return request.session().services();
    }

    void cancelled(SipRequest cancel) {
        sent.cancel(cancel.headers().all(HeaderName.REASON));
    }

    /** From now on timer C counts anew. */
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

    /** §16.8: cancelled, and its last word awaited, which may be a 2xx; the transaction below waits for it 64*T1 at most. */
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
        ResponseFacade facade = ResponseFacade.passing(request, session, null, response, false);
        session.touch();
        session.leg().relaying(exchange.received(), response, false);
        if (session.isSupervised() && session.isValid()) {
            services().invocation().response(facade);
        }
        exchange.forward(facade.passed());
        limit();
    }
}
