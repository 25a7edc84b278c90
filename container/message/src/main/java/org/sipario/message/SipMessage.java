package org.sipario.message;

/**
 * A request or response: RFC 3261 §7. Immutable. Whoever holds one knows that topmost Via, From, To, Call-ID and CSeq are
 * there and well formed; every other header is looked at only when asked for.
 */
public sealed interface SipMessage permits SipRequest, SipResponse {

    Headers headers();

    /** The body; empty array where there is none. Not to be changed. */
    byte[] body();

    Via topVia();

    NameAddr from();

    NameAddr to();

    String callId();

    CSeq cseq();

    /** The message as it goes over the wire. Unchanged headers are copied, not reprinted; Content-Length is always right. */
    byte[] toBytes();
}
