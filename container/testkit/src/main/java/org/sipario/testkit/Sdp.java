package org.sipario.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session description (RFC 4566) as lines of text: what is not understood stays as it is. Enough for the offers and
 * answers (RFC 3264) of test user agents, which speak audio and send none.
 *
 * @param lines in order, without their ends
 */
public record Sdp(List<String> lines) {

    /** Its Content-Type. */
    static final String TYPE = "application/sdp";

    private static final Set<String> DIRECTIONS = Set.of("a=sendrecv", "a=sendonly", "a=recvonly", "a=inactive");

    /** @throws IllegalArgumentException naming the line that is none */
    public Sdp {
        lines = List.copyOf(lines);
        for (String line : lines) {
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw new IllegalArgumentException("not a line of a session description: \"" + line + "\"");
            }
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith("v=")) {
            throw new IllegalArgumentException("a session description begins with v=, not with " + lines);
        }
    }

    /** Reads one; lines may end in CRLF or LF. */
    public static Sdp parse(String text) {
        return new Sdp(text.lines().toList());
    }

    /**
     * One audio stream, PCMU and PCMA.
     *
     * @param host an address literal, IPv6 without brackets
     */
    static Sdp audio(String user, String host, int port) {
        String address = (host.contains(":") ? "IP6 " : "IP4 ") + host;
        return new Sdp(List.of(
                "v=0",
                "o=" + user + " 1 1 IN " + address,
                "s=-",
                "c=IN " + address,
                "t=0 0",
                "m=audio " + port + " RTP/AVP 0 8",
                "a=sendrecv"));
    }

    /** As a body. */
    public String text() {
        return String.join("\r\n", lines) + "\r\n";
    }

    /** The media lines without {@code m=}, as {@code audio 40000 RTP/AVP 0 8}. */
    public List<String> media() {
        return lines.stream()
                .filter(line -> line.startsWith("m="))
                .map(line -> line.substring(2))
                .toList();
    }

    /** Which way the first stream goes: its own attribute, else the session's, else both ways. */
    public Direction direction() {
        Direction found = Direction.SENDRECV;
        int streams = 0;
        for (String line : lines) {
            if (line.startsWith("m=") && ++streams > 1) {
                break;
            }
            if (DIRECTIONS.contains(line)) {
                found = Direction.named(line.substring(2));
            }
        }
        return found;
    }

    /** The value of an attribute, as {@code rtpmap}; empty text for one without value; null where there is none. */
    public @Nullable String attribute(String name) {
        for (String line : lines) {
            if (line.equals("a=" + name)) {
                return "";
            }
            if (line.startsWith("a=" + name + ":")) {
                return line.substring(name.length() + 3);
            }
        }
        return null;
    }

    /** The version of the session, by which the other side sees that something changed: RFC 4566 §5.2. */
    public long version() {
        return Long.parseLong(origin()[2]);
    }

    /** The next version, all its streams going that way. */
    Sdp next(Direction direction) {
        List<String> changed = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("o=")) {
                String[] origin = origin();
                origin[2] = Long.toString(version() + 1);
                changed.add(String.join(" ", origin));
            } else if (!DIRECTIONS.contains(line)) {
                changed.add(line);
            }
        }
        return new Sdp(changed).going(direction);
    }

    /** The same version, all its streams going that way. */
    Sdp going(Direction direction) {
        List<String> changed = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("m=") && changed.stream().anyMatch(each -> each.startsWith("m="))) {
                changed.add("a=" + direction.attribute());
            }
            if (!DIRECTIONS.contains(line)) {
                changed.add(line);
            }
        }
        changed.add("a=" + direction.attribute());
        return new Sdp(changed);
    }

    /**
     * Answers an offer, stream by stream: the first audio is accepted, all others are refused with port 0. RFC 3264 §6.
     */
    Sdp answering(Sdp offer, Direction direction) {
        List<String> answer = new ArrayList<>(
                lines.stream().takeWhile(line -> !line.startsWith("m=")).toList());
        answer.removeIf(DIRECTIONS::contains);
        String own = port();
        boolean accepted = false;
        for (String stream : offer.media()) {
            String[] words = stream.split(" ", -1);
            boolean accept = !accepted && words[0].equals("audio") && !words[1].equals("0");
            words[1] = accept ? own : "0";
            answer.add("m=" + String.join(" ", words));
            if (accept) {
                answer.add("a=" + direction.attribute());
                accepted = true;
            }
        }
        return new Sdp(answer);
    }

    /** Of the first stream that was not refused. */
    private String port() {
        return media().stream()
                .map(stream -> stream.split(" ", -1)[1])
                .filter(port -> !port.equals("0"))
                .findFirst()
                .orElse("0");
    }

    private String[] origin() {
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            if (line.startsWith("o=") && words.length >= 3) {
                return words;
            }
        }
        throw new IllegalArgumentException("no whole o= line in " + lines);
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
