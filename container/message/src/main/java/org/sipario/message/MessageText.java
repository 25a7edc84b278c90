package org.sipario.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The text of a request or response: start line, header lines and body, each a range of some array.
 *
 * <p>Lines that were adjacent in the received message are printed with one copy.
 */
final class MessageText {

    private static final byte[] NO_BODY = {};

    final byte[] start;
    final int startFrom;
    final int startTo;
    final Headers headers;
    private final byte[] bodySource;
    private final int bodyFrom;
    private final int bodyTo;

    // Computed at first use. Two threads may both compute it: the results are equal, so no lock is needed.
    private byte @Nullable [] body;
    private byte @Nullable [] printed;

    MessageText(
            byte[] start, int startFrom, int startTo, Headers headers, byte[] bodySource, int bodyFrom, int bodyTo) {
        this.start = start;
        this.startFrom = startFrom;
        this.startTo = startTo;
        this.headers = headers;
        this.bodySource = bodySource;
        this.bodyFrom = bodyFrom;
        this.bodyTo = bodyTo;
    }

    /** With a new start line and body. */
    MessageText(byte[] start, Headers headers, byte[] body) {
        this(start, 0, start.length, headers, body, 0, body.length);
    }

    /** With changed lines, and with the old or a new start line and body. */
    MessageText with(byte @Nullable [] newStart, Headers changed, byte @Nullable [] newBody) {
        byte[] line = newStart == null ? start : newStart;
        byte[] content = newBody == null ? bodySource : newBody;
        return new MessageText(
                line,
                newStart == null ? startFrom : 0,
                newStart == null ? startTo : line.length,
                changed,
                content,
                newBody == null ? bodyFrom : 0,
                newBody == null ? bodyTo : content.length);
    }

    int bodyLength() {
        return bodyTo - bodyFrom;
    }

    byte[] body() {
        byte[] known = body;
        if (known == null) {
            if (bodyFrom == bodyTo) {
                known = NO_BODY;
            } else if (bodyFrom == 0 && bodyTo == bodySource.length) {
                known = bodySource;
            } else {
                known = Arrays.copyOfRange(bodySource, bodyFrom, bodyTo);
            }
            body = known;
        }
        return known;
    }

    byte[] bytes() {
        byte[] known = printed;
        if (known == null) {
            known = print();
            printed = known;
        }
        return known;
    }

    void compact() {
        printed = null;
        body = null;
        headers.compact();
    }

    private byte[] print() {
        int size = startTo - startFrom + 4 + bodyLength();
        for (int i = 0; i < headers.size(); i++) {
            HeaderField field = headers.get(i);
            size += field.lineEnd - field.lineStart + 2;
        }
        byte[] bytes = new byte[size];
        byte[] source = start;
        int from = startFrom;
        int to = startTo;
        int at = 0;
        for (int i = 0; i < headers.size(); i++) {
            HeaderField field = headers.get(i);
            // Adjacent in the same array, with CRLF between: the copy is extended.
            if (field.source == source && field.lineStart == to + 2) {
                to = field.lineEnd;
                continue;
            }
            at = line(bytes, at, source, from, to);
            source = field.source;
            from = field.lineStart;
            to = field.lineEnd;
        }
        at = line(bytes, at, source, from, to);
        bytes[at++] = '\r';
        bytes[at++] = '\n';
        System.arraycopy(bodySource, bodyFrom, bytes, at, bodyLength());
        return bytes;
    }

    private static int line(byte[] bytes, int at, byte[] source, int from, int to) {
        System.arraycopy(source, from, bytes, at, to - from);
        int end = at + to - from;
        bytes[end] = '\r';
        bytes[end + 1] = '\n';
        return end + 2;
    }

    Via topVia() {
        HeaderField field = needed(HeaderName.VIA);
        try {
            return field.via();
        } catch (SyntaxException e) {
            throw new IllegalStateException("Via: " + e.getMessage(), e);
        }
    }

    NameAddr address(HeaderName name) {
        HeaderField field = needed(name);
        try {
            return field.address();
        } catch (SyntaxException e) {
            throw new IllegalStateException(name + ": " + e.getMessage(), e);
        }
    }

    CSeq cseq() {
        HeaderField field = needed(HeaderName.CSEQ);
        try {
            return field.cseq();
        } catch (SyntaxException e) {
            throw new IllegalStateException("CSeq: " + e.getMessage(), e);
        }
    }

    String callId() {
        return needed(HeaderName.CALL_ID).value();
    }

    private HeaderField needed(HeaderName name) {
        HeaderField field = headers.first(name);
        if (field == null) {
            throw new IllegalStateException("the message has no " + name);
        }
        return field;
    }
}
