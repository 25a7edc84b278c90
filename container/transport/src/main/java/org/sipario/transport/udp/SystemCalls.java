package org.sipario.transport.udp;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.DatagramSocketAddress;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.sipario.transport.threads.EventLoops;

/**
 * What any thread may do with a UDP socket that an event loop reads: docs/decisions/0010-udp-sending.md says why the
 * writers do not go through the event loop. Not to be used once the channel is closing.
 */
sealed interface SystemCalls {

    /** The half that the event loop reads. */
    Channel channel();

    /**
     * Sends on the calling thread.
     *
     * @return false when the kernel's buffer is full
     * @throws IOException when it cannot be sent
     */
    boolean send(byte[] message, InetSocketAddress to) throws IOException;

    /**
     * Receives on the calling thread, beside the event loop.
     *
     * @param buffer outside the heap and empty; holds the datagram afterwards, ready to be read
     * @return the sender; null when nothing is there
     */
    @Nullable
    InetSocketAddress receive(ByteBuffer buffer) throws IOException;

    /**
     * A socket that is not bound yet.
     *
     * @param epoll whether it is read in batches through epoll
     */
    static SystemCalls open(boolean epoll, InetAddress bind) throws IOException {
        if (epoll) {
            var channel = new EpollDatagramChannel(EventLoops.family(bind));
            return new Native(channel, new Socket(channel.fd().intValue()), new SendBuffers());
        }
        DatagramChannel java = DatagramChannel.open(
                bind instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        return new Portable(java, new NioDatagramChannel(java));
    }

    /** The kernel's own, through JNI. */
    record Native(Channel channel, Socket socket, SendBuffers buffers) implements SystemCalls {

        @Override
        public boolean send(byte[] message, InetSocketAddress to) throws IOException {
            ByteBuffer buffer = buffers.take();
            try {
                buffer.put(message);
                return socket.sendTo(buffer, 0, buffer.position(), to.getAddress(), to.getPort()) > 0;
            } finally {
                buffers.give(buffer);
            }
        }

        @Override
        public @Nullable InetSocketAddress receive(ByteBuffer buffer) throws IOException {
            DatagramSocketAddress sender = socket.recvFrom(buffer, 0, buffer.capacity());
            if (sender != null) {
                buffer.limit(sender.receivedAmount());
            }
            return sender;
        }
    }

    /** Java's. */
    record Portable(DatagramChannel java, Channel channel) implements SystemCalls {

        @Override
        public boolean send(byte[] message, InetSocketAddress to) throws IOException {
            return java.send(ByteBuffer.wrap(message), to) > 0;
        }

        @Override
        public @Nullable InetSocketAddress receive(ByteBuffer buffer) throws IOException {
            InetSocketAddress sender = (InetSocketAddress) java.receive(buffer);
            buffer.flip();
            return sender;
        }
    }
}
