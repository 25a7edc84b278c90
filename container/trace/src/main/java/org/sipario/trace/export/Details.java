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
import org.sipario.trace.calls.Cast;
import org.sipario.trace.calls.Said;

/**
 * What must stand on and below a rung, because a test user agent would not say it by itself: a Request-URI that is not his peer's,
 * headers that change what the server does, a body. Addresses of the recorded network become those of the test's.
 */
final class Details {
    /** Where test user agents live, unless a test says otherwise. */
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

    private final List<Said> messages;
    private final Cast cast;
    private final Set<String> ours = new HashSet<>();

    Details(List<Said> messages, Cast cast) {
        this.messages = messages;
        this.cast = cast;
        for (Said said : messages) {
            ours.add(said.traced().server().getAddress().getHostAddress());
            if (said.isInitial() && said.isHeard() && said.message().from().uri() instanceof SipUri home) {
                // The domain of who asks is the one that his server serves.
                ours.add(home.host().replaceAll("[\\[\\]]", ""));
            }
        }
    }

    /** The Request-URI, with a blank before it; empty where it is the one that a test user agent takes by itself. */
    String uri(Said said) {
        if (!said.isHeard()
                || !said.isInitial()
                || said.method().equals(Method.REGISTER)
                || !(said.message() instanceof SipRequest request)) {
            return "";
        }
        String here = here(request.uri());
        Agent peer = peer(cast.agent(said));
        String usual = peer == null ? "sip:" + DOMAIN : "sip:" + peer.name() + "@" + DOMAIN;
        return here.equals(usual) ? "" : " " + here;
    }

    /** Whom an agent calls when the ladder does not say: the first other one who hears something from the server. */
    private @Nullable Agent peer(Agent caller) {
        for (Said said : messages) {
            if (!said.isHeard() && !cast.agent(said).equals(caller)) {
                return cast.agent(said);
            }
        }
        for (Agent agent : cast.agents()) {
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
        String user = Cast.user(sip);
        Agent agent = cast.named(user);
        String name = agent == null ? SipUri.escapeUser(user) : agent.name();
        return "sip:" + (name.isEmpty() ? "" : name + "@") + DOMAIN;
    }

    /** The lines below a rung; none below what the server says, which a test asks for when it wants to. */
    List<String> below(Said said) {
        List<String> lines = new ArrayList<>();
        if (!said.isHeard() || said.method().equals(Method.ACK) || said.method().equals(Method.CANCEL)) {
            return lines;
        }
        for (HeaderField field : said.message().headers()) {
            String value = value(field);
            if (value != null) {
                lines.add("+ " + field.name().text() + ": " + value);
            }
        }
        contact(said, lines);
        body(said, lines);
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
    private void contact(Said said, List<String> lines) {
        HeaderField contact = said.message().headers().first(HeaderName.CONTACT);
        boolean registers = said.isRequest() && said.method().equals(Method.REGISTER);
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
        } else if (contact != null && said.status() >= 300 && said.status() < 400) {
            lines.add("+ Contact: " + moved(contact.value()));
        }
    }

    private static void body(Said said, List<String> lines) {
        HeaderField type = said.message().headers().first(HeaderName.CONTENT_TYPE);
        if (said.message().body().length == 0 || type == null) {
            return;
        }
        String text = new String(said.message().body(), UTF_8);
        if (type.value().toLowerCase(Locale.ROOT).startsWith("application/sdp")) {
            Matcher direction = DIRECTION.matcher(text);
            lines.add(direction.find() ? "+ SDP: " + direction.group(1) : "+ SDP");
        } else if (text.chars().allMatch(c -> c >= ' ' || c == '\r' || c == '\n' || c == '\t')) {
            lines.add("+ Content-Type: " + type.value());
            text.lines().forEach(line -> lines.add("| " + line));
        } else {
            lines.add("# a body of " + type.value() + ", " + said.message().body().length + " bytes, is left out");
        }
    }
}
