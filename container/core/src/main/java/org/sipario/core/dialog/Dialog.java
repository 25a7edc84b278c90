package org.sipario.core.dialog;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Routing;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;

/**
 * A dialog, seen from one of its user agents: RFC 3261 §12, RFC 6141. Immutable. It keeps addresses as text, from which
 * requests are made and which takes the least memory, and no message.
 */
public final class Dialog {

    private final DialogId id;
    private final String local;
    private final String remote;
    private final Uri target;
    private final List<String> routes;
    private final long localSequence;
    private final long remoteSequence;
    private final boolean early;
    private final boolean secure;

    private Dialog(
            DialogId id,
            String local,
            String remote,
            Uri target,
            List<String> routes,
            long localSequence,
            long remoteSequence,
            boolean early,
            boolean secure) {
        this.id = id;
        this.local = local;
        this.remote = remote;
        this.target = target;
        this.routes = routes;
        this.localSequence = localSequence;
        this.remoteSequence = remoteSequence;
        this.early = early;
        this.secure = secure;
    }

    /**
     * The dialog of the UAS (§12.1.1). Also that of a subscriber whose first NOTIFY came before a 2xx (RFC 6665
     * §4.1.2.4), to which {@link #sent} then gives the CSeq of the SUBSCRIBE.
     *
     * @param request as received
     * @param response as sent, with a To tag; the dialog is early if it is provisional, else confirmed
     * @throws SyntaxException see {@link #check}
     */
    public static Dialog ofServer(SipRequest request, SipResponse response) throws SyntaxException {
        Uri target = target(request);
        return new Dialog(
                new DialogId(
                        request.callId(),
                        Objects.requireNonNullElse(response.to().tag(), ""),
                        Objects.requireNonNullElse(request.from().tag(), "")),
                text(response, HeaderName.TO),
                text(request, HeaderName.FROM),
                target,
                recordRoute(request),
                -1,
                request.cseq().number(),
                response.isProvisional(),
                request.uri().scheme().equals("sips"));
    }

    /**
     * The dialog of the UAC (§12.1.2).
     *
     * @param request as sent
     * @param response as received, with a To tag; the dialog is early if it is provisional, else confirmed. Without
     *     Contact, the Request-URI is the remote target: legal in an unreliable provisional, and better than no ACK for
     *     a 2xx
     * @throws SyntaxException if Contact or Record-Route of the response is malformed
     */
    public static Dialog ofClient(SipRequest request, SipResponse response) throws SyntaxException {
        Uri target = contact(response);
        return new Dialog(
                DialogId.ofResponse(response),
                text(request, HeaderName.FROM),
                text(response, HeaderName.TO),
                target == null ? request.uri() : target,
                reversed(recordRoute(response)),
                request.cseq().number(),
                -1,
                response.isProvisional(),
                request.uri().scheme().equals("sips"));
    }

    /**
     * Checks that a request can begin a dialog or refresh the target of its own, before anything is done about it.
     *
     * @throws SyntaxException if Contact is not exactly one SIP or SIPS URI (§8.1.1.8), or Record-Route cannot be used.
     *     Within a dialog Contact may be absent: then the target stays
     */
    public static void check(SipRequest request) throws SyntaxException {
        if (request.to().tag() == null) {
            target(request);
            recordRoute(request);
        } else if (isRefresh(request.method())) {
            contact(request);
        }
    }

    private static Uri target(SipRequest request) throws SyntaxException {
        Uri target = contact(request);
        if (target == null) {
            throw new SyntaxException("Contact is absent: a dialog needs one (RFC 3261 §12.1.1)");
        }
        return target;
    }

    /** Call-ID and tags. */
    public DialogId id() {
        return id;
    }

    /** Whether there was no 2xx yet. */
    public boolean isEarly() {
        return early;
    }

    /** Whether a 2xx was received or sent. */
    public boolean isConfirmed() {
        return !early;
    }

    /** Our address, tag included: From of our requests. */
    public NameAddr local() {
        return known(local);
    }

    /** The peer's address, tag included: To of our requests. */
    public NameAddr remote() {
        return known(remote);
    }

    /** The Request-URI of our requests: the peer's Contact. */
    public Uri remoteTarget() {
        return target;
    }

    /** The Route of our requests, in this order. */
    public List<NameAddr> routeSet() {
        return routes.stream().map(Dialog::known).toList();
    }

    /** CSeq of our last request, or -1. */
    public long localSequence() {
        return localSequence;
    }

    /** CSeq for our next request. */
    public long nextSequence() {
        return localSequence < 0 ? 1 : localSequence + 1;
    }

    /** CSeq of the peer's last request, or -1. */
    public long remoteSequence() {
        return remoteSequence;
    }

    /** Whether it was established with a sips Request-URI (§12.1.1). */
    public boolean isSecure() {
        return secure;
    }

    /** This dialog after we sent the 2xx. */
    public Dialog confirmed() {
        return early ? with(target, routes, localSequence, remoteSequence, false) : this;
    }

    /**
     * This dialog after the 2xx was received, which replaces route set and remote target (§13.2.2.4). If it was
     * confirmed before, the route set stays: see {@link #refreshed}.
     *
     * @throws SyntaxException if Contact or Record-Route is malformed
     */
    public Dialog confirmed(SipResponse success) throws SyntaxException {
        if (!early) {
            return refreshed(success);
        }
        Uri contact = contact(success);
        return with(
                contact == null ? target : contact,
                reversed(recordRoute(success)),
                localSequence,
                remoteSequence,
                false);
    }

    /**
     * This dialog after a target refresh (§12.2, RFC 6141, RFC 6665): by the Contact of an INVITE, UPDATE, SUBSCRIBE or
     * NOTIFY of the peer, or of its 2xx or reliable provisional response to one of ours. Other messages change nothing.
     * For a request, to be called when it is accepted.
     *
     * @param incoming from the peer
     * @throws SyntaxException if the Contact is malformed
     */
    public Dialog refreshed(SipMessage incoming) throws SyntaxException {
        boolean refreshes = isRefresh(incoming.cseq().method())
                && switch (incoming) {
                    case SipRequest _ -> true;
                    case SipResponse response -> response.isSuccess() || ReliableReceipt.isReliable(response);
                };
        Uri contact = refreshes ? contact(incoming) : null;
        return contact == null || contact.equals(target)
                ? this
                : with(contact, routes, localSequence, remoteSequence, early);
    }

    private static boolean isRefresh(Method method) {
        return method.equals(Method.INVITE)
                || method.equals(Method.UPDATE)
                || method.equals(Method.SUBSCRIBE)
                || method.equals(Method.NOTIFY);
    }

    /**
     * This dialog after an INVITE or UPDATE was accepted whose From differs from before (RFC 4916 §4.4). Tags stay.
     *
     * @param request of either side
     * @param ours whether this side sent it
     */
    public Dialog renamed(SipRequest request, boolean ours) {
        boolean renames = request.isInvite() || request.method().equals(Method.UPDATE);
        String now = text(request, HeaderName.FROM);
        if (!renames || now.isEmpty() || now.equals(ours ? local : remote)) {
            return this;
        }
        return new Dialog(
                id,
                ours ? now : local,
                ours ? remote : now,
                target,
                routes,
                localSequence,
                remoteSequence,
                early,
                secure);
    }

    /** The result of {@link #received}. */
    public sealed interface Reception {

        /** @param dialog with the new remote sequence number */
        record InOrder(Dialog dialog) implements Reception {}

        /** To be answered 500 (§12.2.2). */
        record OutOfOrder() implements Reception {}
    }

    /** Checks the CSeq of a request from the peer (§12.2.2). ACK and CANCEL repeat a number and are always in order. */
    public Reception received(SipRequest incoming) {
        if (incoming.isAck() || incoming.method().equals(Method.CANCEL)) {
            return new Reception.InOrder(this);
        }
        long number = incoming.cseq().number();
        return number > remoteSequence
                ? new Reception.InOrder(with(target, routes, localSequence, number, early))
                : new Reception.OutOfOrder();
    }

    /** This dialog after we sent a request with that CSeq. */
    public Dialog sent(long sequence) {
        return sequence > localSequence ? with(target, routes, sequence, remoteSequence, early) : this;
    }

    /**
     * A request within this dialog (§12.2.1.1), without Via and Contact: Request-URI is the remote target, Route the
     * route set. For a strict router {@link Routing#toStrictRouter} changes it when it is sent.
     */
    public SipRequest request(Method method, long sequence) {
        return SipRequest.make(method, target.asRequestUri(), request -> {
            routes.forEach(route -> request.add(HeaderName.ROUTE, route));
            request.set(HeaderName.MAX_FORWARDS, "70")
                    .set(HeaderName.FROM, local)
                    .set(HeaderName.TO, remote)
                    .set(HeaderName.CALL_ID, id.callId())
                    .set(HeaderName.CSEQ, sequence + " " + method);
        });
    }

    /**
     * The ACK for a 2xx (§13.2.2.4): CSeq and credentials of the INVITE, no Via.
     *
     * @param invite as sent
     */
    public SipRequest ack(SipRequest invite) {
        return request(Method.ACK, invite.cseq().number()).edit(ack -> {
            for (HeaderField field : invite.headers().all(HeaderName.AUTHORIZATION)) {
                ack.add(field);
            }
            for (HeaderField field : invite.headers().all(HeaderName.PROXY_AUTHORIZATION)) {
                ack.add(field);
            }
        });
    }

    private Dialog with(Uri newTarget, List<String> newRoutes, long newLocal, long newRemote, boolean newEarly) {
        return new Dialog(id, local, remote, newTarget, newRoutes, newLocal, newRemote, newEarly, secure);
    }

    /** Of several in a response the first: a call that has been accepted is not to fail for that. */
    private static @Nullable Uri contact(SipMessage message) throws SyntaxException {
        List<NameAddr> contacts = message.headers().addresses(HeaderName.CONTACT);
        if (contacts.isEmpty()) {
            return null;
        }
        Uri uri = contacts.getFirst().uri();
        if (uri == null) {
            throw new SyntaxException("Contact * belongs to REGISTER only");
        }
        if (message instanceof SipRequest && (contacts.size() > 1 || !(uri instanceof SipUri))) {
            throw new SyntaxException("Contact is not exactly one SIP or SIPS URI (RFC 3261 §8.1.1.8)");
        }
        return uri;
    }

    private static List<String> recordRoute(SipMessage message) throws SyntaxException {
        for (NameAddr route : message.headers().addresses(HeaderName.RECORD_ROUTE)) {
            if (route.sipUri() == null) {
                throw new SyntaxException("Record-Route " + route + " is no sip or sips URI");
            }
        }
        return List.copyOf(message.headers().values(HeaderName.RECORD_ROUTE));
    }

    /** A copy, as the empty list is shared. */
    private static List<String> reversed(List<String> routes) {
        return List.copyOf(routes.reversed());
    }

    private static String text(SipMessage message, HeaderName name) {
        HeaderField field = message.headers().first(name);
        return field == null ? "" : field.value();
    }

    private static NameAddr known(String text) {
        try {
            return NameAddr.parse(text);
        } catch (SyntaxException e) {
            throw new IllegalStateException("was readable when the dialog began: " + text, e);
        }
    }
}
