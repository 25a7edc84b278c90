package org.sipario.message;

import java.util.Locale;

/** A URI: RFC 3986, of the kinds that SIP distinguishes. {@code toString} is its text, unchanged if it was parsed. */
public sealed interface Uri permits SipUri, TelUri, OtherUri {

    /** The scheme in lower case. */
    String scheme();

    /**
     * The same as it may stand in a Request-URI: without {@code method} and headers, which only a URI to form a request
     * from may have (RFC 3261 §19.1.1, table 1; §16.6 step 2).
     */
    default Uri asRequestUri() {
        return this;
    }

    /**
     * Reads a URI of any scheme.
     *
     * @throws SyntaxException if it is none
     */
    static Uri parse(String text) throws SyntaxException {
        if (text.regionMatches(true, 0, "sip:", 0, 4) || text.regionMatches(true, 0, "sips:", 0, 5)) {
            return SipUri.parse(text);
        }
        if (text.regionMatches(true, 0, "tel:", 0, 4)) {
            return TelUri.parse(text);
        }
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1 || !Chars.isLetter(text.charAt(0))) {
            throw new SyntaxException("no URI: \"" + text + "\"");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good = i < colon
                    ? Chars.isLetter(c) || Chars.isDigit(c) || c == '+' || c == '-' || c == '.'
                    : c > ' ' && c != 0x7f && c != '<' && c != '>' && c != '"';
            if (!good) {
                throw new SyntaxException("no URI, because of '" + c + "' at " + (i + 1) + ": \"" + text + "\"");
            }
        }
        return new OtherUri(text.substring(0, colon).toLowerCase(Locale.ROOT), text);
    }
}
