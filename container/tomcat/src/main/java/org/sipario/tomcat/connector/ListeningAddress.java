package org.sipario.tomcat.connector;

import java.util.Objects;

/**
 * Where a connector listens, as operators and {@code sipario status} read it: {@code udp 0.0.0.0:5060}.
 *
 * @param protocol {@code http}, {@code https} or a SIP transport in lower case
 * @param host the bound address, IPv6 without brackets
 * @param port the bound port
 */
public record ListeningAddress(String protocol, String host, int port) {

    /** Reads back what {@link #toString} wrote. */
    public static ListeningAddress parse(String text) {
        int space = text.indexOf(' ');
        int colon = text.lastIndexOf(':');
        String host = text.substring(space + 1, colon).replace("[", "").replace("]", "");
        return new ListeningAddress(text.substring(0, space), host, Integer.parseInt(text.substring(colon + 1)));
    }

    /** An address that a program on this machine can send to: the loopback address where all addresses are bound. */
    public String reachableHost() {
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "0:0:0:0:0:0:0:0" -> "::1";
            default -> Objects.requireNonNull(host);
        };
    }

    @Override
    public String toString() {
        return protocol + " " + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
