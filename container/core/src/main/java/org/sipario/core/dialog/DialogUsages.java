package org.sipario.core.dialog;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Headers;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;

/**
 * The usages of a dialog: one INVITE usage and any number of subscriptions (RFC 5057). The dialog ends with the last.
 * Immutable, so that all plain calls share one object.
 *
 * @param alive names of the usages: "invite", "refer", or the event of a subscription
 */
public record DialogUsages(Set<String> alive) {

    private static final String INVITE = "invite";
    private static final String REFER = "refer";

    /** None: no dialog, or one that is over. */
    public static final DialogUsages NONE = new DialogUsages(Set.of());

    private static final DialogUsages CALL = new DialogUsages(Set.of(INVITE));

    /** Whether no usage is left. */
    public boolean isEmpty() {
        return alive.isEmpty();
    }

    /** Whether a call is one of them. */
    public boolean hasInvite() {
        return alive.contains(INVITE);
    }

    /** Whether a subscription is one of them. */
    public boolean hasSubscription() {
        return alive.size() > (hasInvite() ? 1 : 0);
    }

    /** A 2xx (or a NOTIFY) established the usage of a request. */
    public DialogUsages with(SipRequest request) {
        String usage = usage(request);
        if (usage == null || alive.contains(usage)) {
            return this;
        }
        if (alive.isEmpty() && usage.equals(INVITE)) {
            return CALL;
        }
        Set<String> more = new HashSet<>(alive);
        more.add(usage);
        return new DialogUsages(Set.copyOf(more));
    }

    /** The call is over. */
    public DialogUsages withoutInvite() {
        return without(INVITE);
    }

    /** A NOTIFY has gone or come: one that says "terminated" ends its subscription. */
    public DialogUsages notified(SipRequest notify) {
        String state = notify.headers().value(HeaderName.SUBSCRIPTION_STATE);
        if (state == null || !state.regionMatches(true, 0, "terminated", 0, "terminated".length())) {
            return this;
        }
        return withoutSubscription(notify);
    }

    /** The subscription of a SUBSCRIBE or NOTIFY is over. */
    public DialogUsages withoutSubscription(SipRequest request) {
        String usage = event(request.headers());
        // A NOTIFY about a REFER may leave out the id that only a second REFER makes needful (RFC 3515 §2.4.6).
        return without(alive.contains(usage) ? usage : base(usage));
    }

    private DialogUsages without(String usage) {
        if (!alive.contains(usage)) {
            return this;
        }
        Set<String> fewer = new HashSet<>(alive);
        fewer.remove(usage);
        return fewer.isEmpty() ? NONE : new DialogUsages(Set.copyOf(fewer));
    }

    private static @Nullable String usage(SipRequest request) {
        if (request.isInvite()) {
            return INVITE;
        }
        if (MethodRules.ofSubscription(request.method())) {
            return event(request.headers());
        }
        return request.method().equals(Method.REFER) ? REFER : null;
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
