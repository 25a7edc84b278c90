package org.sipario.trace.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.Uri;
import org.sipario.trace.calls.Agent;
import org.sipario.trace.calls.Cast;
import org.sipario.trace.calls.Said;

/** The text of a message that a scenario sends: as it was recorded, with SIPp's words for what is new in every call. */
final class SippMessage {
    private static final String MARGIN = "      ";
    private static final String TAG = ";tag=[pid]t[call_number]";

    /** Written anew; everything else goes as it was. */
    private static final Set<HeaderName> OURS = Set.of(
            HeaderName.VIA,
            HeaderName.FROM,
            HeaderName.TO,
            HeaderName.CALL_ID,
            HeaderName.CSEQ,
            HeaderName.CONTACT,
            HeaderName.ROUTE,
            HeaderName.RECORD_ROUTE,
            HeaderName.AUTHORIZATION,
            HeaderName.PROXY_AUTHORIZATION,
            HeaderName.RACK,
            HeaderName.CONTENT_LENGTH);

    private static final Pattern CONTACT_PARAMETERS = Pattern.compile(">\\s*(;.*)$");
    private static final Pattern MEDIA_ADDRESS = Pattern.compile("(?m)^(o=.* |c=)IN IP[46] \\S+");
    private static final Pattern MEDIA_PORT = Pattern.compile("(?m)^m=(\\S+) (?!0 )\\d+ ");

    private final Agent agent;
    private final SippVariables variables;
    private final boolean challenged;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Said reliable;
    private boolean begun;

    SippMessage(Agent agent, SippVariables variables, boolean challenged) {
        this.agent = agent;
        this.variables = variables;
        this.challenged = challenged;
    }

    /**
     * A request.
     *
     * @param first the first message of the call
     * @param branch of its Via
     * @param invite the INVITE in whose transaction it is, for a CANCEL and the ACK of a failure; else null
     */
    String request(Said said, Said first, String branch, @Nullable Said invite) {
        SipRequest request = (SipRequest) said.message();
        boolean inside = request.to().tag() != null && invite == null;
        Said whole = invite == null ? said : invite;
        line(request.method() + " " + (inside ? "[next_url]" : uri(((SipRequest) whole.message()).uri(), said))
                + " SIP/2.0");
        line("Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=" + branch);
        if (inside) {
            line("[routes]");
        } else {
            for (HeaderField route : request.headers().all(HeaderName.ROUTE)) {
                line("Route: " + moved(route.value(), said));
            }
        }
        String from = variables.recalled(first, "From:");
        String to = variables.recalled(first, "To:");
        if (from != null && to != null) {
            line("From:" + to + TAG);
            line("To:" + from);
        } else {
            line("From: " + address(request.from(), said) + TAG);
            line("To: " + address(request.to(), said) + (request.to().tag() == null ? "" : "[peer_tag_param]"));
        }
        line("Call-ID: [call_id]");
        line("CSeq: " + request.cseq());
        contact(said);
        if (SippScenario.hasCredentials(said) && challenged) {
            line("[authentication" + (agent.login() == null ? "" : " username=" + agent.login()) + "]");
        }
        rest(said);
        body(said);
        return text.toString();
    }

    /**
     * A response.
     *
     * @param request what it answers; null where the trace began later
     * @param last the message that SIPp received last
     */
    String response(Said said, @Nullable Said request, @Nullable Said last) {
        SipResponse response = (SipResponse) said.message();
        line("SIP/2.0 " + response.status() + " " + plain(response.reason()));
        boolean recall = request != null && request != last;
        boolean tagged = request != null && request.message().to().tag() != null || response.status() == 100;
        copied("Via:", request, recall);
        if (said.message().headers().has(HeaderName.RECORD_ROUTE)) {
            copied("Record-Route:", request, recall);
        }
        copied("From:", request, recall);
        String to = recall && request != null ? variables.recalled(request, "To:") : null;
        line((to == null ? "[last_To:]" : "To:" + to) + (tagged ? "" : TAG));
        line("Call-ID: [call_id]");
        copied("CSeq:", request, recall);
        contact(said);
        rest(said);
        body(said);
        return text.toString();
    }

    private void copied(String header, @Nullable Said request, boolean recall) {
        String value = recall && request != null ? variables.recalled(request, header) : null;
        if (value == null) {
            line("[last_" + header + "]");
        } else if (SippVariables.hasManyLines(header)) {
            // Whole lines: what is written next stands on a line of its own.
            text.append(MARGIN).append(value);
            begun = true;
        } else {
            line(header + value);
        }
    }

    private void contact(Said said) {
        HeaderField contact = said.message().headers().first(HeaderName.CONTACT);
        if (contact == null) {
            return;
        }
        boolean elsewhere = said.status() >= 300 && said.status() < 400;
        if (contact.value().strip().equals("*") || elsewhere) {
            line("Contact: " + moved(contact.value(), said));
            return;
        }
        Matcher parameters = CONTACT_PARAMETERS.matcher(contact.value());
        String user = agent.user().isEmpty() ? agent.name() : SipUri.escapeUser(agent.user());
        line("Contact: <sip:" + plain(user) + "@[local_ip]:[local_port];transport=[transport]>"
                + (parameters.find() ? plain(parameters.group(1)) : ""));
    }

    private void rest(Said said) {
        if (said.isRequest() && said.method().equals(Method.PRACK)) {
            HeaderField rack = said.message().headers().first(HeaderName.RACK);
            line("RAck:" + rack(rack == null ? "" : rack.value()));
        }
        for (HeaderField field : said.message().headers()) {
            if (!OURS.contains(field.name())) {
                line(field.writtenName() + ": " + moved(field.value(), said));
            }
        }
    }

    /** RFC 3262 §7.2: the number that this server chose this time, and the CSeq that the scenario has. */
    private String rack(String recorded) {
        String[] words = recorded.split(" ", 2);
        String rseq = reliable == null ? null : variables.recalled(reliable, "RSeq:");
        return rseq == null || words.length < 2 ? " " + plain(recorded) : rseq + " " + plain(words[1]);
    }

    /** The reliable provisional response that a PRACK is for. */
    SippMessage acknowledging(@Nullable Said response) {
        reliable = response;
        return this;
    }

    private void body(Said said) {
        byte[] body = said.message().body();
        if (body.length == 0) {
            line("Content-Length: 0");
            text.append('\n');
            return;
        }
        line("Content-Length: [len]");
        text.append('\n');
        String words = new String(body, UTF_8);
        String placed = MEDIA_ADDRESS
                .matcher(plain(words))
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1))
                        + (match.group(1).startsWith("o=")
                                ? "IN IP[local_ip_type] [local_ip]"
                                : "IN IP[media_ip_type] [media_ip]"));
        MEDIA_PORT
                .matcher(placed)
                .replaceAll(match -> "m=" + match.group(1) + " [media_port] ")
                .lines()
                .forEach(this::line);
    }

    /** Name and URI, without parameters: the tags are SIPp's. */
    private String address(NameAddr address, Said said) {
        Uri uri = address.uri();
        String name = address.displayName();
        String quoted = name == null || name.isEmpty()
                ? ""
                : "\"" + plain(name.replace("\\", "\\\\").replace("\"", "\\\"")) + "\" ";
        return quoted + "<" + (uri == null ? "" : uri(uri, said)) + ">";
    }

    /** The server's own address is another one next time; everybody else's stays. */
    private String uri(Uri uri, Said said) {
        if (uri instanceof SipUri sip) {
            var server = said.traced().server();
            int port = sip.port() < 0 ? said.traced().transport().defaultPort() : sip.port();
            if (sip.host().replaceAll("[\\[\\]]", "").equals(server.getAddress().getHostAddress())
                    && port == server.getPort()) {
                String user = Cast.user(sip);
                return sip.scheme() + ":" + (user.isEmpty() ? "" : plain(SipUri.escapeUser(user)) + "@")
                        + "[remote_ip]:[remote_port]" + plain(sip.parameters().toString());
            }
        }
        return plain(uri.toString());
    }

    private String moved(String value, Said said) {
        var server = said.traced().server();
        String address = server.getAddress().getHostAddress() + ":" + server.getPort();
        return plain(value).replace(address, "[remote_ip]:[remote_port]");
    }

    /** SIPp would take what stands in square brackets for words of its own, and a backslash for an escape. */
    private static String plain(String words) {
        return words.replace("\\", "\\x5C").replace("[", "\\x5B").replace("]]>", "]]\\x3E");
    }

    private void line(String words) {
        text.append(begun ? "" : MARGIN).append(words).append('\n');
        begun = false;
    }
}
