package org.sipario.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SIP or SIPS URI: RFC 3261 §19.1, RFC 5954. Parts are kept as on the wire, escapes included; {@code equals} compares
 * texts, {@link #matches} compares as §19.1.4 says.
 */
public final class SipUri implements Uri {

    /** A header of a URI, behind its question mark. */
    public record UriHeader(String name, String value) {}

    /** A plain {@code sip:user@host:port}. @param user escaped where need be, or null. @param port or -1 */
    public static SipUri of(@Nullable String user, String host, int port) {
        throw new UnsupportedOperationException();
    }

    /** Reads a sip or sips URI. */
    public static SipUri parse(String text) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    @Override
    public String scheme() {
        return isSecure() ? "sips" : "sip";
    }

    /** Whether it is a sips URI. */
    public boolean isSecure() {
        throw new UnsupportedOperationException();
    }

    /** The user part as on the wire, or null. */
    public @Nullable String user() {
        throw new UnsupportedOperationException();
    }

    public @Nullable String password() {
        throw new UnsupportedOperationException();
    }

    /** Name or address; IPv6 in its brackets. */
    public String host() {
        throw new UnsupportedOperationException();
    }

    /** The port, or -1. */
    public int port() {
        throw new UnsupportedOperationException();
    }

    public Parameters parameters() {
        throw new UnsupportedOperationException();
    }

    public List<UriHeader> headers() {
        throw new UnsupportedOperationException();
    }

    /** The value of {@code transport}, or null. */
    public @Nullable String transport() {
        return parameters().value("transport");
    }

    /** Whether it is a loose route (RFC 3261 §19.1.1, {@code lr}). */
    public boolean isLooseRoute() {
        return parameters().has("lr");
    }

    public SipUri withSecure(boolean secure) {
        throw new UnsupportedOperationException();
    }

    public SipUri withUser(@Nullable String user) {
        throw new UnsupportedOperationException();
    }

    public SipUri withPassword(@Nullable String password) {
        throw new UnsupportedOperationException();
    }

    public SipUri withHost(String host) {
        throw new UnsupportedOperationException();
    }

    /** @param port -1 for none */
    public SipUri withPort(int port) {
        throw new UnsupportedOperationException();
    }

    public SipUri withParameters(Parameters parameters) {
        throw new UnsupportedOperationException();
    }

    /** With one parameter set; null value makes a flag. */
    public SipUri with(String parameter, @Nullable String value) {
        return withParameters(parameters().with(parameter, value));
    }

    /** Without one parameter. */
    public SipUri without(String parameter) {
        return withParameters(parameters().without(parameter));
    }

    public SipUri withHeaders(List<UriHeader> headers) {
        throw new UnsupportedOperationException();
    }

    /** Equality by RFC 3261 §19.1.4. */
    public boolean matches(SipUri other) {
        throw new UnsupportedOperationException();
    }

    /** {@code %}-escapes resolved (UTF-8). */
    public static String unescape(String text) {
        throw new UnsupportedOperationException();
    }

    /** Escapes what may not stand in a user part. */
    public static String escapeUser(String text) {
        throw new UnsupportedOperationException();
    }
}
