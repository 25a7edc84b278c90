package org.sipario.tomcat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * A caller and a callee on two sockets, who call each other through a server that is to learn what calls are: INVITE, 180, 200, ACK, BYE,
 * 200, and a registration that is asked for a password. Nothing is repeated: over loopback nothing is lost, and one call more or
 * less is no matter.
 */
final class TrainingCall implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String SDP = """
            v=0
            o=training 1 1 IN IP4 127.0.0.1
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

    TrainingCall(ListeningAddress address) throws IOException {
        server = new InetSocketAddress(address.reachableHost(), address.port());
        domain = address.reachableHost() + ":" + address.port();
        caller.setSoTimeout(PATIENCE_MILLIS);
        callee.setSoTimeout(PATIENCE_MILLIS);
    }

    /**
     * One call from beginning to end.
     *
     * @throws IOException when somebody does not answer, or other than he should
     */
    void play() throws IOException {
        calls++;
        String target = uri(callee);
        String to = "<" + target + ">";
        say(caller, request("INVITE", target, to, List.of()) + RawMessage.body(SDP));
        RawMessage invite = hear(callee, message -> message.isRequest("INVITE"));
        say(callee, invite.answer("180 Ringing", target, null));
        say(callee, invite.answer("200 OK", target, SDP));
        RawMessage ok = hear(caller, message -> message.status() >= 200);
        if (ok.status() != 200) {
            throw new IOException("the INVITE was answered " + ok.startLine());
        }
        List<String> route = ok.headers("Record-Route").reversed().stream()
                .map(line -> line.replaceFirst("(?i)^Record-Route", "Route"))
                .toList();
        to = ok.header("To");
        say(caller, request("ACK", ok.uri("Contact"), to, route) + RawMessage.body(null));
        hear(callee, message -> message.isRequest("ACK"));
        say(caller, request("BYE", ok.uri("Contact"), to, route) + RawMessage.body(null));
        say(callee, hear(callee, message -> message.isRequest("BYE")).answer("200 OK", target, null));
        hear(caller, message -> message.header("CSeq").endsWith("BYE"));
    }

    /**
     * One REGISTER, which is answered 401.
     *
     * @throws IOException when it is not answered
     */
    void register() throws IOException {
        calls++;
        String own = "sip:training@" + domain;
        say(
                caller,
                request("REGISTER", "sip:" + domain, "<" + own + ">", List.of("Contact: <" + uri(caller) + ">"))
                        + RawMessage.body(null));
        hear(caller, message -> message.header("CSeq").endsWith("REGISTER") && message.status() >= 200);
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
        return text.append("\r\nFrom: <sip:training@127.0.0.1>;tag=caller\r\nTo: ")
                .append(to)
                .append("\r\nCall-ID: training")
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
        return "sip:training@127.0.0.1:" + socket.getLocalPort();
    }

    private void say(DatagramSocket speaker, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        speaker.send(new DatagramPacket(bytes, bytes.length, server));
    }

    /** The first message of this call that will do; what else comes in is of no interest. */
    private RawMessage hear(DatagramSocket listener, Predicate<RawMessage> wanted) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65535], 65535);
        while (true) {
            listener.receive(packet);
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
