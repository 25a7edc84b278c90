package org.sipario.transport.udp;

import static java.lang.System.Logger.Level.DEBUG;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.sipario.transport.threads.EventLoops;
import org.sipario.transport.udp.ErrorQueue.IcmpError;

/** A bound UDP socket: an event loop reads it, any thread writes it. */
final class DatagramSocket {
    private static final System.Logger LOG = System.getLogger(DatagramSocket.class.getName());

    /** As much as a datagram can have. */
    static final int DATAGRAM = 65_535;

    /** What UDP over IPv4 can carry: 65,535 less the headers of IP and UDP. */
    private static final int LARGEST = 65_507;

    /** Datagrams read at one look; each has 64 KiB set aside meanwhile. So many mean that more may wait. */
    static final int BATCH = 8;

    /** What became of a datagram. */
    sealed interface Sent {

        /** The kernel has it. */
        record Done() implements Sent {}

        /** The kernel's buffer is full. */
        record Full() implements Sent {}

        /** It cannot be sent. */
        record Failed(String why) implements Sent {}
    }

    private static final Sent DONE = new Sent.Done();
    private static final Sent FULL = new Sent.Full();

    private final SystemCalls calls;
    private final InetSocketAddress address;

    /** Held for reading by each system call, and for writing from the close on: the kernel reuses descriptors. */
    private final StampedLock open = new StampedLock();

    private final AtomicBoolean closing = new AtomicBoolean();

    private DatagramSocket(SystemCalls calls) {
        this.calls = calls;
        this.address = (InetSocketAddress) calls.channel().localAddress();
    }

    /** Binds a socket, which is not read before {@link #read}. */
    static DatagramSocket bind(InetSocketAddress address, EventLoops loops, int receiveBuffer) throws IOException {
        SystemCalls calls = SystemCalls.open(loops.epoll(), address.getAddress());
        Bootstrap bootstrap = new Bootstrap()
                .group(loops.udp())
                .channelFactory(calls::channel)
                .option(ChannelOption.SO_RCVBUF, receiveBuffer)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new Unready());
        if (loops.epoll()) {
            bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM);
            bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new ReusedBuffer(BATCH * DATAGRAM));
            ErrorQueue.options(address.getAddress()).forEach(option -> bootstrap.option(option, 1));
            Thread.startVirtualThread(ErrorQueue::link);
        } else {
            bootstrap.option(
                    ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM).maxMessagesPerRead(BATCH));
        }
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            calls.channel().close();
            throw new IOException(bound.cause());
        }
        return new DatagramSocket(calls);
    }

    /** Netty wants a handler before the socket is bound. */
    private static final class Unready extends ChannelInboundHandlerAdapter {}

    Channel channel() {
        return calls.channel();
    }

    InetSocketAddress address() {
        return address;
    }

    /** From now on its event loop hands what comes to this reader. */
    void read(ChannelHandler reader) {
        channel().pipeline().addLast(reader);
        channel().config().setAutoRead(true);
    }

    /** Sends on the calling thread. */
    Sent send(byte[] message, InetSocketAddress to) {
        if (message.length > LARGEST) {
            return new Sent.Failed("message of " + message.length + " bytes to " + to + " does not fit a datagram");
        }
        long lock = open.tryReadLock();
        if (lock == 0) {
            return new Sent.Failed("UDP " + address + " is closed");
        }
        try {
            return calls.send(message, to) ? DONE : FULL;
        } catch (IOException | RuntimeException e) {
            // RuntimeException is how Java's own sockets say that an address is of the other family.
            return new Sent.Failed("UDP to " + to + ": " + e.getMessage());
        } finally {
            open.unlockRead(lock);
        }
    }

    /**
     * Receives on the calling thread, beside the event loop.
     *
     * @param buffer outside the heap; holds the datagram afterwards, ready to be read
     * @return the sender; null when nothing is there
     */
    @Nullable
    InetSocketAddress receive(ByteBuffer buffer) {
        long lock = open.tryReadLock();
        if (lock == 0) {
            return null;
        }
        try {
            return calls.receive(buffer.clear());
        } catch (IOException e) {
            LOG.log(DEBUG, "UDP " + address, e);
            return null;
        } finally {
            open.unlockRead(lock);
        }
    }

    /** Takes the next error that ICMP reports of a datagram sent before; null when there is none. */
    @Nullable
    IcmpError nextError() {
        long lock = open.tryReadLock();
        if (lock == 0) {
            return null;
        }
        try {
            return calls.nextError();
        } finally {
            open.unlockRead(lock);
        }
    }

    /** Closes it; the kernel still lets out what was sent. */
    void close(Duration grace) {
        if (closing.compareAndSet(false, true)) {
            // Waits for the calls that are being made, and is never given back.
            open.writeLock();
        }
        channel().close().awaitUninterruptibly(Math.max(1_000, grace.toMillis()));
    }
}
