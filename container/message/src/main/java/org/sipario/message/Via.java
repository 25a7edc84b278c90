package org.sipario.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One value of Via: RFC 3261 §20.42, RFC 3581.
 *
 * @param transport as on the wire, upper case
 * @param host of sent-by; IPv6 in brackets
 * @param port of sent-by, or -1
 * @param parameters branch, received, rport and any others
 */
public record Via(String transport, String host, int port, Parameters parameters) {

    /** The magic cookie, with which a branch of RFC 3261 begins (§8.1.1.7). */
    public static final String COOKIE = "z9hG4bK";

    /** Reads one value. @throws SyntaxException if it is none, or not of SIP/2.0 */
    public static Via parse(String text) throws SyntaxException {
        Cursor cursor = new Cursor(text);
        Via via = read(cursor, false);
        cursor.expectEnd();
        return via;
    }

    /**
     * Reads the value at the cursor, up to a comma or the end.
     *
     * @param lenient accept any version, and stop at a malformed parameter
     */
    static Via read(Cursor cursor, boolean lenient) throws SyntaxException {
        cursor.skipSpace();
        if (cursor.text.startsWith("SIP/2.0/", cursor.at)) {
            cursor.at += 8;
        } else {
            word(cursor, "SIP");
            cursor.expect('/');
            if (lenient) {
                // A request of another version is answered 505.
                cursor.token();
            } else {
                word(cursor, "2.0");
            }
            cursor.expect('/');
        }
        String transport = upper(cursor.token());
        if (!Chars.isSpace(cursor.peek())) {
            throw cursor.wrong("a space");
        }
        cursor.skipSpace();
        String host = cursor.host();
        int port = -1;
        int behind = cursor.at;
        cursor.skipSpace();
        if (cursor.peek() == ':') {
            cursor.expect(':');
            port = (int) cursor.number(65_535);
        } else {
            cursor.at = behind;
        }
        return new Via(transport, host, port, cursor.parameters(lenient));
    }

    private static void word(Cursor cursor, String expected) throws SyntaxException {
        if (!cursor.text.regionMatches(true, cursor.at, expected, 0, expected.length())) {
            throw cursor.wrong(expected);
        }
        cursor.at += expected.length();
    }

    private static String upper(String transport) {
        return switch (transport) {
            case "UDP" -> "UDP";
            case "TCP" -> "TCP";
            default -> transport.toUpperCase(Locale.ROOT);
        };
    }

    /** The branch, which identifies the transaction (RFC 3261 §8.1.1.7); null from a client of RFC 2543. */
    public @Nullable String branch() {
        return parameters.value("branch");
    }

    /** The source address of the request (RFC 3261 §18.2.1), or null. */
    public @Nullable String received() {
        return parameters.value("received");
    }

    /** Whether the client asks for responses to the source address and port (RFC 3581). */
    public boolean hasRport() {
        return parameters.has("rport");
    }

    /** Host, and colon and port if given. */
    public String sentBy() {
        return port < 0 ? host : host + ":" + port;
    }

    /** {@code SIP/2.0/UDP host:port;branch=…}. */
    @Override
    public String toString() {
        return "SIP/2.0/" + transport + " " + sentBy() + parameters;
    }
}
