package org.sipario.message;

import org.jspecify.annotations.Nullable;

/**
 * Bytes to messages: RFC 3261 §7, §18.3, §25; what is accepted and what is refused by RFC 4475 and RFC 5118. It has no
 * state: one parser is for all threads.
 */
public final class MessageParser {

    private final MessageLimits limits;

    /** @param limits bounds on what a peer may send */
    public MessageParser(MessageLimits limits) {
        this.limits = limits;
    }

    /** Bounds on what a peer may send. */
    public MessageLimits limits() {
        return limits;
    }

    /**
     * Reads a whole datagram, or a message cut from a stream by {@link StreamFramer}. The message keeps the array,
     * which must not change afterwards.
     *
     * @return see {@link Parsed}; leading CRLFs are skipped, bytes beyond Content-Length are dropped (§18.3)
     */
    public Parsed datagram(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int from = offset;
        while (from < end && (bytes[from] == '\r' || bytes[from] == '\n')) {
            from++;
        }
        if (from == end || isZeros(bytes, from, end)) {
            return new Parsed.KeepAlive();
        }
        int fault = length > limits.messageBytes() ? 513 : 0;
        return message(bytes, from, end, fault, fault == 0 ? null : "Message Too Large");
    }

    /** Some phones send four zero bytes as a NAT keep-alive. */
    private static boolean isZeros(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return end - from <= 4;
    }

    /** Reads bytes that are refused in any case, for the request to be answered. */
    Parsed.Malformed refused(byte[] bytes, int from, int end, int status, String why) {
        return message(bytes, from, end, status, why) instanceof Parsed.Malformed malformed
                ? malformed
                : new Parsed.Malformed(status, why, null);
    }

    private Parsed message(byte[] bytes, int from, int end, int status, @Nullable String why) {
        int lineEnd = HeaderScanner.lineEnd(bytes, from, end);
        if (lineEnd < 0) {
            return new Parsed.Malformed(400, "No Whole Line", null);
        }
        HeaderScanner scanner = new HeaderScanner(bytes, HeaderScanner.behindBreak(bytes, lineEnd), end, limits);
        if (why != null) {
            scanner.fault(status, why);
        }
        StartLine start = StartLine.read(bytes, from, lineEnd, limits, scanner);
        int bodyFrom = scanner.scan();
        if (bodyFrom - from > limits.headerBytes()) {
            scanner.fault(513, "Headers Too Large");
        }
        check(scanner);
        int bodyTo = bodyEnd(scanner, bodyFrom, end);
        return switch (start) {
            case StartLine.Request request -> {
                CSeq cseq = cseq(scanner);
                if (cseq != null && !cseq.method().equals(request.method())) {
                    scanner.fault(400, "CSeq Method Mismatch");
                }
                MessageText text = text(bytes, from, lineEnd, scanner, bodyFrom, bodyTo);
                yield request(new SipRequest(request.method(), request.uri(), text), scanner);
            }
            case StartLine.Response response
            when scanner.why == null -> {
                MessageText text = text(bytes, from, lineEnd, scanner, bodyFrom, bodyTo);
                yield new Parsed.Whole(new SipResponse(response.status(), response.reason(), text));
            }
            case StartLine.Response _ -> malformed(scanner, null);
            case StartLine.Neither _ -> malformed(scanner, null);
        };
    }

    private static MessageText text(
            byte[] bytes, int from, int lineEnd, HeaderScanner scanner, int bodyFrom, int bodyTo) {
        HeaderField length = scanner.contentLength == null ? MessageEditor.contentLength(bodyTo - bodyFrom) : null;
        Headers headers = scanner.headers(length);
        byte[] start = StartLine.capital(bytes, from, lineEnd);
        return start == null
                ? new MessageText(bytes, from, lineEnd, headers, bytes, bodyFrom, bodyTo)
                : new MessageText(start, 0, start.length, headers, bytes, bodyFrom, bodyTo);
    }

    private static Parsed request(SipRequest request, HeaderScanner scanner) {
        if (scanner.why == null) {
            return new Parsed.Whole(request);
        }
        // An ACK is never answered (RFC 3261 §17), and without a Via there is no address to answer to.
        return malformed(scanner, request.isAck() || !isAnswerable(scanner) ? null : request);
    }

    private static boolean isAnswerable(HeaderScanner scanner) {
        try {
            return scanner.via != null && !scanner.via.viaForAnswer().host().isEmpty();
        } catch (SyntaxException _) {
            // The sent-by is not readable: there is no address to answer to.
            return false;
        }
    }

    private static Parsed.Malformed malformed(HeaderScanner scanner, @Nullable SipRequest request) {
        return new Parsed.Malformed(scanner.status, scanner.why == null ? "Bad Request" : scanner.why, request);
    }

    /** Checks the five headers of every message, and Max-Forwards. */
    private static void check(HeaderScanner scanner) {
        if (scanner.via == null) {
            scanner.fault(400, "Missing Via");
        }
        checkAddress(scanner, scanner.from, "From");
        checkAddress(scanner, scanner.to, "To");
        if (scanner.callId == null || scanner.callId.isEmpty()) {
            scanner.fault(400, "Missing Call-ID");
        }
        if (scanner.cseq == null) {
            scanner.fault(400, "Missing CSeq");
        } else if (cseq(scanner) == null) {
            scanner.fault(400, "Bad CSeq");
        }
        if (scanner.maxForwards != null && scanner.maxForwards.number(255) < 0) {
            scanner.fault(400, "Bad Max-Forwards");
        }
        try {
            if (scanner.via != null && scanner.why == null) {
                scanner.via.via();
            }
        } catch (SyntaxException _) {
            scanner.fault(400, "Bad Via");
        }
        if (scanner.hasTooManyVias()) {
            scanner.fault(483, "Too Many Hops");
        }
    }

    private static void checkAddress(HeaderScanner scanner, @Nullable HeaderField field, String name) {
        if (field == null) {
            scanner.fault(400, "Missing " + name);
            return;
        }
        try {
            if (field.address().isWildcard()) {
                scanner.fault(400, "Bad " + name);
            }
        } catch (SyntaxException _) {
            scanner.fault(400, "Bad " + name);
        }
    }

    private static @Nullable CSeq cseq(HeaderScanner scanner) {
        try {
            return scanner.cseq == null ? null : scanner.cseq.cseq();
        } catch (SyntaxException _) {
            // check() has reported it.
            return null;
        }
    }

    /** Where the body ends: RFC 3261 §18.3. */
    private int bodyEnd(HeaderScanner scanner, int bodyFrom, int end) {
        if (scanner.contentLength == null) {
            return end;
        }
        long length = scanner.contentLength.number(Integer.MAX_VALUE);
        if (length < 0) {
            scanner.fault(400, "Bad Content-Length");
            return bodyFrom;
        }
        if (length > end - bodyFrom) {
            scanner.fault(400, "Body Shorter Than Content-Length");
            return bodyFrom;
        }
        return bodyFrom + (int) length;
    }

    /** The result. */
    public sealed interface Parsed {

        /** A message. @param message its five headers ({@link SipMessage}) are well formed */
        record Whole(SipMessage message) implements Parsed {}

        /**
         * A message that cannot be processed.
         *
         * @param status what to answer: 400, 414, 483, 505, 513 …
         * @param why for the Reason-Phrase and the log
         * @param request as far as it was readable, with its topmost Via at least, to be answered; null if nothing can
         *     be answered. Its other headers may be missing or malformed, and then throw {@link IllegalStateException}
         */
        record Malformed(int status, String why, @Nullable SipRequest request) implements Parsed {}

        /** Only CRLF, or nothing, or up to four zero bytes: a keep-alive (RFC 5626 §3.5.1). */
        record KeepAlive() implements Parsed {}
    }
}
