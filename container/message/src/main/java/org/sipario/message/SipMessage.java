package org.sipario.message;

/**
 * A request or response: RFC 3261 §7. Immutable. In a received message topmost Via, From, To, Call-ID and CSeq are
 * there and well formed; other headers are parsed only when they are read.
 *
 * <p>In a message made here, one of the five that is missing (the Via of a request not sent yet) or malformed throws an
 * {@link IllegalStateException} when it is read.
 */
public sealed interface SipMessage permits SipRequest, SipResponse {

    /** All header lines, in order, with a correct Content-Length. */
    Headers headers();

    /** The body, an empty array if there is none. Not to be changed. */
    byte[] body();

    /** The first value of Via: the sender of the request on its last hop, to which the response goes next. */
    Via topVia();

    /** The originator of the request; without tag if it is a client of RFC 2543. */
    NameAddr from();

    /** The addressee of the request; with a tag in responses and in requests within a dialog. */
    NameAddr to();

    /** The Call-ID. */
    String callId();

    /** Sequence number and method. */
    CSeq cseq();

    /**
     * The message as on the wire. Unchanged headers are copied, not printed again; Content-Length is always correct.
     * The array is cached and not to be changed.
     */
    byte[] toBytes();

    /**
     * Drops the cached values, which are computed again when needed: for a message that is kept for long and hardly
     * ever read.
     */
    void compact();
}
