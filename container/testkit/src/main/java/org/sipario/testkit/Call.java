package org.sipario.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a test user agent knows of one Call-ID: the dialog, if there is one, and what was said and heard in it. Calls,
 * subscriptions and lone requests all have one.
 */
public final class Call {

    private static final String FORMING = " INVITE SUBSCRIBE REFER NOTIFY ";

    final String callId;
    final String localTag;
    final String local;
    /** The other side's From or To, without tag. */
    final String remote;
    /** What a request outside the dialog is sent to. */
    final String firstUri;

    long sequence;

    @Nullable
    String remoteTag;

    @Nullable
    String target;

    List<String> routes = List.of();
    boolean ended;

    /** The latest request said of each method, the latest response heard to it, and the final one. */
    final Map<String, TextMessage> said = new HashMap<>();

    final Map<String, TextMessage> responses = new HashMap<>();
    final Map<String, TextMessage> finals = new HashMap<>();
    /** Requests heard that wait for a final response, oldest first; and all responses said. */
    final List<TextMessage> open = new ArrayList<>();

    final List<TextMessage> answers = new ArrayList<>();
    final List<TextMessage> requestsHeard = new ArrayList<>();
    final Media media = new Media();

    @Nullable
    TextMessage reliable;

    /** The call that the other side asked for by REFER (RFC 3515), once it was begun. */
    @Nullable
    Call referred;

    /** The call that this one replaces, until that is ended: RFC 3891. */
    @Nullable
    Call replaces;

    /** The number of the latest reliable provisional response said: RFC 3262 §3. */
    int reliableNumber;

    Call(String callId, String localTag, String local, String remote, String firstUri) {
        this.callId = callId;
        this.localTag = localTag;
        this.local = local;
        this.remote = remote;
        this.firstUri = firstUri;
    }

    /** Its Call-ID. */
    public String callId() {
        return callId;
    }

    /**
     * Whether there is a dialog: from the first tagged response until BYE, a refusal or the end of the subscription.
     */
    public boolean isUp() {
        return remoteTag != null && !ended;
    }

    /** The latest status of the INVITE that this user agent said; 0 if there is none. */
    public int status() {
        TextMessage response = responses.get("INVITE");
        return response == null ? 0 : response.status();
    }

    /**
     * What this user agent said last of its media: an offer or an answer.
     *
     * @throws AssertionError if it said nothing
     */
    public Sdp sdp() {
        return said(media.local(), "this side");
    }

    /**
     * What the other side said last of its media.
     *
     * @throws AssertionError if it said nothing
     */
    public Sdp remoteSdp() {
        return said(media.remote(), "the other side");
    }

    private Sdp said(@Nullable Sdp sdp, String who) {
        if (sdp == null) {
            throw new AssertionError(who + " has said nothing of its media in the call " + callId);
        }
        return sdp;
    }

    /** All requests heard in it, repetitions included, in order. */
    public List<TextMessage> requestsHeard() {
        return List.copyOf(requestsHeard);
    }

    /** Whether it keeps a line busy: an INVITE without final response, or a session. */
    boolean isLiving() {
        boolean calling = said.containsKey("INVITE") && !finals.containsKey("INVITE");
        return isUp() || calling || has("INVITE");
    }

    /** Whether the latest request of that method was answered with a challenge. */
    boolean isChallenged(String method) {
        TextMessage answer = finals.get(method);
        return answer != null && Line.isChallenge(answer);
    }

    /** Whether a response challenges a request that was said without credentials. */
    boolean isToRepeat(TextMessage response) {
        TextMessage request = said.get(response.method());
        boolean bare = request != null
                && request.sequence() == response.sequence()
                && request.header("Authorization") == null
                && request.header("Proxy-Authorization") == null;
        return bare && Line.isChallenge(response);
    }

    /** Whether a response is a reliable provisional one that has not been acknowledged: RFC 3262 §4. */
    boolean isToPrack(TextMessage response) {
        String number = response.header("RSeq");
        TextMessage before = said.get("PRACK");
        return number != null
                && (before == null || !before.required("RAck").equals(number + " " + response.required("CSeq")));
    }

    /** How many requests of that method were heard. */
    long count(String method) {
        return requestsHeard.stream()
                .filter(each -> each.method().equals(method))
                .count();
    }

    /** Whether a request that was heard is a retransmission. */
    boolean isRepeated(TextMessage request) {
        return requestsHeard.stream().filter(each -> isSame(each, request)).count() > 1;
    }

    private static boolean isSame(TextMessage one, TextMessage other) {
        return one.branch().equals(other.branch()) && one.method().equals(other.method());
    }

    void saidRequest(TextMessage request) {
        if (!request.method().equals("ACK")) {
            sequence = Math.max(sequence, request.sequence());
            finals.remove(request.method());
            responses.remove(request.method());
        }
        said.put(request.method(), request);
        media.said(request);
    }

    /** A response to what was said: RFC 3261 §12.1.2, §13.2.2. */
    void heardResponse(TextMessage response) {
        String method = response.method();
        TextMessage request = said.get(method);
        if (request == null || request.sequence() != response.sequence()) {
            return;
        }
        int status = response.status();
        responses.put(method, response);
        if (status >= 200) {
            finals.put(method, response);
        }
        if (response.header("RSeq") != null && status < 200) {
            reliable = response;
        }
        media.heard(response);
        String tag = response.tag("To");
        if (FORMING.contains(" " + method + " ") && tag != null && status > 100 && status < 300) {
            boolean refresh = tag.equals(remoteTag) && !method.equals("INVITE");
            remoteTag = tag;
            String contact = response.uriOf("Contact");
            target = contact == null ? target : contact;
            if (!refresh && request.tag("To") == null) {
                routes = response.headers("Record-Route").reversed();
            }
        } else {
            over(method, request, status);
        }
        if (method.equals("NOTIFY") && status >= 200 && status < 300) {
            unsubscribed(request);
        }
    }

    void heardRequest(TextMessage request) {
        boolean again = requestsHeard.stream().anyMatch(each -> isSame(each, request));
        requestsHeard.add(request);
        if (!again && !request.method().equals("ACK")) {
            open.add(request);
        }
        if (!again) {
            media.heard(request);
        }
        String contact = request.uriOf("Contact");
        if (isUp()
                && contact != null
                && (request.method().equals("INVITE") || request.method().equals("UPDATE"))) {
            target = contact;
        }
    }

    /** A response said: RFC 3261 §12.1.1. */
    void saidResponse(TextMessage response, TextMessage request) {
        answers.add(response);
        media.said(response);
        int status = response.status();
        if (status >= 200) {
            open.remove(request);
        }
        if (FORMING.contains(" " + request.method() + " ") && remoteTag == null && status > 100 && status < 300) {
            remoteTag = request.tag("From");
            target = request.uriOf("Contact");
            routes = request.headers("Record-Route");
        } else {
            over(request.method(), request, status);
        }
        if (request.method().equals("NOTIFY") && status >= 200 && status < 300) {
            unsubscribed(request);
        }
    }

    private void over(String method, TextMessage request, int status) {
        if (method.equals("INVITE") && status >= 300 && request.tag("To") == null) {
            remoteTag = null;
        } else if (method.equals("BYE") && status >= 200) {
            ended = true;
        }
    }

    /** RFC 6665 §4.1.3: a subscription ends with the NOTIFY that says so, unless a session shares its dialog. */
    private void unsubscribed(TextMessage notify) {
        String state = notify.header("Subscription-State");
        boolean session = said.containsKey("INVITE") || lastHeard("INVITE") != null;
        if (state != null && state.startsWith("terminated") && !session) {
            ended = true;
        }
    }

    /** The latest request of that method that was heard. */
    @Nullable
    TextMessage lastHeard(String method) {
        for (TextMessage request : requestsHeard.reversed()) {
            if (request.method().equals(method)) {
                return request;
            }
        }
        return null;
    }

    /** The open request that a response is meant for: the newest of that method, or what such a status is usual for. */
    @Nullable
    TextMessage openFor(int status, @Nullable String method) {
        String wanted = method != null ? method : status == 487 || status < 200 && has("INVITE") ? "INVITE" : null;
        for (TextMessage request : open.reversed()) {
            if (wanted == null || request.method().equals(wanted)) {
                return request;
            }
        }
        return null;
    }

    private boolean has(String method) {
        return open.stream().anyMatch(request -> request.method().equals(method));
    }

    @Override
    public String toString() {
        return callId;
    }
}
