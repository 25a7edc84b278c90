package org.sipario.servlet.facade;

import java.net.Inet6Address;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Transport;

/** The parts of requests and responses that the container, not the application, fills in (RFC 3261 §8.1.1). */
final class Requests {

    private Requests() {}

    /** A request that begins, or began, a leg: no Via, no Contact. */
    static SipRequest outsideDialog(Method method, Uri uri, Leg leg, long sequence) {
        return SipRequest.make(
                method,
                uri,
                edits -> edits.set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, leg.local().toString())
                        .set(HeaderName.TO, leg.remote().toString())
                        .set(HeaderName.CALL_ID, leg.callId())
                        .set(HeaderName.CSEQ, sequence + " " + method));
    }

    /** The address of a listening point as it stands in Contact, Record-Route and Path. */
    static SipUri address(ListeningPoint point, boolean secure) {
        SipUri uri = SipUri.of(null, point.host(), point.port()).withSecure(secure);
        return point.transport() == Transport.UDP || secure
                ? uri
                : uri.with("transport", point.transport().parameter());
    }

    /**
     * A Contact that leads to a listening point, whatever the application made of the rest of it (ADR-13, ADR-14).
     *
     * @param wanted what there is so far
     * @param point by which the message leaves
     * @param others listening points for the application to choose from by the transport (ADR-15)
     */
    static NameAddr contact(NameAddr wanted, ListeningPoint point, List<ListeningPoint> others, boolean secure) {
        if (!(wanted.uri() instanceof SipUri uri)) {
            return new NameAddr(wanted.displayName(), address(point, secure), wanted.parameters());
        }
        SipUri at = address(byTransport(uri.transport(), point, others), secure);
        Parameters kept = uri.parameters();
        for (Parameters.Parameter parameter : kept.all()) {
            switch (parameter.name().toLowerCase(Locale.ROOT)) {
                case "method", "ttl", "maddr", "lr", "transport" -> kept = kept.without(parameter.name());
                default -> {}
            }
        }
        for (Parameters.Parameter parameter : at.parameters().all()) {
            kept = kept.with(parameter.name(), parameter.value());
        }
        return new NameAddr(wanted.displayName(), at.withUser(uri.user()).withParameters(kept), wanted.parameters());
    }

    private static ListeningPoint byTransport(
            @Nullable String wanted, ListeningPoint point, List<ListeningPoint> others) {
        if (wanted != null && !wanted.equalsIgnoreCase(point.transport().parameter())) {
            boolean v6 = point.bound().getAddress() instanceof Inet6Address;
            for (ListeningPoint other : others) {
                if (wanted.equalsIgnoreCase(other.transport().parameter())
                        && other.bound().getAddress() instanceof Inet6Address == v6) {
                    return other;
                }
            }
        }
        return point;
    }

    /** The request with a Max-Forwards, which the application may have taken away (RFC 3261 §8.1.1.6). */
    static SipRequest withHops(SipRequest request) {
        return request.maxForwards() < 0 ? request.edit(edits -> edits.set(HeaderName.MAX_FORWARDS, "70")) : request;
    }

    /** Whether Contact must be a sips URI where a request goes (RFC 3261 §8.1.1.8) or is answered (§12.1.1). */
    private static boolean isSecure(SipRequest request, HeaderName route) throws SyntaxException {
        NameAddr first = request.headers().address(route);
        SipUri next = first == null ? null : first.sipUri();
        return request.uri() instanceof SipUri uri && uri.isSecure() || next != null && next.isSecure();
    }

    /**
     * The Contact of an answer.
     *
     * @param wanted what the application made of it; null for the container's own
     */
    static NameAddr contact(ServerExchange exchange, @Nullable NameAddr wanted) {
        boolean secure;
        try {
            secure = isSecure(exchange.received(), HeaderName.RECORD_ROUTE);
        } catch (SyntaxException _) {
            // A Record-Route that can not be read makes no dialog, and so it does not matter where Contact leads.
            secure = false;
        }
        ListeningPoint point = exchange.flow().local();
        return wanted == null
                ? NameAddr.of(address(point, secure))
                : contact(wanted, point, exchange.services().outbound().listeningPoints(), secure);
    }

    /** The request with its Contact leading to the point by which it leaves. */
    static SipRequest withContact(SipRequest request, ListeningPoint point, List<ListeningPoint> others)
            throws SyntaxException {
        NameAddr wanted = request.headers().address(HeaderName.CONTACT);
        if (wanted == null) {
            return request;
        }
        String contact = contact(wanted, point, others, isSecure(request, HeaderName.ROUTE))
                .toString();
        return request.edit(edits -> edits.set(HeaderName.CONTACT, contact));
    }
}
