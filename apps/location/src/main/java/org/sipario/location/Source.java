package org.sipario.location;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import java.util.Iterator;
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

    /** Behind the URI of a proxy. */
    static final String ROUTE = ";lr";

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

    /**
     * Writes where a REGISTER came from, for {@link Binding#received}.
     *
     * @param request a REGISTER
     * @return the {@linkplain #uri() way back}, as a route if a proxy sent the REGISTER on; empty if another application in
     *     this server made the request
     */
    public static String received(SipServletRequest request) {
        int vias = 0;
        for (Iterator<String> each = request.getHeaders("Via"); each.hasNext(); each.next()) {
            vias++;
        }
        String route = vias > 1 ? ROUTE : "";
        return of(request).map(source -> source.uri() + route).orElse("");
    }

    /** Reads what {@link #received} wrote. */
    static Optional<SipURI> parse(SipFactory factory, String received) throws ServletParseException {
        return !received.isEmpty() && factory.createURI(received) instanceof SipURI uri
                ? Optional.of(uri)
                : Optional.empty();
    }

    /** {@return a URI that leads back there, over the connection that is open already where there is one} */
    public String uri() {
        String host = address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
        return "sip:" + host + ":" + port + ";transport=" + transport;
    }
}
