package org.sipario.tomcat.standalone;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.sipario.tomcat.connector.ListeningAddress;

/**
 * A caller and a callee on two sockets, which call each other through a server: INVITE, 180, 200, ACK, BYE, 200, and a
 * REGISTER that is challenged. Nothing is retransmitted: nothing is lost over loopback.
 */
final class WarmUpCall implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String SDP = """
            v=0
            o=warm-up 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """.replace("\n", "\r\n");

    private final DatagramSocket caller = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final DatagramSocket callee = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final SocketAddress server;
    private final String domain;
    private int calls;

    WarmUpCall(ListeningAddress address) throws IOException {
        server = new InetSocketAddress(address.reachableHost(), address.port());
        domain = address.reachableHost() + ":" + address.port();
        caller.setSoTimeout(TIMEOUT_MILLIS);
        callee.setSoTimeout(TIMEOUT_MILLIS);
    }

    /**
     * One call from beginning to end.
     *
     * @throws IOException when a message does not arrive in time, or is not the expected one
     */
    void play() throws IOException {
        calls++;
        String target = uri(callee);
        String to = "<" + target + ">";
        send(caller, request("INVITE", target, to, List.of()) + RawMessage.body(SDP));
        RawMessage invite = receive(callee, message -> message.isRequest("INVITE"));
        send(callee, invite.answer("180 Ringing", target, null));
        send(callee, invite.answer("200 OK", target, SDP));
        RawMessage ok = receive(caller, message -> message.status() >= 200);
        if (ok.status() != 200) {
            throw new IOException("the INVITE was answered " + ok.startLine());
        }
        List<String> route = ok.headers("Record-Route").reversed().stream()
                .map(line -> line.replaceFirst("(?i)^Record-Route", "Route"))
                .toList();
        to = ok.header("To");
        send(caller, request("ACK", ok.uri("Contact"), to, route) + RawMessage.body(null));
        receive(callee, message -> message.isRequest("ACK"));
        send(caller, request("BYE", ok.uri("Contact"), to, route) + RawMessage.body(null));
        send(callee, receive(callee, message -> message.isRequest("BYE")).answer("200 OK", target, null));
        receive(caller, message -> message.header("CSeq").endsWith("BYE"));
    }

    /**
     * One REGISTER, which is answered 401.
     *
     * @throws IOException when it is not answered
     */
    void register() throws IOException {
        calls++;
        String own = "sip:warm-up@" + domain;
        send(
                caller,
                request("REGISTER", "sip:" + domain, "<" + own + ">", List.of("Contact: <" + uri(caller) + ">"))
                        + RawMessage.body(null));
        receive(caller, message -> message.header("CSeq").endsWith("REGISTER") && message.status() >= 200);
    }

    private String request(String method, String uri, String to, List<String> more) {
        StringBuilder text = new StringBuilder(method)
                .append(' ')
                .append(uri)
                .append(" SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:")
                .append(caller.getLocalPort())
                .append(";branch=z9hG4bK")
                .append(method)
                .append(calls);
        more.forEach(line -> text.append("\r\n").append(line));
        return text.append("\r\nFrom: <sip:warm-up@127.0.0.1>;tag=caller\r\nTo: ")
                .append(to)
                .append("\r\nCall-ID: warm-up")
                .append(calls)
                .append("\r\nCSeq: ")
                .append(method.equals("BYE") ? 2 : 1)
                .append(' ')
                .append(method)
                .append(method.equals("INVITE") ? "\r\nContact: <" + uri(caller) + ">" : "")
                .append("\r\nMax-Forwards: 70\r\n")
                .toString();
    }

    private static String uri(DatagramSocket socket) {
        return "sip:warm-up@127.0.0.1:" + socket.getLocalPort();
    }

    private void send(DatagramSocket from, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, server));
    }

    /** The next message that is wanted; others are ignored. */
    private RawMessage receive(DatagramSocket at, Predicate<RawMessage> wanted) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
        while (true) {
            at.receive(packet);
            RawMessage message =
                    RawMessage.of(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    @Override
    public void close() {
        caller.close();
        callee.close();
    }
}
