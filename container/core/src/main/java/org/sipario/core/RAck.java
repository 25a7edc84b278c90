package org.sipario.core;

import org.sipario.message.Method;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/**
 * Which reliable provisional response a PRACK acknowledges: RFC 3262 §7.2.
 *
 * @param rseq its RSeq
 * @param cseq its CSeq number
 * @param method its CSeq method
 */
public record RAck(long rseq, long cseq, Method method) {

    public static RAck parse(String text) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /** What a PRACK for that response carries. @throws SyntaxException if its RSeq is absent or no number */
    public static RAck of(SipResponse reliable) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return rseq + " " + cseq + " " + method;
    }
}
