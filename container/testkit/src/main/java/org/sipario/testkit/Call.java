package org.sipario.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test user agent knows of one Call-ID: the dialog, if there is one, and what was said and heard in it. */
final class Call {

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

    /** The latest request said of each method, and the final response heard to it. */
    final Map<String, TextMessage> said = new HashMap<>();

    final Map<String, TextMessage> finals = new HashMap<>();
    /** Requests heard that wait for a final response, oldest first; and all responses said. */
    final List<TextMessage> open = new ArrayList<>();

    final List<TextMessage> answers = new ArrayList<>();
    final List<TextMessage> requestsHeard = new ArrayList<>();

    @Nullable
    TextMessage reliable;

    Call(String callId, String localTag, String local, String remote, String firstUri) {
        this.callId = callId;
        this.localTag = localTag;
        this.local = local;
        this.remote = remote;
        this.firstUri = firstUri;
    }

    boolean isDialog() {
        return remoteTag != null && !ended;
    }

    void saidRequest(TextMessage request) {
        if (!request.method().equals("ACK")) {
            sequence = Math.max(sequence, request.sequence());
            finals.remove(request.method());
        }
        said.put(request.method(), request);
    }

    /** A response to what was said: RFC 3261 §12.1.2, §13.2.2. */
    void heardResponse(TextMessage response) {
        String method = response.method();
        TextMessage request = said.get(method);
        if (request == null || request.sequence() != response.sequence()) {
            return;
        }
        int status = response.status();
        if (status >= 200) {
            finals.put(method, response);
        }
        if (response.header("RSeq") != null && status < 200) {
            reliable = response;
        }
        String tag = response.tag("To");
        if (FORMING.contains(" " + method + " ") && tag != null && status > 100 && status < 300) {
            boolean refresh = tag.equals(remoteTag) && !method.equals("INVITE");
            remoteTag = tag;
            String contact = response.uriOf("Contact");
            target = contact == null ? target : contact;
            if (!refresh && request.tag("To") == null) {
                routes = response.headers("Record-Route").reversed();
            }
        } else if (method.equals("INVITE") && status >= 300 && request.tag("To") == null) {
            remoteTag = null;
        } else if (method.equals("BYE") && status >= 200) {
            ended = true;
        }
    }

    void heardRequest(TextMessage request) {
        boolean again = requestsHeard.stream()
                .anyMatch(each ->
                        each.branch().equals(request.branch()) && each.method().equals(request.method()));
        requestsHeard.add(request);
        if (!again && !request.method().equals("ACK")) {
            open.add(request);
        }
        String contact = request.uriOf("Contact");
        if (isDialog()
                && contact != null
                && (request.method().equals("INVITE") || request.method().equals("UPDATE"))) {
            target = contact;
        }
    }

    /** A response said: RFC 3261 §12.1.1. */
    void saidResponse(TextMessage response, TextMessage request) {
        answers.add(response);
        int status = response.status();
        if (status >= 200) {
            open.remove(request);
        }
        if (FORMING.contains(" " + request.method() + " ") && remoteTag == null && status > 100 && status < 300) {
            remoteTag = request.tag("From");
            target = request.uriOf("Contact");
            routes = request.headers("Record-Route");
        } else if (request.method().equals("INVITE") && status >= 300 && request.tag("To") == null) {
            remoteTag = null;
        } else if (request.method().equals("BYE") && status >= 200) {
            ended = true;
        }
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
}
