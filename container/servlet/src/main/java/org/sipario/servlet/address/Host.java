package org.sipario.servlet.address;

import java.util.Objects;

/** Names and addresses that may stand as host of a SIP URI: RFC 3261 §25.1, RFC 5954. */
final class Host {

    private Host() {}

    /**
     * The host as it may stand in a URI; a bare IPv6 address gets its brackets.
     *
     * @throws IllegalArgumentException if it can be no host
     */
    static String checked(String host) {
        Objects.requireNonNull(host, "host");
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String inner = bracketed ? host.substring(1, host.length() - 1) : host;
        boolean version6 = inner.indexOf(':') >= 0;
        boolean fits = !inner.isEmpty()
                && bracketed == (bracketed && version6)
                && inner.chars().allMatch(c -> version6 ? isVersion6Character(c) : isNameCharacter(c));
        if (!fits) {
            throw new IllegalArgumentException("\"" + host + "\" is neither a host name nor an IP address");
        }
        return version6 && !bracketed ? "[" + host + "]" : host;
    }

    /** Underscores are no host name by the letter, and yet are what containers and clusters are named. */
    private static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
    }

    private static boolean isVersion6Character(int c) {
        return Character.digit(c, 16) >= 0 && c < 0x80 || c == ':' || c == '.';
    }
}
