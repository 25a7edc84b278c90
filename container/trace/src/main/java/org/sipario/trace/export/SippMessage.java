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
import org.sipario.trace.calls.Participants;
import org.sipario.trace.calls.RecordedMessage;

/** The text of a message that a scenario sends: as recorded, with SIPp's keywords for what differs in every call. */
final class SippMessage {
    private static final String MARGIN = "      ";
    private static final String TAG = ";tag=[pid]t[call_number]";

    /** Headers that are generated; all others are sent as recorded. */
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
    private @Nullable RecordedMessage reliable;
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
    String request(RecordedMessage recorded, RecordedMessage first, String branch, @Nullable RecordedMessage invite) {
        SipRequest request = (SipRequest) recorded.message();
        boolean inside = request.to().tag() != null && invite == null;
        RecordedMessage whole = invite == null ? recorded : invite;
        line(request.method() + " " + (inside ? "[next_url]" : uri(((SipRequest) whole.message()).uri(), recorded))
                + " SIP/2.0");
        line("Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=" + branch);
        if (inside) {
            line("[routes]");
        } else {
            for (HeaderField route : request.headers().all(HeaderName.ROUTE)) {
                line("Route: " + moved(route.value(), recorded));
            }
        }
        String from = variables.recalled(first, "From:");
        String to = variables.recalled(first, "To:");
        if (from != null && to != null) {
            line("From:" + to + TAG);
            line("To:" + from);
        } else {
            line("From: " + address(request.from(), recorded) + TAG);
            line("To: " + address(request.to(), recorded) + (request.to().tag() == null ? "" : "[peer_tag_param]"));
        }
        line("Call-ID: [call_id]");
        line("CSeq: " + request.cseq());
        contact(recorded);
        if (SippScenario.hasCredentials(recorded) && challenged) {
            line("[authentication" + (agent.login() == null ? "" : " username=" + agent.login()) + "]");
        }
        rest(recorded);
        body(recorded);
        return text.toString();
    }

    /**
     * A response.
     *
     * @param request what it answers; null where the trace began later
     * @param last the message that SIPp received last
     */
    String response(RecordedMessage recorded, @Nullable RecordedMessage request, @Nullable RecordedMessage last) {
        SipResponse response = (SipResponse) recorded.message();
        line("SIP/2.0 " + response.status() + " " + plain(response.reason()));
        boolean recall = request != null && request != last;
        boolean tagged = request != null && request.message().to().tag() != null || response.status() == 100;
        copied("Via:", request, recall);
        if (recorded.message().headers().has(HeaderName.RECORD_ROUTE)) {
            copied("Record-Route:", request, recall);
        }
        copied("From:", request, recall);
        String to = recall && request != null ? variables.recalled(request, "To:") : null;
        line((to == null ? "[last_To:]" : "To:" + to) + (tagged ? "" : TAG));
        line("Call-ID: [call_id]");
        copied("CSeq:", request, recall);
        contact(recorded);
        rest(recorded);
        body(recorded);
        return text.toString();
    }

    private void copied(String header, @Nullable RecordedMessage request, boolean recall) {
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

    private void contact(RecordedMessage recorded) {
        HeaderField contact = recorded.message().headers().first(HeaderName.CONTACT);
        if (contact == null) {
            return;
        }
        boolean elsewhere = recorded.status() >= 300 && recorded.status() < 400;
        if (contact.value().strip().equals("*") || elsewhere) {
            line("Contact: " + moved(contact.value(), recorded));
            return;
        }
        Matcher parameters = CONTACT_PARAMETERS.matcher(contact.value());
        String user = agent.user().isEmpty() ? agent.name() : SipUri.escapeUser(agent.user());
        line("Contact: <sip:" + plain(user) + "@[local_ip]:[local_port];transport=[transport]>"
                + (parameters.find() ? plain(parameters.group(1)) : ""));
    }

    private void rest(RecordedMessage recorded) {
        if (recorded.isRequest() && recorded.method().equals(Method.PRACK)) {
            HeaderField rack = recorded.message().headers().first(HeaderName.RACK);
            line("RAck:" + rack(rack == null ? "" : rack.value()));
        }
        for (HeaderField field : recorded.message().headers()) {
            if (!OURS.contains(field.name())) {
                line(field.writtenName() + ": " + moved(field.value(), recorded));
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
    SippMessage acknowledging(@Nullable RecordedMessage response) {
        reliable = response;
        return this;
    }

    private void body(RecordedMessage recorded) {
        byte[] body = recorded.message().body();
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
    private String address(NameAddr address, RecordedMessage recorded) {
        Uri uri = address.uri();
        String name = address.displayName();
        String quoted = name == null || name.isEmpty()
                ? ""
                : "\"" + plain(name.replace("\\", "\\\\").replace("\"", "\\\"")) + "\" ";
        return quoted + "<" + (uri == null ? "" : uri(uri, recorded)) + ">";
    }

    /** The server's own address becomes SIPp's remote address; all others stay. */
    private String uri(Uri uri, RecordedMessage recorded) {
        if (uri instanceof SipUri sip) {
            var server = recorded.traced().server();
            int port = sip.port() < 0 ? recorded.traced().transport().defaultPort() : sip.port();
            if (sip.host().replaceAll("[\\[\\]]", "").equals(server.getAddress().getHostAddress())
                    && port == server.getPort()) {
                String user = Participants.user(sip);
                return sip.scheme() + ":" + (user.isEmpty() ? "" : plain(SipUri.escapeUser(user)) + "@")
                        + "[remote_ip]:[remote_port]" + plain(sip.parameters().toString());
            }
        }
        return plain(uri.toString());
    }

    private String moved(String value, RecordedMessage recorded) {
        var server = recorded.traced().server();
        String address = server.getAddress().getHostAddress() + ":" + server.getPort();
        return plain(value).replace(address, "[remote_ip]:[remote_port]");
    }

    /** To SIPp, square brackets are keywords and a backslash is an escape. */
    private static String plain(String words) {
        return words.replace("\\", "\\x5C").replace("[", "\\x5B").replace("]]>", "]]\\x3E");
    }

    private void line(String words) {
        text.append(begun ? "" : MARGIN).append(words).append('\n');
        begun = false;
    }
}
