package org.sipario.servlet.facade;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Headers;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;

/** What holds a dialog up: one INVITE usage and any number of subscriptions (RFC 5057). The dialog ends with the last. */
final class Usages {

    private static final String INVITE = "invite";

    private Set<String> alive = Set.of();

    /** A 2xx (or a NOTIFY) established the usage of a request. */
    void begin(SipRequest request) {
        String usage = usage(request);
        if (usage != null && !alive.contains(usage)) {
            Set<String> more = new HashSet<>(alive);
            more.add(usage);
            alive = Set.copyOf(more);
        }
    }

    /** The call is over. @return whether nothing holds the dialog any more */
    boolean endInvite() {
        return end(INVITE);
    }

    /** A NOTIFY has gone or come: one that says "terminated" ends its subscription. @return whether nothing is left */
    boolean notified(SipRequest notify) {
        String state = notify.headers().value(HeaderName.SUBSCRIPTION_STATE);
        if (state == null || !state.regionMatches(true, 0, "terminated", 0, "terminated".length())) {
            return false;
        }
        String usage = event(notify.headers());
        // A NOTIFY about a REFER may leave out the id that only a second REFER makes needful (RFC 3515 §2.4.6).
        return end(alive.contains(usage) ? usage : base(usage));
    }

    private boolean end(String usage) {
        if (alive.contains(usage)) {
            Set<String> fewer = new HashSet<>(alive);
            fewer.remove(usage);
            alive = Set.copyOf(fewer);
        }
        return alive.isEmpty();
    }

    private static @Nullable String usage(SipRequest request) {
        if (request.isInvite()) {
            return INVITE;
        }
        if (request.method().equals(Method.SUBSCRIBE) || request.method().equals(Method.NOTIFY)) {
            return event(request.headers());
        }
        return request.method().equals(Method.REFER) ? "refer" : null;
    }

    private static String event(Headers headers) {
        String event = headers.value(HeaderName.EVENT);
        return event == null ? "" : event.replace(" ", "");
    }

    private static String base(String event) {
        int end = event.indexOf(';');
        return end < 0 ? event : event.substring(0, end);
    }
}
