package org.sipario.message;

/** A URI: RFC 3986, of the kinds that SIP treats specially. {@code toString} is its text; a parsed one prints as it came. */
public sealed interface Uri permits SipUri, TelUri, OtherUri {

    /** The scheme in lower case. */
    String scheme();

    /**
     * Reads a URI of any scheme.
     *
     * @throws SyntaxException if it is none
     */
    static Uri parse(String text) throws SyntaxException {
        throw new UnsupportedOperationException();
    }
}
