package org.sipario.message;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A SIP or SIPS URI: RFC 3261 §19.1, RFC 5954. Parts are kept as on the wire, escapes included; {@code equals} compares
 * texts, {@link #matches} compares as §19.1.4 says.
 */
public final class SipUri implements Uri {

    private final boolean secure;
    private final int port;
    private final List<UriHeader> headers;

    /** Where the parts are in the text of a parsed URI: they are cut out at first use, as many are never read. */
    private final @Nullable Parts parts;

    // Computed at first use. Two threads may both compute it: the results are equal, so no lock is needed.
    private @Nullable String user;
    private @Nullable String password;
    private @Nullable String host;
    private @Nullable Parameters parameters;
    private @Nullable String text;

    /**
     * Positions in a text.
     *
     * @param userEnd -1 for no user
     * @param passwordEnd -1 for no password
     * @param parametersFrom the first semicolon, or where the parameters end
     */
    record Parts(int userEnd, int passwordEnd, int hostFrom, int hostEnd, int parametersFrom, int parametersEnd) {}

    /**
     * A header of a URI, after its question mark.
     *
     * @param name as on the wire, escapes included
     * @param value as on the wire, escapes included
     */
    public record UriHeader(String name, String value) {}

    private SipUri(
            boolean secure,
            @Nullable String user,
            @Nullable String password,
            String host,
            int port,
            Parameters parameters,
            List<UriHeader> headers) {
        this.secure = secure;
        this.user = user;
        this.password = password;
        this.host = host;
        this.port = port;
        this.parameters = parameters;
        this.headers = headers;
        this.parts = null;
    }

    /** As parsed. */
    SipUri(boolean secure, Parts parts, int port, List<UriHeader> headers, String text) {
        this.secure = secure;
        this.parts = parts;
        this.port = port;
        this.headers = headers;
        this.text = text;
    }

    /**
     * A plain {@code sip:user@host:port}.
     *
     * @param user escaped where need be ({@link #escapeUser}), or null
     * @param host name or address; IPv6 in brackets
     * @param port or -1
     */
    public static SipUri of(@Nullable String user, String host, int port) {
        return new SipUri(false, user, null, host, port, Parameters.NONE, List.of());
    }

    /** Reads a sip or sips URI. @throws SyntaxException if it is none */
    public static SipUri parse(String text) throws SyntaxException {
        return SipUriReader.read(text);
    }

    @Override
    public String scheme() {
        return isSecure() ? "sips" : "sip";
    }

    /** Whether it is a sips URI. */
    public boolean isSecure() {
        return secure;
    }

    /** The user part as on the wire, or null. */
    public @Nullable String user() {
        String known = user;
        if (known == null && parts != null && parts.userEnd >= 0) {
            known = toString().substring(begin(), parts.userEnd);
            user = known;
        }
        return known;
    }

    /** The position after the scheme. */
    private int begin() {
        return secure ? 5 : 4;
    }

    /** The password as on the wire, or null; its use is not recommended (RFC 3261 §19.1.1). */
    public @Nullable String password() {
        String known = password;
        if (known == null && parts != null && parts.passwordEnd >= 0) {
            known = toString().substring(parts.userEnd + 1, parts.passwordEnd);
            password = known;
        }
        return known;
    }

    /** Name or address; IPv6 in its brackets. */
    public String host() {
        String known = host;
        if (known == null) {
            Parts places = Objects.requireNonNull(parts);
            known = toString().substring(places.hostFrom, places.hostEnd);
            host = known;
        }
        return known;
    }

    /** The port, or -1. */
    public int port() {
        return port;
    }

    /** The parameters, as on the wire. */
    public Parameters parameters() {
        Parameters known = parameters;
        if (known == null) {
            Parts places = Objects.requireNonNull(parts);
            known = SipUriReader.parameters(toString(), places.parametersFrom, places.parametersEnd);
            parameters = known;
        }
        return known;
    }

    /** The headers after the question mark, in order. */
    public List<UriHeader> headers() {
        return headers;
    }

    /** The value of {@code transport}, or null. */
    public @Nullable String transport() {
        return parameters().value("transport");
    }

    /** Whether it is a loose route (RFC 3261 §19.1.1, {@code lr}). */
    public boolean isLooseRoute() {
        return parameters().has("lr");
    }

    /** The same as sips or as sip. */
    public SipUri withSecure(boolean secure) {
        return new SipUri(secure, user(), password(), host(), port, parameters(), headers);
    }

    /** The same with another user part, escaped where need be; null for none, and then without password. */
    public SipUri withUser(@Nullable String user) {
        return new SipUri(secure, user, user == null ? null : password(), host(), port, parameters(), headers);
    }

    /** The same with another password; null for none. */
    public SipUri withPassword(@Nullable String password) {
        return new SipUri(secure, user(), password, host(), port, parameters(), headers);
    }

    /** The same with another host; IPv6 in brackets. */
    public SipUri withHost(String host) {
        return new SipUri(secure, user(), password(), host, port, parameters(), headers);
    }

    /** The same with another port. @param port -1 for none */
    public SipUri withPort(int port) {
        return new SipUri(secure, user(), password(), host(), port, parameters(), headers);
    }

    /** The same with other parameters. */
    public SipUri withParameters(Parameters parameters) {
        return new SipUri(secure, user(), password(), host(), port, parameters, headers);
    }

    /** With one parameter set; null value makes a flag. */
    public SipUri with(String parameter, @Nullable String value) {
        return withParameters(parameters().with(parameter, value));
    }

    /** Without one parameter. */
    public SipUri without(String parameter) {
        return withParameters(parameters().without(parameter));
    }

    /** The same with other headers after the question mark. */
    public SipUri withHeaders(List<UriHeader> headers) {
        return new SipUri(secure, user(), password(), host(), port, parameters(), List.copyOf(headers));
    }

    @Override
    public SipUri asRequestUri() {
        SipUri bare = headers.isEmpty() ? this : withHeaders(List.of());
        return bare.parameters().has("method") ? bare.without("method") : bare;
    }

    /** Equality by RFC 3261 §19.1.4. */
    public boolean matches(SipUri other) {
        return this == other || SipUriComparison.same(this, other);
    }

    /** {@code %}-escapes resolved (UTF-8), once; what is not a valid escape stays. */
    public static String unescape(String text) {
        return Escapes.resolve(text);
    }

    /** Escapes the characters that a user part may not have. */
    public static String escapeUser(String text) {
        return Escapes.user(text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || other instanceof SipUri uri && toString().equals(uri.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Its text: as received, or made of its parts. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = print();
            text = known;
        }
        return known;
    }

    private String print() {
        StringBuilder line = new StringBuilder(64).append(scheme()).append(':');
        if (user != null) {
            line.append(user);
            if (password != null) {
                line.append(':').append(password);
            }
            line.append('@');
        }
        line.append(host());
        if (port >= 0) {
            line.append(':').append(port);
        }
        line.append(parameters());
        char before = '?';
        for (UriHeader header : headers) {
            line.append(before).append(header.name()).append('=').append(header.value());
            before = '&';
        }
        return line.toString();
    }
}
