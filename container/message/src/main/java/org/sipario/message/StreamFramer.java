package org.sipario.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the messages out of one stream by their Content-Length: RFC 3261 §18.3, keep-alives by RFC 5626 §3.5.1.
 *
 * <p>Feed the bytes read, then take frames until there is {@link Frame.More}. It holds at most one message of the
 * largest size and the bytes fed last. For one connection, used by one thread at a time.
 */
public final class StreamFramer {

    private static final int FIRST_SIZE = 2_048;
    private static final Frame MORE = new Frame.More();
    private static final Frame PING = new Frame.Ping();
    private static final Frame PONG = new Frame.Pong();

    private final MessageParser parser;
    private final MessageLimits limits;

    private byte[] buffer = {};
    private int start;
    private int end;

    /** How far the headers of the next message have been searched for the empty line. */
    private int searched;

    /** The position after the empty line; 0 before it is found. */
    private int headEnd;

    private int bodyLength;

    /** The last CRLF was taken for a pong; if another one follows, both are a ping. */
    private boolean halfPing;

    private Frame.@Nullable Broken broken;

    /** @param parser for its limits, and to read a refused message so that it can be answered */
    public StreamFramer(MessageParser parser) {
        this.parser = parser;
        this.limits = parser.limits();
    }

    /** A part of the stream. */
    public sealed interface Frame {

        /** Exactly one message, in an array of its own: for {@link MessageParser#datagram}. */
        record Message(byte[] bytes) implements Frame {}

        /** The keep-alive of a client, two CRLF: to be answered with one. */
        record Ping() implements Frame {}

        /** A single CRLF: the answer to a ping, or the keep-alive of some phones. */
        record Pong() implements Frame {}

        /** No whole frame is left: feed more. */
        record More() implements Frame {}

        /**
         * The start of the next message is unknown: answer the request if there is one, then close. This is the last
         * frame.
         *
         * @param malformed the status and reason to answer, and the request if it is readable
         */
        record Broken(MessageParser.Parsed.Malformed malformed) implements Frame {}
    }

    /** Adds bytes read; they are copied. */
    public void feed(byte[] bytes, int offset, int length) {
        if (broken != null) {
            return;
        }
        if (end + length > buffer.length) {
            makeRoom(length);
        }
        System.arraycopy(bytes, offset, buffer, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        int held = end - start;
        byte[] target = held + length <= buffer.length
                ? buffer
                : new byte[Math.max(held + length, Math.max(FIRST_SIZE, buffer.length * 2))];
        System.arraycopy(buffer, start, target, 0, held);
        buffer = target;
        searched -= start;
        headEnd = headEnd == 0 ? 0 : headEnd - start;
        start = 0;
        end = held;
    }

    /** How many bytes of an unfinished message are held. */
    public int held() {
        return end - start;
    }

    /** The next frame. */
    public Frame next() {
        if (broken != null) {
            return broken;
        }
        if (start == end) {
            release();
            return MORE;
        }
        if (headEnd == 0) {
            Frame breaks = lineBreaks();
            if (breaks != null) {
                return breaks;
            }
            if (!Chars.isToken(buffer[start])) {
                return broken(400, "No Message");
            }
            if (!findHead()) {
                return end - start > limits.headerBytes() ? broken(513, "Headers Too Large") : MORE;
            }
            Frame fault = measure();
            if (fault != null) {
                return fault;
            }
        }
        if (end - headEnd < bodyLength) {
            return MORE;
        }
        int to = headEnd + bodyLength;
        byte[] message = Arrays.copyOfRange(buffer, start, to);
        begin(to);
        return new Frame.Message(message);
    }

    /** An idle connection holds no buffer. */
    private void release() {
        buffer = new byte[0];
        end = 0;
        begin(0);
    }

    private void begin(int at) {
        start = at;
        searched = at;
        headEnd = 0;
        bodyLength = 0;
    }

    /** The CRLFs between messages; null if a message begins. */
    private @Nullable Frame lineBreaks() {
        int first = breakLength(start);
        if (first == 0) {
            halfPing = false;
            return null;
        }
        if (first < 0) {
            return MORE;
        }
        int second = halfPing || start + first == end ? 0 : breakLength(start + first);
        if (second < 0) {
            // The line feed of the second CRLF has not been read yet.
            return MORE;
        }
        boolean ping = halfPing || second > 0;
        halfPing = !ping && start + first == end;
        begin(start + first + second);
        return ping ? PING : PONG;
    }

    /** The length of the line break at a position; 0 if there is none, -1 if more bytes are needed to tell. */
    private int breakLength(int at) {
        if (buffer[at] == '\n') {
            return 1;
        }
        if (buffer[at] != '\r') {
            return 0;
        }
        if (at + 1 == end) {
            return -1;
        }
        return buffer[at + 1] == '\n' ? 2 : 0;
    }

    /** Searches the empty line after the headers. */
    private boolean findHead() {
        for (int i = Math.max(searched, start + 1); i < end; i++) {
            if (buffer[i] == '\n' && i >= start + 2) {
                int before = buffer[i - 1] == '\r' ? i - 2 : i - 1;
                if (buffer[before] == '\n') {
                    headEnd = i + 1;
                    return true;
                }
            }
        }
        searched = end;
        return false;
    }

    /** Reads Content-Length; an error frame if that is not possible. */
    private @Nullable Frame measure() {
        if (headEnd - start > limits.headerBytes()) {
            return broken(513, "Headers Too Large");
        }
        int at = HeaderScanner.nextLine(buffer, start, headEnd);
        HeaderScanner lines = new HeaderScanner(buffer, at, headEnd, limits);
        int found = lines.countContentLengths();
        HeaderField field = lines.contentLength;
        if (found != 1 || field == null) {
            return broken(400, found == 0 ? "Missing Content-Length" : "More Than One Content-Length");
        }
        long length = field.number(Integer.MAX_VALUE);
        if (length < 0) {
            return broken(400, "Bad Content-Length");
        }
        if (headEnd - start + length > limits.messageBytes()) {
            return broken(413, "Request Entity Too Large");
        }
        bodyLength = (int) length;
        return null;
    }

    private Frame broken(int status, String why) {
        byte[] head = Arrays.copyOfRange(buffer, start, headEnd == 0 ? end : headEnd);
        Frame.Broken frame = new Frame.Broken(parser.refused(head, 0, head.length, status, why));
        broken = frame;
        release();
        return frame;
    }
}
