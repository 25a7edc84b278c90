package org.sipario.testkit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Transport;

/**
 * A user agent for tests: writes and reads text of its own and shares no code with the server, so it is a second opinion. It
 * does what the ladder says and nothing by itself: it neither retransmits nor answers unasked.
 *
 * <p>It fills in what a ladder does not say: tags, branches, CSeq, the route set, the challenge to answer. Not safe to use
 * from several threads.
 */
public final class TestUserAgent {

    private final String name;
    private final Transport transport;
    private final InetSocketAddress address;
    private final String domain;
    private final String unique;
    private final Map<String, Call> calls = new HashMap<>();
    private final Map<String, String> always = new LinkedHashMap<>();
    private @Nullable Call current;
    /** All REGISTERs share a Call-ID (RFC 3261 §10.2.4), beside whatever call goes on. */
    private @Nullable Call registration;

    private @Nullable String callee;
    private @Nullable Credentials credentials;
    private int made;

    /** @param unique a part of branches, tags and Call-IDs that no other run has */
    TestUserAgent(String name, Transport transport, InetSocketAddress address, String domain, String unique) {
        this.name = name;
        this.transport = transport;
        this.address = address;
        this.domain = domain;
        this.unique = unique;
    }

    /** As in the ladder. */
    public String name() {
        return name;
    }

    /** What it speaks. */
    public Transport transport() {
        return transport;
    }

    /** Where it is reached. */
    public InetSocketAddress address() {
        return address;
    }

    /** Its address of record: {@code sip:NAME@DOMAIN}. */
    public String aor() {
        return "sip:" + name + "@" + domain;
    }

    /** The URI of its Contact, by which it is reached directly. */
    public String contact() {
        String host = address.getAddress().getHostAddress();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        String parameter = transport == Transport.UDP ? "" : ";transport=" + transport.parameter();
        return "sip:" + name + "@" + literal + ":" + address.getPort() + parameter;
    }

    /** Whom it calls where a ladder names no Request-URI. Default: the other user agent the ladder speaks of. */
    public TestUserAgent calls(String uri) {
        callee = uri;
        return this;
    }

    /** With which it answers a challenge: when 401 or 407 came and the ladder lets it say the same request again. */
    public TestUserAgent credentials(String user, String password) {
        credentials = new Credentials(user, password);
        return this;
    }

    /** A header that each of its requests bears, as Route or Supported. */
    public TestUserAgent header(String header, String value) {
        always.put(header, value);
        return this;
    }

    /** All requests it heard in its latest call, repetitions included, in order. */
    public List<TextMessage> requestsHeard() {
        return current == null ? List.of() : List.copyOf(current.requestsHeard);
    }

    /**
     * The request that is due: once more the last one if nobody has answered it finally, the same with credentials if it was
     * challenged, one inside the dialog if there is one, else the first of a new call.
     *
     * @param uri the Request-URI, or null for the usual one
     * @param peer the address of record of the other party, for a new call
     */
    TextMessage request(String method, @Nullable String uri, String peer) {
        Call call = method.equals("REGISTER") ? registration : current;
        if (call == null) {
            return fresh(method, uri, peer);
        }
        TextMessage before = call.said.get(method);
        TextMessage answer = call.finals.get(method);
        boolean same = before != null && (uri == null || before.uri().equals(uri));
        return switch (method) {
            case "ACK" -> ack(call);
            case "CANCEL" -> same && answer == null && before != null ? before : cancel(call);
            case "PRACK" -> inside(call, method).plus("RAck", rack(call));
            default -> {
                if (same && before != null && answer == null) {
                    yield before;
                }
                if (same && before != null && answer != null && isChallenge(answer) && credentials != null) {
                    yield authorized(call, before, answer, credentials);
                }
                if (call == registration) {
                    yield request(call, method, uri == null ? call.firstUri : uri, false);
                }
                yield call.isDialog() ? inside(call, method) : fresh(method, uri, peer);
            }
        };
    }

    /** Whether it is a repetition: the ladder then changes nothing of it. */
    boolean hasSaid(TextMessage message) {
        Call call = calls.get(message.callId());
        return call != null && (call.said.containsValue(message) || call.answers.contains(message));
    }

    /** Remembers what was said. */
    void said(TextMessage message) {
        Call call = calls.get(message.callId());
        if (call == null) {
            throw new IllegalStateException(name + " changed the Call-ID of what the ladder lets it say");
        }
        turnTo(call);
        if (message.isRequest()) {
            call.saidRequest(message);
        } else {
            call.open.stream()
                    .filter(request ->
                            request.method().equals(message.method()) && request.sequence() == message.sequence())
                    .findFirst()
                    .ifPresent(request -> call.saidResponse(message, request));
        }
    }

    /** Learns what came. */
    void heard(TextMessage message) {
        Call call = calls.computeIfAbsent(message.callId(), id -> incoming(id, message));
        turnTo(call);
        if (message.isRequest()) {
            call.heardRequest(message);
        } else {
            call.heardResponse(message);
        }
    }

    /** The response that is due: to the newest open request it can be meant for, or once more the last one of that status. */
    TextMessage response(int status, @Nullable String method) {
        List<Call> candidates = new ArrayList<>(calls.values());
        candidates.sort((a, b) -> Boolean.compare(b == current, a == current));
        for (Call call : candidates) {
            TextMessage request = call.openFor(status, method);
            if (request != null) {
                return response(call, request, status);
            }
        }
        for (Call call : candidates) {
            for (TextMessage answer : call.answers.reversed()) {
                if (answer.status() == status
                        && (method == null || answer.method().equals(method))) {
                    return answer;
                }
            }
        }
        throw new AssertionError(name + " has heard no request that " + status + " could answer");
    }

    private TextMessage response(Call call, TextMessage request, int status) {
        TextMessage response = TextMessage.startingWith("SIP/2.0 " + status + " " + Phrases.of(status));
        for (String via : request.headers("Via")) {
            response = response.plus("Via", via);
        }
        for (String route : request.headers("Record-Route")) {
            response = response.plus("Record-Route", route);
        }
        String to = request.required("To");
        boolean tagged = request.tag("To") != null || status == 100;
        response = response.plus("From", request.required("From"))
                .plus("To", tagged ? to : to + ";tag=" + call.localTag)
                .plus("Call-ID", call.callId)
                .plus("CSeq", request.required("CSeq"));
        boolean forms = " INVITE SUBSCRIBE REFER UPDATE ".contains(" " + request.method() + " ");
        return forms && status > 100 && status < 300 ? response.plus("Contact", "<" + contact() + ">") : response;
    }

    private TextMessage fresh(String method, @Nullable String uri, String peer) {
        String to = uri != null ? uri : method.equals("REGISTER") ? "sip:" + domain : callee != null ? callee : peer;
        String remote = method.equals("REGISTER") ? aor() : to;
        Call call = new Call(
                next("call") + "@" + domain, next("tag"), "\"" + name + "\" <" + aor() + ">", "<" + remote + ">", to);
        calls.put(call.callId, call);
        if (method.equals("REGISTER")) {
            registration = call;
        }
        turnTo(call);
        return request(call, method, to, false);
    }

    private TextMessage inside(Call call, String method) {
        String target = call.target == null ? call.firstUri : call.target;
        TextMessage request = request(call, method, target, true);
        for (String route : call.routes) {
            request = request.plus("Route", route);
        }
        return request;
    }

    private TextMessage request(Call call, String method, String uri, boolean inside) {
        long sequence = method.equals("ACK") ? invite(call).sequence() : call.sequence + 1;
        String tag = inside && call.remoteTag != null ? ";tag=" + call.remoteTag : "";
        TextMessage request = TextMessage.startingWith(method + " " + uri + " SIP/2.0")
                .plus("Via", via(next("branch")))
                .plus("Max-Forwards", "70")
                .plus("From", call.local + ";tag=" + call.localTag)
                .plus("To", call.remote + tag)
                .plus("Call-ID", call.callId)
                .plus("CSeq", sequence + " " + method)
                .plus("Contact", "<" + contact() + ">");
        if (!inside) {
            for (Map.Entry<String, String> header : always.entrySet()) {
                request = request.plus(header.getKey(), header.getValue());
            }
        }
        return request;
    }

    /** RFC 3261 §17.1.1.3 for a non-2xx, §13.2.2.4 for a 2xx; said again, it is the same one. */
    private TextMessage ack(Call call) {
        TextMessage invite = invite(call);
        TextMessage answer = call.finals.get("INVITE");
        if (answer == null) {
            throw new AssertionError(name + " has nothing to acknowledge");
        }
        TextMessage before = call.said.get("ACK");
        if (before != null
                && before.sequence() == invite.sequence()
                && before.required("To").equals(answer.required("To"))) {
            return before;
        }
        return answer.status() < 300
                ? inside(call, "ACK").without("Contact")
                : sameHop("ACK", invite, answer.required("To"));
    }

    private TextMessage cancel(Call call) {
        TextMessage invite = invite(call);
        return sameHop("CANCEL", invite, invite.required("To"));
    }

    private static TextMessage sameHop(String method, TextMessage invite, String to) {
        TextMessage request = TextMessage.startingWith(method + " " + invite.uri() + " SIP/2.0")
                .plus("Via", invite.required("Via"))
                .plus("Max-Forwards", "70");
        for (String route : invite.headers("Route")) {
            request = request.plus("Route", route);
        }
        return request.plus("From", invite.required("From"))
                .plus("To", to)
                .plus("Call-ID", invite.callId())
                .plus("CSeq", invite.sequence() + " " + method);
    }

    private TextMessage authorized(Call call, TextMessage before, TextMessage answer, Credentials known) {
        boolean proxy = answer.status() == 407;
        String challenge = answer.required(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        return before.with("Via", via(next("branch")))
                .with("CSeq", call.sequence + 1 + " " + before.method())
                .with(
                        proxy ? "Proxy-Authorization" : "Authorization",
                        known.answer(challenge, before.method(), before.uri()));
    }

    private void turnTo(Call call) {
        if (call != registration) {
            current = call;
        }
    }

    private Call incoming(String callId, TextMessage request) {
        String from = request.required("From");
        String remote = from.replaceFirst(";tag=[^;]*", "");
        return new Call(callId, next("tag"), request.required("To"), remote, TextMessage.uriIn(from));
    }

    private TextMessage invite(Call call) {
        TextMessage invite = call.said.get("INVITE");
        if (invite == null) {
            throw new AssertionError(name + " has said no INVITE");
        }
        return invite;
    }

    private String rack(Call call) {
        TextMessage reliable = call.reliable;
        if (reliable == null) {
            throw new AssertionError(name + " has heard no reliable provisional response");
        }
        return reliable.required("RSeq") + " " + reliable.required("CSeq");
    }

    private static boolean isChallenge(TextMessage answer) {
        return answer.status() == 401 || answer.status() == 407;
    }

    private String via(String branch) {
        String host = address.getAddress().getHostAddress();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return "SIP/2.0/" + transport.name() + " " + literal + ":" + address.getPort() + ";branch=z9hG4bK-" + branch
                + ";rport";
    }

    private String next(String what) {
        return name + "-" + what + "-" + unique + ++made;
    }

    @Override
    public String toString() {
        return name;
    }
}
