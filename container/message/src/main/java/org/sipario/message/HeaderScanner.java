package org.sipario.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the header lines of one message without parsing their values: RFC 3261 §7.3.
 *
 * <p>The first error is kept, and scanning goes on: a request with a bad line is answered, which needs its other lines.
 */
final class HeaderScanner {

    private final byte[] bytes;
    private final int end;
    private final MessageLimits limits;

    private HeaderField[] fields = new HeaderField[16];
    private int count;
    private int seen;
    private int at;

    /** The first error: status to answer and reason; 0 and null while there is none. */
    int status;

    @Nullable
    String why;

    /** The headers of every message, the first line of each. */
    @Nullable
    HeaderField via;

    @Nullable
    HeaderField from;

    @Nullable
    HeaderField to;

    @Nullable
    HeaderField callId;

    @Nullable
    HeaderField cseq;

    @Nullable
    HeaderField maxForwards;

    @Nullable
    HeaderField contentLength;

    private int viaLines;
    private int viaBytes;

    HeaderScanner(byte[] bytes, int from, int end, MessageLimits limits) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.limits = limits;
    }

    /** Keeps an error unless there was one before. */
    void fault(int code, String reason) {
        if (status == 0) {
            status = code;
            why = reason;
        }
    }

    /** The end of the line that begins at a position, without the line break; -1 if there is no line break. */
    static int lineEnd(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\n') {
                return i > from && bytes[i - 1] == '\r' ? i - 1 : i;
            }
        }
        return -1;
    }

    /** The position after the line break that begins at a position. */
    static int behindBreak(byte[] bytes, int at) {
        return bytes[at] == '\r' ? at + 2 : at + 1;
    }

    /** The position after the first line break from a position on, or the end. */
    static int nextLine(byte[] bytes, int from, int end) {
        int line = lineEnd(bytes, from, end);
        return line < 0 ? end : behindBreak(bytes, line);
    }

    /**
     * Scans for Content-Length only, to find the end of a message in a stream.
     *
     * @return how many there are; {@link #contentLength} is the last
     */
    int countContentLengths() {
        int found = 0;
        while (at < end) {
            int first = bytes[at] | 0x20;
            if (first == 'c' || first == 'l') {
                HeaderField before = contentLength;
                seen = 0;
                line();
                found += contentLength == before ? 0 : 1;
            } else {
                foldedLineEnd(at);
            }
        }
        return found;
    }

    /** Reads all lines. @return where the body begins */
    int scan() {
        while (at < end) {
            byte b = bytes[at];
            if (b == '\n') {
                return at + 1;
            }
            if (b == '\r' && at + 1 < end && bytes[at + 1] == '\n') {
                return at + 2;
            }
            line();
        }
        // No empty line: accepted if every line is whole, as there is no body then (Content-Length is checked).
        return end;
    }

    private void line() {
        int lineStart = at;
        int hash = 0;
        int p = at;
        while (p < end) {
            byte b = bytes[p];
            if (b == ':' || b <= ' ' && b >= 0) {
                break;
            }
            hash = Chars.hash(hash, b);
            p++;
        }
        int nameEnd = p;
        while (p < end && (bytes[p] == ' ' || bytes[p] == '\t')) {
            p++;
        }
        boolean named = nameEnd > lineStart && p < end && bytes[p] == ':';
        int valueStart = named ? p + 1 : p;
        int lineEnd = foldedLineEnd(valueStart);
        if (!named) {
            fault(400, "Header Line Without Colon");
            return;
        }
        if (lineEnd < 0) {
            fault(400, "Header Line Without End");
            return;
        }
        HeaderName name = HeaderName.known(bytes, lineStart, nameEnd, hash);
        if (name == null) {
            if (!Chars.isToken(bytes, lineStart, nameEnd)) {
                fault(400, "Bad Header Name");
                return;
            }
            name = HeaderName.of(bytes, lineStart, nameEnd, hash);
        }
        int valueEnd = lineEnd;
        while (valueStart < valueEnd && Chars.isSpace(bytes[valueStart])) {
            valueStart++;
        }
        while (valueEnd > valueStart && Chars.isSpace(bytes[valueEnd - 1])) {
            valueEnd--;
        }
        keep(new HeaderField(name, bytes, lineStart, lineEnd, valueStart, valueEnd));
    }

    /** Skips the line and its continuation lines. @return the end of its text, or -1 if it has no line break */
    private int foldedLineEnd(int from) {
        int p = from;
        while (p < end) {
            byte b = bytes[p++];
            if (b > '\r' || b < 0) {
                continue;
            }
            if (b == '\r' && (p == end || bytes[p] != '\n')) {
                fault(400, "Carriage Return Inside a Line");
            } else if (b == '\n' && (p == end || bytes[p] != ' ' && bytes[p] != '\t')) {
                at = p;
                return p - 2 >= from && bytes[p - 2] == '\r' ? p - 2 : p - 1;
            }
        }
        at = end;
        return -1;
    }

    private void keep(HeaderField field) {
        HeaderName name = field.name();
        int single = name.single();
        if (single != 0) {
            if ((seen & single) != 0) {
                fault(400, "More Than One " + name);
            } else {
                seen |= single;
                keepSingle(field, name);
            }
        } else if (name == HeaderName.VIA) {
            if (via == null) {
                via = field;
            }
            viaLines++;
            viaBytes += field.lineEnd - field.lineStart;
        }
        if (count >= limits.headers()) {
            fault(513, "Too Many Header Lines");
            // Headers that a response copies are kept nevertheless.
            if (single == 0 && name != HeaderName.VIA) {
                return;
            }
        }
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, count * 2);
        }
        fields[count++] = field;
    }

    private void keepSingle(HeaderField field, HeaderName name) {
        if (name == HeaderName.FROM) {
            from = field;
        } else if (name == HeaderName.TO) {
            to = field;
        } else if (name == HeaderName.CALL_ID) {
            callId = field;
        } else if (name == HeaderName.CSEQ) {
            cseq = field;
        } else if (name == HeaderName.MAX_FORWARDS) {
            maxForwards = field;
        } else if (name == HeaderName.CONTENT_LENGTH) {
            contentLength = field;
        }
    }

    /** Whether the message has more Via values than allowed. */
    boolean hasTooManyVias() {
        // The shortest value has 14 bytes: most messages need no count.
        if (viaLines <= limits.vias() && viaBytes / 14 <= limits.vias()) {
            return false;
        }
        int values = 0;
        for (int i = 0; i < count; i++) {
            HeaderField field = fields[i];
            if (field.name() == HeaderName.VIA) {
                int from = field.valueStart;
                do {
                    values++;
                    from = CommaList.comma(bytes, from, field.valueEnd) + 1;
                } while (from > 0);
            }
        }
        return values > limits.vias();
    }

    /** The lines found. @param last a line to append, or null */
    Headers headers(@Nullable HeaderField last) {
        if (last == null) {
            return new Headers(fields, count);
        }
        HeaderField[] all = Arrays.copyOf(fields, count + 1);
        all[count] = last;
        return new Headers(all, count + 1);
    }
}
