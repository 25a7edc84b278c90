package org.sipario.testkit;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header fields and bodies that a method asks for, where the ladder does not give them; and what is read from them.
 */
final class MethodHeaders {

    private static final String DEFAULT_EVENT = "presence";
    private static final String DEFAULT_EXPIRES = "3600";
    private static final Pattern REPLACES = Pattern.compile("[?&]Replaces=([^&>]*)", Pattern.CASE_INSENSITIVE);

    private MethodHeaders() {}

    static TextMessage complete(TextMessage draft, Line line, Call call) {
        boolean success = draft.status() >= 200 && draft.status() < 300;
        return switch (draft.method()) {
            case "INVITE" -> draft.status() > 100 && draft.status() < 200 ? reliable(draft, call) : draft;
            case "SUBSCRIBE" -> draft.isRequest() ? subscribe(draft, call) : success ? granted(draft, call) : draft;
            case "NOTIFY" -> draft.isRequest() ? notification(draft, call) : draft;
            case "PUBLISH" -> draft.isRequest() ? publish(draft, line.account) : draft;
            case "REFER" -> draft.isRequest() ? absent(draft, "Referred-By", "<" + line.account.aor() + ">") : draft;
            // RFC 3428 §4: a MESSAGE has no Contact.
            case "MESSAGE" -> draft.without("Contact");
            default -> draft;
        };
    }

    private static TextMessage absent(TextMessage message, String name, String value) {
        return message.header(name) == null ? message.plus(name, value) : message;
    }

    /** RFC 3262 §3. */
    private static TextMessage reliable(TextMessage draft, Call call) {
        boolean required = draft.headers("Require").stream().anyMatch(each -> each.contains("100rel"));
        return required && draft.header("RSeq") == null
                ? draft.plus("RSeq", Integer.toString(++call.reliableNumber))
                : draft;
    }

    /** RFC 6665 §4.1.2. */
    private static TextMessage subscribe(TextMessage draft, Call call) {
        return absent(
                absent(draft, "Event", eventOf(call.said.get("SUBSCRIBE"), DEFAULT_EVENT)), "Expires", DEFAULT_EXPIRES);
    }

    private static TextMessage granted(TextMessage draft, Call call) {
        TextMessage asked = call.lastHeard("SUBSCRIBE");
        return absent(draft, "Expires", expiresOf(asked));
    }

    /** RFC 6665 §4.2.2, RFC 3515 §2.4.5. */
    private static TextMessage notification(TextMessage draft, Call call) {
        if (call.lastHeard("REFER") != null && call.lastHeard("SUBSCRIBE") == null) {
            int status = call.referred == null || call.referred.status() == 0 ? 100 : call.referred.status();
            TextMessage told = draft.bodyBytes().length > 0
                    ? draft
                    : draft.withBody("message/sipfrag", "SIP/2.0 " + status + " " + Phrases.of(status) + "\r\n");
            String state = status >= 200 ? "terminated;reason=noresource" : "active;expires=60";
            return absent(absent(told, "Event", "refer"), "Subscription-State", state);
        }
        TextMessage asked = call.lastHeard("SUBSCRIBE");
        String expires = expiresOf(asked);
        String state = expires.equals("0") ? "terminated;reason=timeout" : "active;expires=" + expires;
        return absent(absent(draft, "Event", eventOf(asked, DEFAULT_EVENT)), "Subscription-State", state);
    }

    /** RFC 3903 §4.1: with the entity-tag of an earlier publication. */
    private static TextMessage publish(TextMessage draft, Account account) {
        TextMessage whole = absent(absent(draft, "Event", DEFAULT_EVENT), "Expires", DEFAULT_EXPIRES);
        String tag = account.published.get(whole.required("Event"));
        return tag == null ? whole : absent(whole, "SIP-If-Match", tag);
    }

    /** Keeps the entity-tag that a response to a PUBLISH brings: RFC 3903 §4.1. */
    static void learn(TextMessage response, Account account) {
        Line line = response.method().equals("PUBLISH") ? account.owner(response.callId()) : null;
        Call call = line == null ? null : line.call(response.callId());
        TextMessage asked = call == null ? null : call.said.get("PUBLISH");
        if (asked == null || asked.header("Event") == null) {
            return;
        }
        String tag = response.header("SIP-ETag");
        boolean removed = response.status() < 300 && "0".equals(asked.header("Expires"));
        if (removed || response.status() == 412) {
            account.published.remove(asked.required("Event"));
        } else if (response.status() < 300 && tag != null) {
            account.published.put(asked.required("Event"), tag);
        }
    }

    /** The event package of a subscription. */
    static String eventOf(@Nullable TextMessage subscribe, String otherwise) {
        String event = subscribe == null ? null : subscribe.header("Event");
        return event == null ? otherwise : event;
    }

    private static String expiresOf(@Nullable TextMessage subscribe) {
        String expires = subscribe == null ? null : subscribe.header("Expires");
        return expires == null ? DEFAULT_EXPIRES : expires;
    }

    /** The Refer-To by which the peer of another line is taken over: RFC 5589 §7, RFC 3891. */
    static String takeOver(Call call) {
        String replaces = call.callId + ";to-tag=" + call.remoteTag + ";from-tag=" + call.localTag;
        return "<" + TextMessage.uriIn(call.remote) + "?Replaces=" + URLEncoder.encode(replaces, StandardCharsets.UTF_8)
                + ">";
    }

    /** The URI that a REFER asks to call. */
    static String target(TextMessage refer) {
        return TextMessage.uriIn(refer.required("Refer-To")).split("\\?", 2)[0];
    }

    /** The INVITE that a REFER asks for. RFC 3515 §2.4.4, RFC 3892 §2.2. */
    static TextMessage referred(TextMessage invite, TextMessage refer) {
        TextMessage draft = invite;
        Matcher replaces = REPLACES.matcher(refer.required("Refer-To"));
        if (replaces.find()) {
            draft = absent(draft, "Replaces", URLDecoder.decode(replaces.group(1), StandardCharsets.UTF_8));
        }
        String by = refer.header("Referred-By");
        return by == null ? draft : absent(draft, "Referred-By", by);
    }
}
