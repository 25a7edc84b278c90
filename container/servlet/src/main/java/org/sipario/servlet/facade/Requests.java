package org.sipario.servlet.facade;

import java.util.Locale;
import org.sipario.message.HeaderName;
import org.sipario.message.ListeningPoint;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Transport;
import org.sipario.message.Uri;

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
     */
    static NameAddr contact(NameAddr wanted, ListeningPoint point, boolean secure) {
        SipUri at = address(point, secure);
        if (!(wanted.uri() instanceof SipUri uri)) {
            return new NameAddr(wanted.displayName(), at, wanted.parameters());
        }
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

    /** The request with its Contact leading to the point by which it leaves. */
    static SipRequest withContact(SipRequest request, ListeningPoint point) throws SyntaxException {
        NameAddr wanted = request.headers().address(HeaderName.CONTACT);
        if (wanted == null) {
            return request;
        }
        boolean secure = request.uri() instanceof SipUri uri && uri.isSecure();
        String contact = contact(wanted, point, secure).toString();
        return request.edit(edits -> edits.set(HeaderName.CONTACT, contact));
    }
}
