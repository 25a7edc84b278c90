package org.sipario.location;

import jakarta.servlet.sip.SipServletRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a request came from: the hop that brought it into the server.
 *
 * @param address an IP address as text
 * @param port its port
 * @param transport UDP, TCP, TLS, WS or WSS
 */
public record Source(String address, int port, String transport) {

    /** Writes the transport in lower case, as URIs have it. */
    public Source {
        transport = transport.toLowerCase(Locale.ROOT);
    }

    /**
     * Finds where a request came from.
     *
     * @param request a received request
     * @return the hop before this server; empty if another application in this server made the request
     */
    public static Optional<Source> of(SipServletRequest request) {
        String address = request.getInitialRemoteAddr();
        return address == null
                ? Optional.empty()
                : Optional.of(new Source(address, request.getInitialRemotePort(), request.getInitialTransport()));
    }

    /** {@return a URI that leads back there, over the connection that is open already where there is one} */
    public String uri() {
        String host = address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
        return "sip:" + host + ":" + port + ";transport=" + transport;
    }
}
