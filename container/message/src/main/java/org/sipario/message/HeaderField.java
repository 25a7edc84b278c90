package org.sipario.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One header line, received or made here. Immutable; parsed values are cached.
 *
 * <p>It is a range of an array, most often that of the received message, and keeps that array alive: to keep a value
 * for long, take the string.
 */
public final class HeaderField {

    private static final byte[] NOTHING = {};

    private final HeaderName name;

    /** The array that holds the line; the line break is not part of the line. */
    final byte[] source;

    final int lineStart;
    final int lineEnd;
    final int valueStart;
    final int valueEnd;

    // Computed at first use. Two threads may both compute it: the results are equal, so no lock is needed.
    private @Nullable String value;
    private @Nullable Object parsed;

    private record Addresses(List<NameAddr> all) {}

    HeaderField(HeaderName name, byte[] source, int lineStart, int lineEnd, int valueStart, int valueEnd) {
        this.name = name;
        this.source = source;
        this.lineStart = lineStart;
        this.lineEnd = lineEnd;
        this.valueStart = valueStart;
        this.valueEnd = valueEnd;
    }

    /** A new line with the long name. @throws IllegalArgumentException if the value has a line break or NUL */
    public static HeaderField of(HeaderName name, String value) {
        return make(name, name.text(), value);
    }

    /**
     * A new line with the name as it is to be written.
     *
     * @throws IllegalArgumentException if the name is no token, or the value has a line break or NUL
     */
    public static HeaderField written(String name, String value) {
        return make(HeaderName.of(name), name, value);
    }

    private static HeaderField make(HeaderName name, String written, String value) {
        if (!Chars.isToken(written)) {
            throw new IllegalArgumentException("\"" + written + "\" is no name of a header");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\r' || c == '\n' || c == 0) {
                throw new IllegalArgumentException(
                        written + " has a line break or NUL at " + (i + 1) + " of its value");
            }
        }
        String stripped = value.strip();
        byte[] line = (written + ": " + stripped).getBytes(StandardCharsets.UTF_8);
        HeaderField made = new HeaderField(name, line, 0, line.length, written.length() + 2, line.length);
        made.value = stripped;
        return made;
    }

    /** This line with text appended to its value, as to add a tag. */
    HeaderField with(String more) {
        byte[] behind = more.getBytes(StandardCharsets.UTF_8);
        int length = valueEnd - lineStart;
        byte[] line = new byte[length + behind.length];
        System.arraycopy(source, lineStart, line, 0, length);
        System.arraycopy(behind, 0, line, length, behind.length);
        return new HeaderField(name, line, 0, line.length, valueStart - lineStart, line.length);
    }

    /** This line without the first value of its comma list; null if it has only one. */
    @Nullable
    HeaderField withoutFirst() {
        return withFirst(null);
    }

    /** This line with another first value of its comma list. @param first null for none */
    @Nullable
    HeaderField withFirst(@Nullable String first) {
        int comma = name.isList() ? CommaList.comma(source, valueStart, valueEnd) : -1;
        int rest = comma + 1;
        while (comma >= 0 && rest < valueEnd && (Chars.isSpace(source[rest]) || source[rest] == ',')) {
            rest++;
        }
        if (comma < 0 || rest >= valueEnd) {
            return first == null ? null : written(writtenName(), first);
        }
        byte[] mine = first == null ? NOTHING : (first + ", ").getBytes(StandardCharsets.UTF_8);
        int head = valueStart - lineStart;
        byte[] line = new byte[head + mine.length + valueEnd - rest];
        System.arraycopy(source, lineStart, line, 0, head);
        System.arraycopy(mine, 0, line, head, mine.length);
        System.arraycopy(source, rest, line, head + mine.length, valueEnd - rest);
        return new HeaderField(name, line, 0, line.length, head, line.length);
    }

    /** The name of the header. */
    public HeaderName name() {
        return name;
    }

    /** The name as written, which may be compact or in another case. */
    public String writtenName() {
        int end = lineStart;
        while (Chars.isToken(source[end])) {
            end++;
        }
        return new String(source, lineStart, end - lineStart, StandardCharsets.ISO_8859_1);
    }

    /** The whole value, unfolded, without white space around. */
    public String value() {
        String known = value;
        if (known == null) {
            known = text(valueStart, valueEnd);
            value = known;
        }
        return known;
    }

    private String text(int from, int to) {
        return unfold(new String(source, from, to - from, StandardCharsets.UTF_8));
    }

    /** The number of values between the commas, without empty ones. */
    int count() {
        if (!name.isList()) {
            return 1;
        }
        int count = 0;
        int from = valueStart;
        while (true) {
            int comma = CommaList.comma(source, from, valueEnd);
            int to = comma < 0 ? valueEnd : comma;
            while (from < to && Chars.isSpace(source[from])) {
                from++;
            }
            count += from < to ? 1 : 0;
            if (comma < 0) {
                return count;
            }
            from = comma + 1;
        }
    }

    /** A line break with the white space around it is one space: RFC 3261 §7.3.1. */
    private static String unfold(String text) {
        if (text.indexOf('\n') < 0) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int from = at;
            boolean folded = false;
            while (at < text.length() && Chars.isSpace(text.charAt(at))) {
                folded |= text.charAt(at) == '\n';
                at++;
            }
            line.append(folded ? " " : text.substring(from, at));
            if (at < text.length()) {
                line.append(text.charAt(at++));
            }
        }
        return line.toString();
    }

    /** Drops the cached values. */
    void compact() {
        value = null;
        parsed = null;
    }

    /** Whether the value is empty. */
    boolean isEmpty() {
        return valueStart == valueEnd;
    }

    /** The value as a decimal number; -1 if it is none or above the maximum. */
    long number(long max) {
        return Chars.number(source, valueStart, valueEnd, max);
    }

    /** The values between the commas if the header is a list, without empty ones; else the one value. */
    public List<String> values() {
        return name.isList() ? CommaList.split(value()) : List.of(value());
    }

    /** The values as addresses; parsed once. */
    public List<NameAddr> addresses() throws SyntaxException {
        Object found = found();
        return found instanceof Addresses several ? several.all : List.of((NameAddr) found);
    }

    /** The first value as an address; parsed once. */
    NameAddr address() throws SyntaxException {
        Object found = found();
        return found instanceof Addresses several ? several.all.getFirst() : (NameAddr) found;
    }

    /** One address, or several. */
    private Object found() throws SyntaxException {
        Object known = parsed;
        if (known instanceof NameAddr || known instanceof Addresses) {
            return known;
        }
        Cursor cursor = new Cursor(value());
        NameAddr first = AddressReader.read(cursor);
        Object found = first;
        if (!name.isList()) {
            cursor.expectEnd();
        } else if (cursor.nextValue()) {
            List<NameAddr> all = new ArrayList<>();
            all.add(first);
            do {
                all.add(AddressReader.read(cursor));
            } while (cursor.nextValue());
            found = new Addresses(List.copyOf(all));
        }
        parsed = found;
        return found;
    }

    /** The first value of a Via line; parsed once. */
    Via via() throws SyntaxException {
        if (parsed instanceof Via via) {
            return via;
        }
        // The first value only, which is the topmost Via; the rest of the list is not read.
        int comma = CommaList.comma(source, valueStart, valueEnd);
        Cursor cursor = new Cursor(comma < 0 ? value() : text(valueStart, comma));
        Via via = Via.read(cursor, false);
        cursor.expectEnd();
        parsed = via;
        return via;
    }

    /** As much of the first value of a Via line as is readable: enough to address a response. */
    Via viaForAnswer() throws SyntaxException {
        if (parsed instanceof Via via) {
            return via;
        }
        Via via = Via.read(new Cursor(value()), true);
        parsed = via;
        return via;
    }

    /** The value of a CSeq line; parsed once. */
    CSeq cseq() throws SyntaxException {
        if (parsed instanceof CSeq cseq) {
            return cseq;
        }
        CSeq cseq = CSeq.parse(value());
        parsed = cseq;
        return cseq;
    }

    /** The line as on the wire, without the line break. */
    @Override
    public String toString() {
        return new String(source, lineStart, lineEnd - lineStart, StandardCharsets.UTF_8);
    }
}
