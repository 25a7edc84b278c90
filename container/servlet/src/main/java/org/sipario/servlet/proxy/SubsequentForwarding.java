package org.sipario.servlet.proxy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sipario.core.RequestInspection;
import org.sipario.core.proxy.BehindNat;
import org.sipario.core.proxy.Forwarding;
import org.sipario.core.proxy.RouteMark;
import org.sipario.core.proxy.RouteSeal;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;
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

    /** As its servlet has seen it; null where the session is over. */
    private final @Nullable IncomingRequest request;

    private final UserAgentServer exchange;
    private final SendAttempts sent;
    /** Timer C: how long a re-INVITE may go on without an answer (RFC 3261 §16.6 step 11). */
    private Timers.@Nullable Timer limit;

    private boolean expired;

    private SubsequentForwarding(
            @Nullable IncomingRequest request, UserAgentServer exchange, Outbound.Outgoing outgoing) {
        this.request = request;
        this.exchange = exchange;
        exchange.forwardedBy(this);
        this.sent = services().outbound().send(outgoing, this);
    }

    /**
     * A request, or an ACK, came by the route of a session: its servlet sees it, then it goes on, as the proxy is no
     * party of the dialog, whatever became of that (RFC 3261 §16.4). Called in the queue of the session.
     */
    public static void request(Session session, IncomingRequest request) {
        UserAgentServer exchange = request.exchange();
        SipRequest message = request.message();
        RouteMark by = Objects.requireNonNull(RouteMark.of(request.poppedRoute()));
        Session relative = session.relativeFor(message);
        if (!relative.isValid()) {
            // It ended while the request waited its turn.
            passOn(request, by);
            return;
        }
        if (isHeldBack(exchange)) {
            return;
        }
        Session its = relative.isOtherFork(message) ? relative.derive() : relative;
        request.enter(its);
        if (!its.asked(by, message, exchange.flow())) {
            request.foreign();
        }
        if (message.isAck()) {
            its.touch();
        } else {
            exchange.shownAs(request);
        }
        exchange.user().request(request);
        if (!request.isForeign()) {
            go(request);
        } else if (!message.isAck()) {
            exchange.refuse(403, "No Relaying");
        }
    }

    private static void go(IncomingRequest request) {
        UserAgentServer exchange = request.exchange();
        SipRequest received = exchange.received();
        Session session = request.session();
        SipRequest leaving = request.leaving();
        Outbound.Outgoing outgoing = outgoing(
                request,
                leaving,
                session::toSender,
                leaving.uri().equals(received.uri()) ? session.receiver(received) : null,
                session.outboundInterface());
        if (leaving.isAck()) {
            exchange.services().outbound().sendAck(outgoing);
        } else if (!exchange.isAnswered()) {
            SubsequentForwarding going = new SubsequentForwarding(request, exchange, outgoing);
            session.touch();
            going.limit();
        }
    }

    /**
     * A request, or an ACK, came by the route of a session that is over: it goes on if it goes where the route was made
     * for. Called in a queue of its own.
     */
    public static void passOn(IncomingRequest request, RouteMark by) {
        UserAgentServer exchange = request.exchange();
        SipRequest received = exchange.received();
        RouteSeal seal = exchange.services().routeSeal();
        if (!seal.fits(by, received)) {
            exchange.refuse(481, null);
        } else if (!isHeldBack(exchange)) {
            Outbound.Outgoing outgoing = outgoing(
                    request,
                    received,
                    (notify, flow) -> seal.toSender(by.session(), notify, BehindNat.sender(notify, flow)),
                    by.hop(),
                    null);
            if (received.isAck()) {
                exchange.services().outbound().sendAck(outgoing);
            } else {
                new SubsequentForwarding(null, exchange, outgoing).limit();
            }
        }
    }

    /** RFC 3261 §16.3. An ACK cannot be refused: it ends here. */
    private static boolean isHeldBack(UserAgentServer exchange) {
        if (RequestInspection.standard().inspectForwarding(exchange.received())
                instanceof RequestInspection.Verdict.Rejected rejected) {
            String tag = exchange.services().tokens().tag();
            exchange.refuse(rejected.response(exchange.received(), tag));
            return true;
        }
        return false;
    }

    /** @param toSender what a Record-Route says, should one be needed */
    private static Outbound.Outgoing outgoing(
            IncomingRequest request,
            SipRequest leaving,
            BiFunction<SipRequest, Flow, RouteMark> toSender,
            @Nullable Hop receiver,
            @Nullable InetSocketAddress outboundInterface) {
        UserAgentServer exchange = request.exchange();
        NameAddr popped = request.poppedRoute();
        SipUri ours = popped == null ? null : popped.sipUri();
        // A NOTIFY may begin a dialog, so the proxy puts itself into its route set as well (RFC 6665 §4.3).
        RouteMark stays = ours != null && exchange.method().equals(Method.NOTIFY)
                ? toSender.apply(exchange.received(), exchange.flow())
                : null;
        return new Outbound.Outgoing(
                leaving,
                exchange.services().branches()::next,
                (message, out) -> Forwarding.forward(
                        message,
                        message.uri(),
                        ours == null || stays == null
                                ? List.of()
                                : new OwnRoute(ours).between(exchange.flow().local(), out, stays),
                        List.of(),
                        List.of()),
                outboundInterface,
                null,
                request.initialHop(),
                // A further route leads there by itself.
                leaving.headers().has(HeaderName.ROUTE) ? null : receiver);
    }

    private Services services() {
        return exchange.services();
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
        if (request != null) {
            exchange.answer(request.session(), response);
        }
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
                exchange.post(() -> received(response));
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
                pass(SipResponse.to(exchange.received(), status, null, null), null);
            }
        });
    }

    private void received(SipResponse came) {
        Flow flow = sent.flow();
        Hop hop = flow == null ? null : BehindNat.sender(came, flow);
        SipResponse response =
                services().upstream(came, hop, exchange.received().uri());
        // The 487 to a CANCEL sent for the time-out means the time-out: the caller did not cancel.
        boolean timedOut = expired && response.status() == 487;
        pass(timedOut ? SipResponse.to(exchange.received(), 408, null, null) : response, hop);
    }

    private void pass(SipResponse response, @Nullable Hop hop) {
        IncomingRequest seen = request;
        if (seen == null) {
            exchange.forward(response);
        } else {
            Session session = seen.session();
            IncomingResponse shown = IncomingResponse.passing(seen, session, this, response, false);
            session.touch();
            session.relaying(exchange.received(), response, hop);
            if (session.isSupervised() && session.isValid()) {
                exchange.user().response(shown);
            }
            exchange.forward(shown.passed());
        }
        limit();
    }
}
