package org.sipario.core.dialog;

import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/**
 * The reliable provisional response that a PRACK acknowledges: RFC 3262 §7.2.
 *
 * @param rseq its RSeq
 * @param cseq its CSeq number
 * @param method its CSeq method
 */
public record RAck(long rseq, long cseq, Method method) {

    /**
     * Reads a header value.
     *
     * @throws SyntaxException if it is not two numbers and a method
     */
    public static RAck parse(String text) throws SyntaxException {
        String[] parts = text.strip().split("[ \t]+", -1);
        if (parts.length != 3) {
            throw new SyntaxException("RAck \"" + text + "\" is not RSeq, CSeq number and method");
        }
        return new RAck(number(parts[0], "RAck"), number(parts[1], "RAck"), Method.of(parts[2]));
    }

    /**
     * The RAck of the PRACK for a response.
     *
     * @throws SyntaxException if its RSeq is absent or not a number
     */
    public static RAck of(SipResponse reliable) throws SyntaxException {
        String rseq = reliable.headers().value(HeaderName.RSEQ);
        if (rseq == null) {
            throw new SyntaxException("RSeq is absent");
        }
        return new RAck(
                number(rseq, "RSeq"), reliable.cseq().number(), reliable.cseq().method());
    }

    private static long number(String text, String header) throws SyntaxException {
        try {
            return Integer.parseUnsignedInt(text) & 0xffff_ffffL;
        } catch (NumberFormatException e) {
            throw new SyntaxException(header + " \"" + text + "\" is no number below 2**32");
        }
    }

    /** The header value. */
    @Override
    public String toString() {
        return rseq + " " + cseq + " " + method;
    }
}
