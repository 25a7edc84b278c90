package org.sipario.servlet.flows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.sipario.message.MessageLimits;
import org.sipario.message.MessageParser;
import org.sipario.message.MessageParser.Parsed;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Locator;
import org.sipario.message.wire.Transport;
import org.sipario.message.wire.Wire;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.VirtualTimers;

/**
 * Bytes into a server, and the messages that it sends: the response to a malformed request repeats what is malformed,
 * which a test user agent would not parse. All requests of the server go to one address.
 */
final class RawWire implements Wire {

    private static final InetSocketAddress STRANGER = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.5"), 5060);
    private static final InetSocketAddress NEXT = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.9"), 5060);

    private final List<SipMessage> sent = new ArrayList<>();
    private final MessageParser parser = new MessageParser(MessageLimits.DEFAULT);

    /** At an address that no message of RFC 4475 and RFC 5118 names. */
    final InMemoryNetwork network = new InMemoryNetwork(
            new VirtualTimers(),
            List.of(
                    InMemoryNetwork.point(Transport.UDP, "198.51.100.1", 5060),
                    InMemoryNetwork.point(Transport.TCP, "198.51.100.1", 5060)));

    final Server server;

    RawWire() {
        Locator locator = _ -> List.of(new Hop(Transport.UDP, NEXT));
        server = new Server(network, this, locator);
    }

    /** A datagram from an unknown peer. */
    void receive(byte[] datagram) {
        Flow flow = new Flow(listeningPoints().getFirst(), STRANGER, Flow.ANY);
        switch (parser.datagram(datagram, 0, datagram.length)) {
            case Parsed.Whole(var message) -> server.container.layer().received(message, flow);
            case Parsed.Malformed(var status, var why, var request) -> {
                if (request != null) {
                    server.container.layer().reject(request, flow, status, why);
                }
            }
            case Parsed.KeepAlive() -> {}
        }
        network.settle();
    }

    void receive(String datagram) {
        receive(datagram.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What was sent since the last time. */
    List<SipMessage> taken() {
        List<SipMessage> all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    /** What was sent since the last time, in words: {@code 200}, {@code OPTIONS}; without 100. */
    List<String> heard() {
        List<String> heard = new ArrayList<>();
        for (SipMessage message : taken()) {
            switch (message) {
                case SipRequest request -> heard.add(request.method().name());
                case SipResponse response when response.status() > 100 -> heard.add("" + response.status());
                case SipResponse _ -> {}
            }
        }
        return heard;
    }

    /** Whether the server's own parser accepts what it sends. */
    boolean isWell(SipMessage message) {
        byte[] bytes = message.toBytes();
        return parser.datagram(bytes, 0, bytes.length) instanceof Parsed.Whole;
    }

    @Override
    public void send(SipMessage message, Flow flow, SendFailure onFailure) {
        sent.add(message);
    }

    @Override
    public void resend(byte[] message, Flow flow) {}

    @Override
    public List<ListeningPoint> listeningPoints() {
        return network.listeningPoints();
    }
}
