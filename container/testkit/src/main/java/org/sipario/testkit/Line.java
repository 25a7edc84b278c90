package org.sipario.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a user agent, as a telephone has several: its calls, and the one that is meant where nothing else is
 * said. It drafts what a ladder only names: tags, branches, CSeq, the route set, the challenge to answer.
 */
final class Line {

    private static final String FORMING = " INVITE SUBSCRIBE REFER UPDATE ";

    final Account account;
    final String name;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private @Nullable Call current;

    /** @param name empty text for the main one */
    Line(Account account, String name) {
        this.account = account;
        this.name = name;
    }

    /** As a ladder names it. */
    String shown() {
        return name.isEmpty() ? account.name : account.name + "/" + name;
    }

    /** As a report names it: without the line where no ladder has named one. */
    String told() {
        boolean chosen = !name.equals("register") && !name.equals("publish") && !name.equals("message");
        return chosen ? shown() : account.name;
    }

    /** Null if that call is not on this line. */
    @Nullable
    Call call(String callId) {
        return calls.get(callId);
    }

    /** The latest one; null if there was none. */
    @Nullable
    Call current() {
        return current;
    }

    Collection<Call> calls() {
        return calls.values();
    }

    boolean isBusy() {
        return calls.values().stream().anyMatch(Call::isLiving);
    }

    /** Whether it answers this challenge: with credentials, and once. */
    boolean isToRepeat(Call call, TextMessage response) {
        return account.credentials != null && call.isToRepeat(response);
    }

    /** Gives a call to another line. */
    void move(Call call, Line to) {
        if (calls.remove(call.callId) != null) {
            to.calls.put(call.callId, call);
            current = current == call ? null : current;
        }
    }

    /** Puts a call first: what is said next is said in it. */
    void turnTo(Call call) {
        current = call;
    }

    /**
     * The line on which a request is said. REGISTER and PUBLISH have lines of their own, each with one Call-ID (RFC
     * 3261 §10.2.4), beside whatever call goes on.
     */
    Line sayingOf(String method) {
        return hasOwnLine(method) && name.isEmpty() ? account.line(method.toLowerCase(Locale.ROOT)) : this;
    }

    private static boolean hasOwnLine(String method) {
        return method.equals("REGISTER") || method.equals("PUBLISH");
    }

    /**
     * The request that is due: the last one again if it has no final response, the same with credentials if it was
     * challenged, one inside the dialog if there is one, else the first of a new call.
     *
     * @param uri the Request-URI, or null for the usual one
     * @param peer the address of record of the other party, for a new call
     */
    TextMessage request(String method, @Nullable String uri, String peer) {
        Call call = current;
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
                DigestCredentials known = account.credentials;
                if (same && before != null && answer != null && isChallenge(answer) && known != null) {
                    yield authorized(call, before, answer, known);
                }
                if (hasOwnLine(method)) {
                    yield request(call, method, uri == null ? call.firstUri : uri, false);
                }
                yield call.isUp() ? inside(call, method) : fresh(method, uri, peer);
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
            throw new IllegalStateException(
                    account.name + " changed the Call-ID of what the ladder lets it say: " + message.callId());
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

    /** Remembers what was heard. */
    void heard(TextMessage message) {
        String callId = message.header("Call-ID");
        Call call = callId == null ? null : calls.get(callId);
        if (message.isRequest()) {
            if (call == null) {
                call = incoming(message);
                calls.put(call.callId, call);
            }
            turnTo(call);
            call.heardRequest(message);
        } else if (call != null) {
            turnTo(call);
            call.heardResponse(message);
        }
    }

    /** The response to the newest open request that it can be meant for; null if there is none. */
    @Nullable
    TextMessage due(int status, @Nullable String method) {
        for (Call call : candidates()) {
            TextMessage request = call.openFor(status, method);
            if (request != null) {
                return response(call, request, status);
            }
        }
        return null;
    }

    /** The latest response of that status, to be said again; null if there is none. */
    @Nullable
    TextMessage again(int status, @Nullable String method) {
        for (Call call : candidates()) {
            for (TextMessage answer : call.answers.reversed()) {
                if (answer.status() == status
                        && (method == null || answer.method().equals(method))) {
                    return answer;
                }
            }
        }
        return null;
    }

    /** The current call first. */
    private List<Call> candidates() {
        List<Call> candidates = new ArrayList<>(calls.values());
        candidates.sort((a, b) -> Boolean.compare(b == current, a == current));
        return candidates;
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
        boolean forms = FORMING.contains(" " + request.method() + " ");
        return forms && status > 100 && status < 300
                ? response.plus("Contact", "<" + account.contact() + ">")
                : response;
    }

    private TextMessage fresh(String method, @Nullable String uri, String peer) {
        String to = uri;
        if (to == null) {
            to = switch (method) {
                case "REGISTER" -> "sip:" + account.domain;
                case "PUBLISH" -> account.aor();
                default -> account.callee != null ? account.callee : peer;
            };
        }
        String remote = hasOwnLine(method) ? account.aor() : to;
        Call call = new Call(
                account.next("call") + "@" + account.domain,
                account.next("tag"),
                "\"" + account.name + "\" <" + account.aor() + ">",
                "<" + remote + ">",
                to);
        calls.put(call.callId, call);
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
                .plus("Via", account.via())
                .plus("Max-Forwards", "70")
                .plus("From", call.local + ";tag=" + call.localTag)
                .plus("To", call.remote + tag)
                .plus("Call-ID", call.callId)
                .plus("CSeq", sequence + " " + method)
                .plus("Contact", "<" + account.contact() + ">");
        if (!inside) {
            for (Map.Entry<String, String> header : account.always.entrySet()) {
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
            throw new AssertionError(shown() + " has nothing to acknowledge");
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

    private TextMessage authorized(Call call, TextMessage before, TextMessage answer, DigestCredentials known) {
        boolean proxy = answer.status() == 407;
        String challenge = answer.required(proxy ? "Proxy-Authenticate" : "WWW-Authenticate");
        return before.with("Via", account.via())
                .with("CSeq", call.sequence + 1 + " " + before.method())
                .with(
                        proxy ? "Proxy-Authorization" : "Authorization",
                        known.answer(challenge, before.method(), before.uri()));
    }

    private Call incoming(TextMessage request) {
        String from = request.required("From");
        String remote = from.replaceFirst(";tag=[^;]*", "");
        return new Call(request.callId(), account.next("tag"), request.required("To"), remote, TextMessage.uriIn(from));
    }

    private TextMessage invite(Call call) {
        TextMessage invite = call.said.get("INVITE");
        if (invite == null) {
            throw new AssertionError(shown() + " has said no INVITE");
        }
        return invite;
    }

    private String rack(Call call) {
        TextMessage reliable = call.reliable;
        if (reliable == null) {
            throw new AssertionError(shown() + " has heard no reliable provisional response");
        }
        return reliable.required("RSeq") + " " + reliable.required("CSeq");
    }

    static boolean isChallenge(TextMessage answer) {
        return answer.status() == 401 || answer.status() == 407;
    }

    @Override
    public String toString() {
        return shown();
    }
}
