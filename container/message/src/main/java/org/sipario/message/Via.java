package org.sipario.message;

import org.jspecify.annotations.Nullable;

/**
 * One value of Via: RFC 3261 §20.42, RFC 3581.
 *
 * @param transport as on the wire, upper case
 * @param host of sent-by; IPv6 in brackets
 * @param port of sent-by, or -1
 */
public record Via(String transport, String host, int port, Parameters parameters) {

    /** What a branch of RFC 3261 begins with (§8.1.1.7). */
    public static final String COOKIE = "z9hG4bK";

    public static Via parse(String text) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    public @Nullable String branch() {
        return parameters.value("branch");
    }

    public @Nullable String received() {
        return parameters.value("received");
    }

    /** Whether the client asks for a response to where the request came from (RFC 3581). */
    public boolean hasRport() {
        return parameters.has("rport");
    }

    /** Host, colon and port where one is written. */
    public String sentBy() {
        return port < 0 ? host : host + ":" + port;
    }

    /** {@code SIP/2.0/UDP host:port;branch=…}. */
    @Override
    public String toString() {
        return "SIP/2.0/" + transport + " " + sentBy() + parameters;
    }
}
