package org.sipario.transaction;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Transport;
import org.sipario.message.wire.Wire;

/** A wire that records what is sent, or fails. */
final class RecordingWire implements Wire {

    /** One message sent. */
    record Sent(SipMessage message, Flow flow) {}

    static final ListeningPoint UDP =
            new ListeningPoint(Transport.UDP, address("192.0.2.9", 5060), "sip.example.net", 5060);
    static final ListeningPoint TCP =
            new ListeningPoint(Transport.TCP, address("192.0.2.9", 5060), "sip.example.net", 5060);

    final List<Sent> sent = new ArrayList<>();
    final List<InetSocketAddress> unreachable = new ArrayList<>();

    static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    static Flow udpFrom(String literal, int port) {
        return new Flow(UDP, address(literal, port), 0);
    }

    static Flow tcpFrom(String literal, int port, long connection) {
        return new Flow(TCP, address(literal, port), connection);
    }

    @Override
    public void send(SipMessage message, Flow flow, SendFailure onFailure) {
        if (unreachable.contains(flow.remote())) {
            onFailure.failed("nobody at " + flow.remote());
        } else {
            sent.add(new Sent(message, flow));
        }
    }

    @Override
    public void resend(byte[] message, Flow flow) {
        sent.add(new Sent(Messages.parse(Messages.text(message).replace("\r\n", "\n")), flow));
    }

    @Override
    public List<ListeningPoint> listeningPoints() {
        return List.of(UDP, TCP);
    }

    /** What was sent since the last call: {@code INVITE} or {@code 180}. */
    List<String> seen() {
        List<String> words = sent.stream()
                .map(each -> switch (each.message()) {
                    case SipRequest request -> request.method().name();
                    case SipResponse response -> Integer.toString(response.status());
                })
                .toList();
        sent.clear();
        return words;
    }

    Sent last() {
        return sent.getLast();
    }
}
