package org.sipario.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.Consumer;

/** A user agent's datagram socket. */
final class UdpPort implements TestPort {

    /** Up to this many bytes it is a keep-alive. */
    private static final int KEEP_ALIVE = 4;

    private final DatagramSocket socket;
    private final InetSocketAddress server;

    UdpPort(InetAddress host, InetSocketAddress server, Consumer<byte[]> heard) throws IOException {
        this.server = server;
        this.socket = new DatagramSocket(0, host);
        Thread.ofVirtual().name("test-udp").start(() -> listen(heard));
    }

    private void listen(Consumer<byte[]> heard) {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
            } catch (IOException e) {
                if (socket.isClosed()) {
                    return;
                }
                throw new UncheckedIOException(e);
            }
            if (packet.getLength() > KEEP_ALIVE) {
                heard.accept(Arrays.copyOf(packet.getData(), packet.getLength()));
            }
            packet.setLength(65_535);
        }
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void send(byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, server));
    }

    @Override
    public void close() {
        socket.close();
    }
}
