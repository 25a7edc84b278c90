package org.sipario.tomcat.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.sipario.tomcat.connector.ListeningAddress;

/** Tests from outside whether a listening point answers; any response in the right protocol counts. */
final class Ping {
    private static final int TIMEOUT_MILLIS = 500;
    private static final int TRIES = 6;

    private Ping() {}

    static boolean answers(ListeningAddress address) {
        try {
            return switch (address.protocol()) {
                case "udp" -> udp(address);
                case "http" ->
                    stream(address, "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HTTP/1.1 ");
                case "tcp" -> stream(address, options(address, "TCP"), "SIP/2.0 ");
                // TLS needs trusted keys: what can be tested without them is that the connection is accepted.
                default -> connects(address);
            };
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean udp(ListeningAddress address) throws IOException {
        InetAddress host = InetAddress.getByName(address.reachableHost());
        byte[] request = options(address, "UDP").getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            for (int i = 0; i < TRIES; i++) {
                socket.send(new DatagramPacket(request, request.length, host, address.port()));
                DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
                try {
                    socket.receive(answer);
                    return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8)
                            .startsWith("SIP/2.0 ");
                } catch (SocketTimeoutException _) {
                    // A datagram may be lost: try again.
                }
            }
        }
        return false;
    }

    private static boolean stream(ListeningAddress address, String request, String answer) throws IOException {
        try (Socket socket = connect(address);
                OutputStream out = socket.getOutputStream()) {
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            byte[] start = socket.getInputStream().readNBytes(answer.length());
            return new String(start, StandardCharsets.UTF_8).equals(answer);
        }
    }

    private static boolean connects(ListeningAddress address) throws IOException {
        try (Socket socket = connect(address)) {
            return socket.isConnected();
        }
    }

    private static Socket connect(ListeningAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(TIMEOUT_MILLIS * TRIES);
        socket.connect(new InetSocketAddress(address.reachableHost(), address.port()), TIMEOUT_MILLIS * TRIES);
        return socket;
    }

    /** With Max-Forwards 0 the server answers itself, whatever its applications would do (RFC 3261 §11). */
    private static String options(ListeningAddress address, String transport) {
        String unique = Long.toHexString(System.nanoTime());
        String host = address.reachableHost();
        String server = (host.contains(":") ? "[" + host + "]" : host) + ":" + address.port();
        return """
                OPTIONS sip:%1$s SIP/2.0
                Via: SIP/2.0/%2$s %3$s;rport;branch=z9hG4bK%4$s
                Max-Forwards: 0
                From: <sip:status@localhost>;tag=%4$s
                To: <sip:%1$s>
                Call-ID: %4$s
                CSeq: 1 OPTIONS
                Content-Length: 0

                """.replace("\n", "\r\n")
                .formatted(server, transport, host.contains(":") ? "[" + host + "]" : host, unique);
    }
}
