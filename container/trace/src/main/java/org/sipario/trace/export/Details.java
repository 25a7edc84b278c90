package org.sipario.trace.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;
import org.sipario.trace.calls.Agent;
import org.sipario.trace.calls.Participants;
import org.sipario.trace.calls.RecordedMessage;

/**
 * What must stand on and below a rung, because a test user agent would not say it by itself: a Request-URI that is not
 * its peer's, headers that change what the server does, a body. Addresses of the recorded network become those of the
 * test's.
 */
final class Details {
    /** The domain of test user agents, unless a test sets another. */
    private static final String DOMAIN = "example.com";

    private static final Set<HeaderName> KEPT = Set.of(
            HeaderName.EXPIRES,
            HeaderName.EVENT,
            HeaderName.REQUIRE,
            HeaderName.PROXY_REQUIRE,
            HeaderName.SUBSCRIPTION_STATE,
            HeaderName.SESSION_EXPIRES,
            HeaderName.MIN_SE,
            HeaderName.MIN_EXPIRES,
            HeaderName.RETRY_AFTER,
            HeaderName.SUBJECT,
            HeaderName.ACCEPT,
            HeaderName.REASON,
            HeaderName.REFER_TO,
            HeaderName.REFERRED_BY,
            HeaderName.of("Privacy"));

    /** Of Supported only what makes a server behave otherwise: a phone lists a dozen. */
    private static final Set<String> EXTENSIONS = Set.of("100rel", "timer", "path", "outbound", "gruu");

    private static final Pattern DIRECTION = Pattern.compile("(?m)^a=(sendonly|recvonly|inactive)\\s*$");
    private static final Pattern CONTACT_EXPIRES =
            Pattern.compile(";\\s*expires\\s*=\\s*(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern URI = Pattern.compile("sips?:[^<>\\s\",;]+");

    private final List<RecordedMessage> messages;
    private final Participants participants;
    private final Set<String> ours = new HashSet<>();

    Details(List<RecordedMessage> messages, Participants participants) {
        this.messages = messages;
        this.participants = participants;
        for (RecordedMessage recorded : messages) {
            ours.add(recorded.traced().server().getAddress().getHostAddress());
            if (recorded.isInitial()
                    && recorded.isHeard()
                    && recorded.message().from().uri() instanceof SipUri home) {
                // The caller's domain is the one that the recorded server serves.
                ours.add(home.host().replaceAll("[\\[\\]]", ""));
            }
        }
    }

    /** The Request-URI, with a blank before it; empty where it is the one that a test user agent takes by itself. */
    String uri(RecordedMessage recorded) {
        if (!recorded.isHeard()
                || !recorded.isInitial()
                || recorded.method().equals(Method.REGISTER)
                || !(recorded.message() instanceof SipRequest request)) {
            return "";
        }
        String here = here(request.uri());
        Agent peer = peer(participants.agent(recorded));
        String usual = peer == null ? "sip:" + DOMAIN : "sip:" + peer.name() + "@" + DOMAIN;
        return here.equals(usual) ? "" : " " + here;
    }

    /** The callee when the ladder names none: the first other agent to which the server sends something. */
    private @Nullable Agent peer(Agent caller) {
        for (RecordedMessage recorded : messages) {
            if (!recorded.isHeard() && !participants.agent(recorded).equals(caller)) {
                return participants.agent(recorded);
            }
        }
        for (Agent agent : participants.agents()) {
            if (!agent.equals(caller)) {
                return agent;
            }
        }
        return null;
    }

    /** A URI of the recorded network as one of the test's. */
    private String here(Uri uri) {
        if (!(uri instanceof SipUri sip) || !ours.contains(sip.host().replaceAll("[\\[\\]]", ""))) {
            return uri.toString();
        }
        String user = Participants.user(sip);
        Agent agent = participants.named(user);
        String name = agent == null ? SipUri.escapeUser(user) : agent.name();
        return "sip:" + (name.isEmpty() ? "" : name + "@") + DOMAIN;
    }

    /** The lines below a rung; none below what the server says, which a test asks for when it wants to. */
    List<String> below(RecordedMessage recorded) {
        List<String> lines = new ArrayList<>();
        if (!recorded.isHeard()
                || recorded.method().equals(Method.ACK)
                || recorded.method().equals(Method.CANCEL)) {
            return lines;
        }
        for (HeaderField field : recorded.message().headers()) {
            String value = value(field);
            if (value != null) {
                lines.add("+ " + field.name().text() + ": " + value);
            }
        }
        contact(recorded, lines);
        body(recorded, lines);
        return lines;
    }

    private @Nullable String value(HeaderField field) {
        String name = field.name().text().toLowerCase(Locale.ROOT);
        if (field.name().equals(HeaderName.SUPPORTED)) {
            String kept = String.join(
                    ", ",
                    field.values().stream()
                            .filter(each -> EXTENSIONS.contains(each.toLowerCase(Locale.ROOT)))
                            .toList());
            return kept.isEmpty() ? null : kept;
        }
        return KEPT.contains(field.name()) || name.startsWith("x-") ? moved(field.value()) : null;
    }

    /** A header's text with the URIs in it brought over to the test's network. */
    private String moved(String value) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = URI.matcher(value);
        while (matcher.find()) {
            String uri = matcher.group();
            try {
                uri = here(SipUri.parse(uri));
            } catch (SyntaxException e) {
                // Not one that can be moved: it stays as it was recorded.
            }
            matcher.appendReplacement(text, Matcher.quoteReplacement(uri));
        }
        return matcher.appendTail(text).toString();
    }

    /** A test user agent gives its own Contact, without expiry: what a registration or a redirection said otherwise. */
    private void contact(RecordedMessage recorded, List<String> lines) {
        HeaderField contact = recorded.message().headers().first(HeaderName.CONTACT);
        boolean registers = recorded.isRequest() && recorded.method().equals(Method.REGISTER);
        if (registers && contact == null) {
            lines.add("- Contact");
        } else if (registers && contact != null) {
            Matcher expires = CONTACT_EXPIRES.matcher(contact.value());
            if (contact.value().strip().equals("*")) {
                lines.add("+ Contact: *");
            } else if (expires.find()) {
                lines.removeIf(line -> line.startsWith("+ Expires:"));
                lines.add("+ Expires: " + expires.group(1));
            }
        } else if (contact != null && recorded.status() >= 300 && recorded.status() < 400) {
            lines.add("+ Contact: " + moved(contact.value()));
        }
    }

    private static void body(RecordedMessage recorded, List<String> lines) {
        HeaderField type = recorded.message().headers().first(HeaderName.CONTENT_TYPE);
        if (recorded.message().body().length == 0 || type == null) {
            return;
        }
        String text = new String(recorded.message().body(), UTF_8);
        if (type.value().toLowerCase(Locale.ROOT).startsWith("application/sdp")) {
            Matcher direction = DIRECTION.matcher(text);
            lines.add(direction.find() ? "+ SDP: " + direction.group(1) : "+ SDP");
        } else if (text.chars().allMatch(c -> c >= ' ' || c == '\r' || c == '\n' || c == '\t')) {
            lines.add("+ Content-Type: " + type.value());
            text.lines().forEach(line -> lines.add("| " + line));
        } else {
            lines.add("# a body of " + type.value() + ", " + recorded.message().body().length + " bytes, is left out");
        }
    }
}
