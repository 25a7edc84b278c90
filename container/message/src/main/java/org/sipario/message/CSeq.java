package org.sipario.message;

/** RFC 3261 §20.16. @param number 0 to 2**31-1 */
public record CSeq(long number, Method method) {

    public static CSeq parse(String text) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
