package org.sipario.message;

import org.jspecify.annotations.Nullable;

/**
 * Sequence number and method of a request: RFC 3261 §20.16.
 *
 * @param number 0 to 2**31-1
 * @param method the method of the request
 */
public record CSeq(long number, Method method) {

    /** The highest number (RFC 3261 §8.1.1.5). */
    public static final long MAX = Integer.MAX_VALUE;

    /** Refuses a number out of range. */
    public CSeq {
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("CSeq " + number + " is not 0.." + MAX);
        }
    }

    /** Reads number and method. @throws SyntaxException if there is no number in range or no method */
    public static CSeq parse(String text) throws SyntaxException {
        Cursor cursor = new Cursor(text);
        cursor.skipSpace();
        long number = cursor.number(MAX);
        if (!Chars.isSpace(cursor.peek())) {
            throw cursor.wrong("a space");
        }
        cursor.skipSpace();
        Method method = Method.of(cursor.token());
        cursor.expectEnd();
        return new CSeq(number, method);
    }

    /** Written out for speed: see {@link Method#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CSeq cseq && number == cseq.number && method.equals(cseq.method);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number) * 31 + method.hashCode();
    }

    /** As on the wire: {@code 1 INVITE}. */
    @Override
    public String toString() {
        return number + " " + method;
    }
}
