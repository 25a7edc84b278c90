package org.sipario.tomcat;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Objects;
import org.apache.catalina.connector.Connector;

/**
 * Where a connector listens, as operators and {@code sipario status} read it: {@code udp 0.0.0.0:5060}.
 *
 * @param protocol {@code http}, {@code https} or a SIP transport in lower case
 * @param host the bound address, IPv6 without brackets
 * @param port the port that was really bound
 */
record ListeningAddress(String protocol, String host, int port) {

    static ListeningAddress of(Connector connector) {
        if (connector.getProtocolHandler() instanceof SipProtocol sip) {
            return sip.address();
        }
        String host =
                connector.getProperty("address") instanceof InetAddress address ? address.getHostAddress() : "0.0.0.0";
        return new ListeningAddress(connector.getScheme().toLowerCase(Locale.ROOT), host, connector.getLocalPort());
    }

    static ListeningAddress parse(String text) {
        int space = text.indexOf(' ');
        int colon = text.lastIndexOf(':');
        String host = text.substring(space + 1, colon).replace("[", "").replace("]", "");
        return new ListeningAddress(text.substring(0, space), host, Integer.parseInt(text.substring(colon + 1)));
    }

    /** An address that a program on this machine can send to: the loopback address where all addresses are bound. */
    String reachableHost() {
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
