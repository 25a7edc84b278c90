package org.sipario.transaction.machine;

import java.util.List;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** The requests made from an INVITE for its hop, with the same topmost Via: CANCEL and the ACK of a non-2xx. */
final class HopByHopRequests {

    private HopByHopRequests() {}

    /** RFC 3261 §9.1. */
    static SipRequest cancel(SipRequest invite, List<HeaderField> extra) {
        return make(Method.CANCEL, invite, text(invite, HeaderName.TO), extra);
    }

    /** RFC 3261 §17.1.1.3: the To is that of the response, tag included. */
    static SipRequest ack(SipRequest invite, SipResponse response) {
        HeaderField to = response.headers().first(HeaderName.TO);
        return make(Method.ACK, invite, to == null ? text(invite, HeaderName.TO) : to.value(), List.of());
    }

    private static SipRequest make(Method method, SipRequest invite, String to, List<HeaderField> extra) {
        return SipRequest.make(method, invite.uri(), edit -> {
            edit.add(HeaderName.VIA, invite.topVia().toString());
            for (HeaderField route : invite.headers().all(HeaderName.ROUTE)) {
                edit.add(HeaderName.ROUTE, route.value());
            }
            edit.add(HeaderName.MAX_FORWARDS, "70");
            edit.add(HeaderName.FROM, text(invite, HeaderName.FROM));
            edit.add(HeaderName.TO, to);
            edit.add(HeaderName.CALL_ID, invite.callId());
            edit.add(HeaderName.CSEQ, invite.cseq().number() + " " + method);
            extra.forEach(edit::add);
        });
    }

    private static String text(SipRequest request, HeaderName name) {
        HeaderField field = request.headers().first(name);
        if (field == null) {
            throw new IllegalArgumentException("a request without " + name.text());
        }
        return field.value();
    }
}
