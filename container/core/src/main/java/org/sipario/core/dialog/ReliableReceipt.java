package org.sipario.core.dialog;

import org.sipario.message.HeaderName;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/**
 * The order of reliable provisional responses, on the side that receives them: RFC 3262 §4. One for each dialog and INVITE.
 *
 * @param last RSeq of the last one taken, or -1
 */
public record ReliableReceipt(long last) {

    /** Before the first one. */
    public static final ReliableReceipt NONE = new ReliableReceipt(-1);

    /** What an RSeq tells. */
    public sealed interface Order {
        /**
         * News: deliver.
         *
         * @param next to judge the following ones
         * @param rack for its PRACK
         */
        record InOrder(ReliableReceipt next, RAck rack) implements Order {}

        /** Seen before, or a predecessor is missing, or RSeq is no number: drop, the sender repeats it. */
        record Dropped() implements Order {}
    }

    /** Whether a response is one of these: 101 to 199 that requires 100rel and has an RSeq. */
    public static boolean isReliable(SipResponse response) {
        return response.isProvisional()
                && response.status() > 100
                && response.headers().has(HeaderName.RSEQ)
                && response.headers().hasToken(HeaderName.REQUIRE, "100rel");
    }

    /** Judges a response for which {@link #isReliable} is true. */
    public Order received(SipResponse reliable) {
        try {
            RAck rack = RAck.of(reliable);
            boolean expected = last < 0 || rack.rseq() == last + 1;
            return expected ? new Order.InOrder(new ReliableReceipt(rack.rseq()), rack) : new Order.Dropped();
        } catch (SyntaxException e) {
            return new Order.Dropped();
        }
    }
}
