package org.sipario.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.sipario.message.wire.ListeningPoint;

/** A plain TCP socket of Java's, with a deadline. */
final class TcpPeer implements AutoCloseable {
    private final Socket socket;

    TcpPeer(ListeningPoint to) throws IOException {
        this(new Socket(to.bound().getAddress(), to.bound().getPort()));
    }

    TcpPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(5_000);
        socket.setTcpNoDelay(true);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void sendBytewise(byte[] bytes) throws IOException {
        for (byte b : bytes) {
            socket.getOutputStream().write(b);
            socket.getOutputStream().flush();
        }
    }

    byte[] read(int length) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(new String(bytes, UTF_8));
        }
        return bytes;
    }

    /** The next head of a message, and its body after it. */
    String message() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            head.write(read(1));
        }
        String text = head.toString(UTF_8);
        String length = text.replaceAll("(?is).*Content-Length: *(\\d+).*", "$1");
        return text + new String(read(Integer.parseInt(length)), UTF_8);
    }

    /** Whether the server has closed, within the deadline; a reset is a close too. */
    boolean isClosedByServer() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.net.SocketException _) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
