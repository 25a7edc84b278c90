package org.sipario.transport.udp;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.DatagramSocketAddress;
import io.netty.channel.unix.Errors.NativeIoException;
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
import org.sipario.transport.udp.ErrorQueue.IcmpError;

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

    /** Takes the next error that ICMP reports of a datagram sent before; null when there is none. */
    @Nullable
    IcmpError nextError();

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

        /** Tries to send: with each, the kernel forgets the error of an earlier datagram, and others come meanwhile. */
        private static final int TRIES = 5;

        /** With IP_RECVERR, ENOBUFS tells that the queue of a network interface is full. */
        private static final int NO_BUFFERS = -105;

        @Override
        public boolean send(byte[] message, InetSocketAddress to) throws IOException {
            ByteBuffer buffer = buffers.take();
            try {
                buffer.put(message);
                return send(buffer, to);
            } finally {
                buffers.give(buffer);
            }
        }

        private boolean send(ByteBuffer buffer, InetSocketAddress to) throws IOException {
            for (int left = TRIES - 1; ; left--) {
                try {
                    return socket.sendTo(buffer, 0, buffer.position(), to.getAddress(), to.getPort()) > 0;
                } catch (IOException e) {
                    if (e instanceof NativeIoException error && error.expectedErr() == NO_BUFFERS) {
                        // Lost like a datagram that a router drops: what it carries is retransmitted.
                        return true;
                    }
                    // Perhaps what ICMP says of a datagram to another peer: the kernel tells the next call, whichever.
                    if (left == 0) {
                        throw e;
                    }
                }
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

        @Override
        public @Nullable IcmpError nextError() {
            return ErrorQueue.next(socket.intValue());
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

        /** Without IP_RECVERR the kernel keeps ICMP errors to itself, unless a socket is connected to one peer. */
        @Override
        public @Nullable IcmpError nextError() {
            return null;
        }
    }
}
