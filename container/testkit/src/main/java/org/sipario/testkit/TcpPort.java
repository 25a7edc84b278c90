package org.sipario.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A user agent's TCP: the port of its Contact, and one connection to the server. */
final class TcpPort implements TestPort {

    private static final Pattern LENGTH = Pattern.compile("(?im)^(?:Content-Length|l)\\s*:\\s*(\\d+)");
    private static final int CONNECT_MILLIS = 5_000;

    private final ServerSocket port;
    private final InetSocketAddress server;
    private final Consumer<byte[]> heard;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private @Nullable Socket own;

    TcpPort(InetAddress host, InetSocketAddress server, Consumer<byte[]> heard) throws IOException {
        this.server = server;
        this.heard = heard;
        this.port = new ServerSocket(0, 50, host);
        Thread.ofVirtual().name("test-tcp").start(this::accept);
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                listen(port.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void listen(Socket socket) {
        open.add(socket);
        Thread.ofVirtual().name("test-tcp").start(() -> {
            try (socket) {
                read(new BufferedInputStream(socket.getInputStream()));
            } catch (IOException closed) {
                open.remove(socket);
            }
        });
    }

    private void read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (head.size() == 0 && (next == '\r' || next == '\n')) {
                continue; // a keep-alive between messages
            }
            head.write(next);
            if (next == '\n' && head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
                Matcher length = LENGTH.matcher(head.toString(StandardCharsets.UTF_8));
                head.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
                heard.accept(head.toByteArray());
                head.reset();
            }
        }
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(port.getInetAddress(), port.getLocalPort());
    }

    @Override
    public void send(byte[] message) throws IOException {
        Socket socket = own;
        if (socket == null || socket.isClosed()) {
            socket = new Socket();
            socket.connect(server, CONNECT_MILLIS);
            own = socket;
            listen(socket);
        }
        socket.getOutputStream().write(message);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        port.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
