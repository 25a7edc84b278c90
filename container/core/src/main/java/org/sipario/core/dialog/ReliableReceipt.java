package org.sipario.core.dialog;

import org.sipario.message.HeaderName;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/**
 * The order of reliable provisional responses, on the side of the UAC: RFC 3262 §4. One for each dialog and INVITE.
 *
 * @param last RSeq of the last response accepted, or -1
 */
public record ReliableReceipt(long last) {

    /** Before the first one. */
    public static final ReliableReceipt NONE = new ReliableReceipt(-1);

    /** The result of {@link #received}. */
    public sealed interface Order {
        /**
         * The next one: to be delivered.
         *
         * @param next for the following responses
         * @param rack for its PRACK
         */
        record InOrder(ReliableReceipt next, RAck rack) implements Order {}

        /** A retransmission, or one is missing before it, or RSeq is not a number: dropped, the UAS retransmits. */
        record Dropped() implements Order {}
    }

    /** Whether a response is reliable: 101 to 199, requires 100rel and has an RSeq. */
    public static boolean isReliable(SipResponse response) {
        return response.isProvisional()
                && response.status() > 100
                && response.headers().has(HeaderName.RSEQ)
                && response.headers().hasToken(HeaderName.REQUIRE, "100rel");
    }

    /** Checks the RSeq of a response for which {@link #isReliable} is true. */
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
