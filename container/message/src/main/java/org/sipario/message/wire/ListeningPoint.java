package org.sipario.message.wire;

import java.net.InetSocketAddress;

/**
 * An address and a transport at which this server is reached.
 *
 * @param transport accepted there
 * @param bound the local socket address
 * @param host in Via, Contact and Record-Route: an advertised name or address, IPv6 in brackets
 * @param port in Via, Contact and Record-Route
 */
public record ListeningPoint(Transport transport, InetSocketAddress bound, String host, int port) {

    public ListeningPoint {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not 1..65535");
        }
    }

    /** The sent-by of Via (RFC 3261 §20.42). */
    public String sentBy() {
        return host + ":" + port;
    }
}
