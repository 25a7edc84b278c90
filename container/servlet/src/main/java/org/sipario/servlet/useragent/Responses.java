package org.sipario.servlet.useragent;

import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.MethodRules;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/** The parts of responses that the container, not the application, fills in (RFC 3261 §8.2.6, §12.1.1; REQ-16). */
final class Responses {

    private Responses() {}

    /** A response to a request that came in, with all that RFC 3261 wants of one. */
    static SipResponse make(UserAgentServer exchange, int status, @Nullable String reason, String localTag) {
        SipResponse bare = SipResponse.to(exchange.received(), status, reason, localTag);
        return carriesContact(bare) ? withRoute(exchange, bare) : bare;
    }

    private static boolean carriesContact(SipResponse response) {
        return response.status() > 100 && response.status() < 300 && MethodRules.carryContact(method(response));
    }

    private static Method method(SipResponse response) {
        return response.cseq().method();
    }

    /** Contact, and the route set of a dialog that it may begin. */
    private static SipResponse withRoute(UserAgentServer exchange, SipResponse bare) {
        String own = Requests.contact(exchange, null).toString();
        return bare.edit(edits -> {
            if (MethodRules.createDialog(method(bare))) {
                for (HeaderField field : exchange.received().headers().all(HeaderName.RECORD_ROUTE)) {
                    edits.add(field);
                }
            }
            edits.set(HeaderName.CONTACT, own);
        });
    }

    /**
     * The response as it leaves: what belongs to a status that the application gave it later is there, and Contact
     * leads to us (ADR-14, ADR-15).
     *
     * @param decorated whether the application may have changed the container's Contact
     */
    static SipResponse leaving(UserAgentServer exchange, SipResponse response, boolean decorated) {
        if (carriesContact(response) && !response.headers().has(HeaderName.CONTACT)) {
            return withRoute(exchange, response);
        }
        if (!decorated) {
            return response;
        }
        try {
            String contact = Requests.contact(exchange, response.headers().address(HeaderName.CONTACT))
                    .toString();
            return response.edit(edits -> edits.set(HeaderName.CONTACT, contact));
        } catch (SyntaxException unreadable) {
            throw new IllegalStateException(unreadable.getMessage(), unreadable);
        }
    }
}
