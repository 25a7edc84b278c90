package org.sipario.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A message as a test user agent sees it: lines of text, read and written without the server's own parser. Immutable.
 * RFC 3261 §7.
 */
public final class TextMessage {

    private record Line(String name, String value) {}

    private static final String LISTS = " via route record-route contact path ";

    private final String startLine;
    private final List<Line> lines;
    private final byte[] body;

    private TextMessage(String startLine, List<Line> lines, byte[] body) {
        this.startLine = startLine;
        this.lines = List.copyOf(lines);
        this.body = body;
    }

    /** A message with a start line and nothing else. */
    public static TextMessage startingWith(String startLine) {
        return new TextMessage(startLine, List.of(), new byte[0]);
    }

    /**
     * Reads a whole message.
     *
     * @throws IllegalArgumentException if a line is none of a message, or Content-Length does not say how long the body
     *     is
     */
    public static TextMessage parse(byte[] bytes) {
        // One char a byte, so that the body may be anything.
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalArgumentException(
                    "no empty line behind the headers:\n" + new String(bytes, StandardCharsets.UTF_8));
        }
        String[] head = new String(bytes, 0, end, StandardCharsets.UTF_8)
                .replaceAll("\r\n[ \t]+", " ")
                .split("\r\n", -1);
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("not a header: " + head[i]);
            }
            lines.add(new Line(
                    head[i].substring(0, colon).strip(),
                    head[i].substring(colon + 1).strip()));
        }
        TextMessage message = new TextMessage(head[0], lines, Arrays.copyOfRange(bytes, end + 4, bytes.length));
        String length = message.header("Content-Length");
        int actual = message.body.length;
        if (length != null && !length.equals(Integer.toString(actual))) {
            throw new IllegalArgumentException("Content-Length: " + length + " but the body has " + actual + " bytes");
        }
        return message;
    }

    /** As it goes over the wire; Content-Length is added where none is there. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(startLine).append("\r\n");
        for (Line line : lines) {
            text.append(line.name()).append(": ").append(line.value()).append("\r\n");
        }
        if (header("Content-Length") == null) {
            text.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] head = text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /** The first line. */
    public String startLine() {
        return startLine;
    }

    /** Whether it is a request. */
    public boolean isRequest() {
        return !startLine.startsWith("SIP/2.0 ");
    }

    /** The method of a request; for a response the one of CSeq, empty text where it has none. */
    public String method() {
        if (isRequest()) {
            return word(startLine, 0);
        }
        String sequence = header("CSeq");
        return sequence == null ? "" : word(sequence, 1);
    }

    /** The Request-URI of a request. */
    public String uri() {
        return word(startLine, 1);
    }

    /** The status of a response; 0 for a request. */
    public int status() {
        return isRequest() ? 0 : Integer.parseInt(word(startLine, 1));
    }

    /** The reason phrase of a response. */
    public String reason() {
        String[] words = startLine.split(" ", 3);
        return words.length < 3 ? "" : words[2];
    }

    /** What a ladder calls it: the method or the status. */
    public String what() {
        return isRequest() ? method() : Integer.toString(status());
    }

    /** The first value of a header, whole line; null where there is none. Compact names are understood. */
    public @Nullable String header(String name) {
        for (Line line : lines) {
            if (isNamed(line, name)) {
                return line.value();
            }
        }
        return null;
    }

    /** All values of a header; the lists of Via, Route, Record-Route, Contact and Path are split at their commas. */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (Line line : lines) {
            if (isNamed(line, name)) {
                if (LISTS.contains(" " + name.toLowerCase(Locale.ROOT) + " ")) {
                    values.addAll(Commas.split(line.value()));
                } else {
                    values.add(line.value());
                }
            }
        }
        return values;
    }

    /** The first value of a header that must be there. */
    public String required(String name) {
        String value = header(name);
        if (value == null) {
            throw new AssertionError("no " + name + " in:\n" + this);
        }
        return value;
    }

    /** All Via values, topmost first. */
    public List<String> via() {
        return headers("Via");
    }

    /** The branch of the topmost Via; empty text where there is none. */
    public String branch() {
        String branch = via().isEmpty() ? null : parameter(via().getFirst(), "branch");
        return branch == null ? "" : branch;
    }

    /** The Call-ID. */
    public String callId() {
        return required("Call-ID");
    }

    /** The number of CSeq. */
    public long sequence() {
        return Long.parseLong(word(required("CSeq"), 0));
    }

    /** The tag of From or To, or null. */
    public @Nullable String tag(String header) {
        return parameter(required(header), "tag");
    }

    /** The URI of the first value of a header as Contact; null where there is none. */
    public @Nullable String uriOf(String header) {
        List<String> values = headers(header);
        return values.isEmpty() ? null : uriIn(values.getFirst());
    }

    /** The body, read as UTF-8. */
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as it came. */
    public byte[] bodyBytes() {
        return body.clone();
    }

    /** The session description that is the body; null where the body is none. */
    public @Nullable Sdp sdp() {
        String type = header("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(Sdp.TYPE) ? Sdp.parse(body()) : null;
    }

    /** With one more line at the end. */
    public TextMessage plus(String name, String value) {
        List<Line> changed = new ArrayList<>(lines);
        changed.add(new Line(name, value));
        return new TextMessage(startLine, changed, body);
    }

    /** With all lines of a name replaced by one at the place of the first, or added. */
    public TextMessage with(String name, String value) {
        List<Line> changed = new ArrayList<>();
        boolean done = false;
        for (Line line : lines) {
            if (!isNamed(line, name)) {
                changed.add(line);
            } else if (!done) {
                changed.add(new Line(name, value));
                done = true;
            }
        }
        return done ? new TextMessage(startLine, changed, body) : plus(name, value);
    }

    /** Without the lines of a name. */
    public TextMessage without(String name) {
        return new TextMessage(
                startLine, lines.stream().filter(line -> !isNamed(line, name)).toList(), body);
    }

    /** With another first line. */
    public TextMessage withStartLine(String changed) {
        return new TextMessage(changed, lines, body);
    }

    /** With a body of text and its Content-Type. */
    public TextMessage withBody(String type, String text) {
        return withBody(type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** With a body of any kind and its Content-Type. */
    public TextMessage withBody(String type, byte[] bytes) {
        TextMessage typed = with("Content-Type", type);
        return new TextMessage(startLine, typed.lines, bytes.clone());
    }

    /** Without a body. */
    public TextMessage withoutBody() {
        return new TextMessage(startLine, without("Content-Type").lines, new byte[0]);
    }

    /** Applies a function, for use within a chain of calls. */
    public TextMessage change(UnaryOperator<TextMessage> change) {
        return change.apply(this);
    }

    /** The value of a parameter behind a header's value, outside of angle brackets; null where it is absent. */
    static @Nullable String parameter(String value, String name) {
        int from = Math.max(value.lastIndexOf('>'), 0);
        for (String part : value.substring(from).split(";", -1)) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(name)) {
                return pair[1].strip();
            }
        }
        return null;
    }

    /** The URI of a name-addr or addr-spec. */
    static String uriIn(String value) {
        int open = value.indexOf('<');
        if (open >= 0) {
            return value.substring(open + 1, value.indexOf('>', open));
        }
        int semicolon = value.indexOf(';');
        return semicolon < 0 ? value : value.substring(0, semicolon);
    }

    private static boolean isNamed(Line line, String name) {
        return CompactNames.full(line.name()).equalsIgnoreCase(CompactNames.full(name));
    }

    private static String word(String text, int index) {
        String[] words = text.split(" +", 3);
        if (index >= words.length) {
            throw new IllegalArgumentException("no word " + (index + 1) + " in: " + text);
        }
        return words[index];
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
