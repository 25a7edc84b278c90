package org.sipario.testkit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;

/** What all lines of a user agent share: its name, its address, what it was told to do, and what it has published. */
final class Account {

    private static final int MEDIA_PORT = 40_000;

    final String name;
    final Transport transport;
    final InetSocketAddress address;
    final String domain;

    /** Headers that each request outside of dialogs bears. */
    final Map<String, String> always = new LinkedHashMap<>();

    /** The entity-tag of what it published for each event: RFC 3903 §8.1. */
    final Map<String, String> published = new HashMap<>();

    @Nullable
    String callee;

    @Nullable
    DigestCredentials credentials;

    /** What its offers and answers are made from; null if it sends none unless told to. */
    @Nullable
    Sdp media;

    /** A message and the line on which it was heard. */
    private record Heard(Line line, TextMessage message) {}

    private final String unique;
    /** What verbs have heard and the test has not looked at. */
    private final List<Heard> heard = new ArrayList<>();

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private int made;

    /** @param unique a part of branches, tags and Call-IDs that no other run has */
    Account(String name, Transport transport, InetSocketAddress address, String domain, String unique) {
        this.name = name;
        this.transport = transport;
        this.address = address;
        this.domain = domain;
        this.unique = unique;
        line("");
    }

    /** @param line empty text for the main one */
    Line line(String line) {
        return lines.computeIfAbsent(line, each -> new Line(this, each));
    }

    /** The line that a call belongs to; null if there is none. */
    @Nullable
    Line owner(@Nullable String callId) {
        if (callId == null) {
            return null;
        }
        return lines.values().stream()
                .filter(line -> line.call(callId) != null)
                .findFirst()
                .orElse(null);
    }

    /** All calls of all lines. */
    List<Call> calls() {
        List<Call> all = new ArrayList<>();
        lines.values().forEach(line -> all.addAll(line.calls()));
        return all;
    }

    /** The first line on which no call is going on: where the next one rings. */
    Line free() {
        Line line = line("");
        for (int i = 2; line.isBusy(); i++) {
            line = line(Integer.toString(i));
        }
        return line;
    }

    /** The call that a Replaces names: RFC 3891 §3. @param replaces the header's value */
    @Nullable
    Call replacedBy(String replaces) {
        String id = replaces.split(";", 2)[0].strip();
        return calls().stream()
                .filter(call -> call.callId.equals(id)
                        && call.localTag.equals(TextMessage.parameter(replaces, "to-tag"))
                        && TextMessage.parameter(replaces, "from-tag") instanceof String tag
                        && tag.equals(call.remoteTag))
                .findFirst()
                .orElse(null);
    }

    void heard(Line line, TextMessage message) {
        heard.add(new Heard(line, message));
    }

    /** The first such message that was not looked at; those before it are dropped. Null if there is none. */
    @Nullable
    TextMessage look(Line line, Predicate<TextMessage> such) {
        for (int i = 0; i < heard.size(); i++) {
            Heard each = heard.get(i);
            if ((line.name.isEmpty() || each.line() == line) && such.test(each.message())) {
                heard.subList(0, i + 1).clear();
                return each.message();
            }
        }
        return null;
    }

    /**
     * The response that is due: to the newest open request it can be meant for, or once more the last one of that
     * status.
     *
     * @param line empty text for any line
     * @param method null for any
     */
    TextMessage response(String line, int status, @Nullable String method) {
        List<Line> candidates = line.isEmpty() ? List.copyOf(lines.values()) : List.of(line(line));
        for (Line each : candidates) {
            TextMessage due = each.due(status, method);
            if (due != null) {
                return due;
            }
        }
        for (Line each : candidates) {
            TextMessage again = each.again(status, method);
            if (again != null) {
                return again;
            }
        }
        throw new AssertionError(name + " has heard no request that " + status + " could answer");
    }

    /** Its address of record. */
    String aor() {
        return "sip:" + name + "@" + domain;
    }

    /** The URI of its Contact. */
    String contact() {
        String parameter = transport == Transport.UDP ? "" : ";transport=" + transport.parameter();
        return "sip:" + name + "@" + host() + ":" + address.getPort() + parameter;
    }

    /** An offer of audio, at a port without a listener: no media flows. */
    Sdp audio() {
        return Sdp.audio(name, address.getAddress().getHostAddress(), MEDIA_PORT);
    }

    /** A Via with a new branch. */
    String via() {
        return "SIP/2.0/" + transport.name() + " " + host() + ":" + address.getPort() + ";branch=z9hG4bK-"
                + next("branch") + ";rport";
    }

    /** The address literal, as a URI has it. */
    private String host() {
        String host = address.getAddress().getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** A token that was not used before. */
    String next(String what) {
        return name + "-" + what + "-" + unique + ++made;
    }
}
