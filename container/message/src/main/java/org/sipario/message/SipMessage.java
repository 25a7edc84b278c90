package org.sipario.message;

/**
 * A request or response: RFC 3261 §7. Immutable. Whoever is given one by the wire knows that topmost Via, From, To, Call-ID
 * and CSeq are there and well formed; every other header is looked at only when asked for.
 *
 * <p>In a message made here, one of the five that was not given (the Via of a request not sent yet) or is not well formed
 * shows as an {@link IllegalStateException} when asked for.
 */
public sealed interface SipMessage permits SipRequest, SipResponse {

    /** All header lines, in order; one of them a right Content-Length. */
    Headers headers();

    /** The body; empty array where there is none. Not to be changed. */
    byte[] body();

    /** The first value of Via: who sent the message last, or gets the response next. */
    Via topVia();

    /** Who asks; its tag may be missing where the caller is an old client (RFC 2543). */
    NameAddr from();

    /** Who is asked; with a tag once the other side has spoken. */
    NameAddr to();

    /** The Call-ID as it came. */
    String callId();

    /** Number and method. */
    CSeq cseq();

    /**
     * The message as it goes over the wire. Unchanged headers are copied, not reprinted; Content-Length is always right.
     * Made once and kept: not to be changed.
     */
    byte[] toBytes();

    /**
     * Lets go of what can be found again in its lines: for a message that is kept for long and hardly ever looked at. It answers
     * everything as before.
     */
    void compact();
}
