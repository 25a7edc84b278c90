package org.sipario.servlet.useragent;

import java.net.Inet6Address;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.Dialog;
import org.sipario.core.dialog.MethodRules;
import org.sipario.core.dialog.SessionState;
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
import org.sipario.servlet.session.Session;

/** The parts of requests and responses that the container, not the application, fills in (RFC 3261 §8.1.1). */
public final class Requests {

    private Requests() {}

    /**
     * A request that the application makes in a session (SSN-6, SSN-14 to SSN-17).
     *
     * @param user hears of what comes back
     * @throws IllegalStateException if the dialog is terminated, or does not exist yet
     */
    public static OutgoingRequest within(Session session, Method method, MessageUser user) {
        Dialog made = session.dialog();
        if (session.state() == SessionState.State.TERMINATED) {
            throw new IllegalStateException("createRequest: the dialog of this session is terminated");
        }
        if (made != null) {
            SipRequest request = made.request(method, session.nextSequence());
            return OutgoingRequest.of(session, withContact(request, session), false, user);
        }
        if (session.exchanges().isPending()) {
            throw new IllegalStateException(
                    "createRequest: the first request of this session has no answer yet that makes a dialog");
        }
        NameAddr to = session.newPeer();
        Uri target = session.firstTarget();
        return outsideDialog(
                session, method, target == null ? Objects.requireNonNull(to.uri(), "To has a URI") : target, user);
    }

    /**
     * A request that begins a session, or one that has no dialog (RFC 3261 §8.1.1).
     *
     * @param user hears of what comes back
     */
    public static OutgoingRequest outsideDialog(Session session, Method method, Uri target, MessageUser user) {
        SipRequest bare = outsideDialog(method, target, session, session.nextSequence());
        return OutgoingRequest.of(session, withContact(bare, session), true, user);
    }

    /** A Contact to be completed when the request leaves; none for methods that have none of the container's. */
    private static SipRequest withContact(SipRequest request, Session session) {
        if (!MethodRules.carryContact(request.method())) {
            return request;
        }
        // Without transport: which one it is shows when the request leaves; one that is there was the application's
        // wish.
        ListeningPoint home = session.services().outbound().home();
        String contact = NameAddr.of(SipUri.of(null, home.host(), home.port())).toString();
        return request.edit(edits -> edits.set(HeaderName.CONTACT, contact));
    }

    private static SipRequest outsideDialog(Method method, Uri uri, Session session, long sequence) {
        return SipRequest.make(
                method,
                uri,
                edits -> edits.set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.FROM, session.local().toString())
                        .set(HeaderName.TO, session.remote().toString())
                        .set(HeaderName.CALL_ID, session.callId())
                        .set(HeaderName.CSEQ, sequence + " " + method));
    }

    /** The address of a listening point as it stands in Contact, Record-Route and Path. */
    public static SipUri address(ListeningPoint point, boolean secure) {
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
    static NameAddr contact(UserAgentServer exchange, @Nullable NameAddr wanted) {
        boolean secure;
        try {
            secure = isSecure(exchange.received(), HeaderName.RECORD_ROUTE);
        } catch (SyntaxException _) {
            // A Record-Route that cannot be read makes no dialog, and so it does not matter where Contact leads.
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
