package org.sipario.tomcat.embedded;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A phone that says one thing by UDP and listens to the answer. */
final class Phone implements AutoCloseable {
    private final DatagramSocket socket;
    private int calls;

    Phone() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(5_000);
    }

    /** The final response to a request outside dialogs. */
    String ask(String method, InetSocketAddress server, String... headers) throws IOException {
        int port = socket.getLocalPort();
        String unique = port + "-" + System.nanoTime() + "-" + calls++;
        StringBuilder text = new StringBuilder();
        text.append(method)
                .append(" sip:app@127.0.0.1:")
                .append(server.getPort())
                .append(" SIP/2.0\r\n");
        text.append("Via: SIP/2.0/UDP 127.0.0.1:")
                .append(port)
                .append(";branch=z9hG4bK")
                .append(unique)
                .append("\r\n");
        text.append("Max-Forwards: 70\r\nFrom: <sip:phone@127.0.0.1>;tag=")
                .append(unique)
                .append("\r\n");
        text.append("To: <sip:app@127.0.0.1>\r\nCall-ID: ").append(unique).append("\r\n");
        text.append("CSeq: 1 ").append(method).append("\r\n");
        text.append("Contact: <sip:phone@127.0.0.1:").append(port).append(">\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        text.append("Content-Length: 0\r\n\r\n");
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, server));
        String answer = receive();
        while (answer.startsWith("SIP/2.0 1")) {
            answer = receive();
        }
        return answer;
    }

    private String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        socket.close();
    }
}
