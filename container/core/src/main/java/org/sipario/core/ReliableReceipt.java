package org.sipario.core;

import org.sipario.message.SipResponse;

/**
 * The order of reliable provisional responses, on the side that receives them: RFC 3262 §4. One a dialog and INVITE.
 *
 * @param last RSeq of the last one taken, or -1
 */
public record ReliableReceipt(long last) {

    /** Before the first one. */
    public static final ReliableReceipt NONE = new ReliableReceipt(-1);

    /** What an RSeq tells. */
    public sealed interface Order {
        /** News: deliver. @param next to judge the following ones. @param rack for its PRACK */
        record InOrder(ReliableReceipt next, RAck rack) implements Order {}

        /** Seen before, or a predecessor is missing: drop, the sender repeats it. */
        record Dropped() implements Order {}
    }

    /** Whether a response is one of these: 101 to 199 that requires 100rel and has an RSeq. */
    public static boolean isReliable(SipResponse response) {
        throw new UnsupportedOperationException();
    }

    /** Judges a response for which {@link #isReliable} is true. */
    public Order received(SipResponse reliable) {
        throw new UnsupportedOperationException();
    }
}
