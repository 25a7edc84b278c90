package org.sipario.message;

import org.jspecify.annotations.Nullable;

/** Bytes to messages: RFC 3261 §7, §18.3, §25. */
public final class MessageParser {

    /** @param limits what a stranger may send at most */
    public MessageParser(MessageLimits limits) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a whole datagram. The array is kept by the message and must not change afterwards.
     *
     * @return see {@link Parsed}; leading CRLFs are skipped, bytes behind Content-Length are dropped (§18.3)
     */
    public Parsed datagram(byte[] bytes, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /** What came of the bytes. */
    public sealed interface Parsed {

        /** A message. */
        record Whole(SipMessage message) implements Parsed {}

        /**
         * Not a message that can be worked with.
         *
         * @param status what to answer: 400, 414, 505, 513 …
         * @param why for the Reason-Phrase and the log
         * @param request what was understood where that is enough to answer it; else null: drop
         */
        record Malformed(int status, String why, @Nullable SipRequest request) implements Parsed {}

        /** Only CRLF, or nothing: a keep-alive (RFC 5626 §3.5.1). */
        record KeepAlive() implements Parsed {}
    }
}
