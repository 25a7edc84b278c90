package org.sipario.arquillian;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.sipario.message.wire.Transport;

/**
 * Where the server under test listens for SIP. A test has it injected, as it has the URL of HTTP:
 *
 * {@snippet :
 * @Test
 * @RunAsClient
 * void answers(@ArquillianResource SipAddresses sip) {
 *     try (SocketNetwork network = new SocketNetwork(sip.all(), Duration.ofSeconds(5))) {
 *         Ladder.on(network, "alice").play("…");
 *     }
 * }
 * }
 *
 * @param all the first listening point of each transport, as something on this machine reaches it
 */
public record SipAddresses(Map<Transport, InetSocketAddress> all) {

    /** Copies the map. */
    public SipAddresses {
        all = Map.copyOf(all);
    }

    /**
     * Where the server listens over a transport.
     *
     * @throws IllegalArgumentException when it does not; the message says what it speaks
     */
    public InetSocketAddress of(Transport transport) {
        InetSocketAddress address = all.get(transport);
        if (address == null) {
            throw new IllegalArgumentException(
                    "the server does not listen for " + transport.parameter() + ", but for " + all.keySet());
        }
        return address;
    }

    /**
     * The server's own SIP URI, without a user: {@code sip:127.0.0.1:5060;transport=tcp}.
     *
     * @throws IllegalArgumentException when it does not listen over that transport; the message says what it speaks
     */
    public URI uri(Transport transport) {
        InetSocketAddress address = of(transport);
        String host = address.getHostString();
        return URI.create("sip:" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort()
                + ";transport=" + transport.parameter());
    }
}
