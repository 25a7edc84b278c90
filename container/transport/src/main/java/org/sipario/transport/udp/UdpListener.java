package org.sipario.transport.udp;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.FlowCache;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Wire.SendFailure;
import org.sipario.transport.listener.AdvertisedAddress;
import org.sipario.transport.listener.Inbox;
import org.sipario.transport.listener.ListenFailure;
import org.sipario.transport.listener.ListenOn;
import org.sipario.transport.listener.Listener;
import org.sipario.transport.listener.ListenerCounters;
import org.sipario.transport.listener.ListenerCounts;
import org.sipario.transport.listener.TransportSettings;
import org.sipario.transport.load.Backlog;
import org.sipario.transport.threads.EventLoops;
import org.sipario.transport.threads.ReaderThread;
import org.sipario.transport.threads.ReaderWatchdog;
import org.sipario.transport.threads.WatchedSocket;

/** A UDP listening point: RFC 3261 §18, keep-alives of RFC 5626 §3.5.2. */
public final class UdpListener implements Listener, WatchedSocket {
    private static final System.Logger LOG = System.getLogger(UdpListener.class.getName());
    private static final int DATAGRAM = 65_535;

    /** What UDP over IPv4 can carry: 65,535 less the headers of IP and UDP. */
    private static final int LARGEST = 65_507;

    /** Datagrams read at one look; each has 64 KiB set aside meanwhile. So many mean that more may wait. */
    public static final int BATCH = 8;

    private final DatagramSocket socket;
    private final ListeningPoint point;
    private final FlowCache flows = new FlowCache();
    private final Inbox inbox;
    private final ReaderWatchdog watchdog;
    private final ListenerCounters counters = new ListenerCounters();

    /** Held for reading during a send, and for writing once and for ever from the close on: the kernel reuses descriptors. */
    private final StampedLock open = new StampedLock();

    private final AtomicBoolean closing = new AtomicBoolean();

    private volatile @Nullable ReaderThread reader;

    private UdpListener(DatagramSocket socket, ListeningPoint point, Inbox inbox, ReaderWatchdog watchdog) {
        this.socket = socket;
        this.point = point;
        this.inbox = inbox;
        this.watchdog = watchdog;
    }

    /** Binds and begins to read. */
    public static UdpListener open(
            ListenOn on, EventLoops loops, ReaderWatchdog watchdog, TransportSettings settings, Inbox inbox)
            throws ListenFailure {
        Channel channel = null;
        try {
            DatagramSocket socket = DatagramSocket.open(loops.epoll(), on.bind().getAddress());
            channel = socket.channel();
            Bootstrap bootstrap = new Bootstrap()
                    .group(loops.udp())
                    .channelFactory(socket::channel)
                    .option(ChannelOption.SO_RCVBUF, settings.receiveBuffer())
                    // Reading begins below, when the address is known that the flows begin with.
                    .option(ChannelOption.AUTO_READ, false)
                    .handler(new Unready());
            if (loops.epoll()) {
                bootstrap.option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM);
                bootstrap.option(ChannelOption.RECVBUF_ALLOCATOR, new ReusedBuffer(BATCH * DATAGRAM));
            } else {
                bootstrap.option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(DATAGRAM).maxMessagesPerRead(BATCH));
            }
            ChannelFuture bound = bootstrap.bind(on.bind()).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw new IOException(bound.cause());
            }
            UdpListener opened = new UdpListener(
                    socket, AdvertisedAddress.point(on, (InetSocketAddress) channel.localAddress()), inbox, watchdog);
            channel.pipeline().addLast(opened.new Reader());
            channel.config().setAutoRead(true);
            watchdog.watch(opened);
            return opened;
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
            }
            throw ListenFailure.of(on, e);
        }
    }

    @Override
    public ListeningPoint listeningPoint() {
        return point;
    }

    @Override
    public boolean isGone(Flow flow) {
        return false;
    }

    @Override
    public void send(byte[] message, Flow flow, SendFailure onFailure) {
        String why = trySend(message, flow.remote());
        if (why == null) {
            counters.sent.increment();
        } else if (!why.isEmpty()) {
            fail(why, onFailure);
        } else if (socket.channel().isWritable()) {
            sendLater(message, flow.remote(), onFailure);
        } else {
            fail("too much waits to be sent by UDP from " + point.sentBy(), onFailure);
        }
    }

    /**
     * Sends on this thread.
     *
     * @return null when sent, why it failed, or empty when the kernel's buffer is full
     */
    private @Nullable String trySend(byte[] message, InetSocketAddress to) {
        if (message.length > LARGEST) {
            return "message of " + message.length + " bytes to " + to + " does not fit a datagram";
        }
        long reading = open.tryReadLock();
        if (reading == 0) {
            return "UDP " + point.sentBy() + " is closed";
        }
        try {
            return socket.send(message, to) ? null : "";
        } catch (IOException | RuntimeException e) {
            // RuntimeException is how Java's own sockets say that an address is of the other family.
            return "UDP to " + to + ": " + e.getMessage();
        } finally {
            open.unlockRead(reading);
        }
    }

    /** The event loop learns when the kernel has room again. */
    private void sendLater(byte[] message, InetSocketAddress to, SendFailure onFailure) {
        socket.channel()
                .writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), to))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        counters.sent.increment();
                    } else {
                        counters.failed.increment();
                        onFailure.failed("UDP to " + to + ": " + written.cause());
                    }
                });
    }

    private void fail(String why, SendFailure onFailure) {
        counters.failed.increment();
        socket.channel().eventLoop().execute(() -> onFailure.failed(why));
    }

    @Override
    public ListenerCounts counts() {
        return counters.of(point, 0);
    }

    @Override
    public void close(Duration grace) {
        if (closing.compareAndSet(false, true)) {
            watchdog.forget(this);
            // What was sent is with the kernel, which lets it out after the close too. The lock is never given back.
            open.writeLock();
        }
        socket.channel().close().awaitUninterruptibly(Math.max(1_000, grace.toMillis()));
    }

    @Override
    public @Nullable ReaderThread reader() {
        return reader;
    }

    @Override
    public void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM);
        while (read(buffer)) {}
    }

    /** Reads one datagram on the calling thread. @return whether there was one */
    private boolean read(ByteBuffer buffer) {
        InetSocketAddress from = receive(buffer.clear());
        if (from == null) {
            return false;
        }
        byte[] datagram = new byte[buffer.remaining()];
        buffer.get(datagram);
        take(datagram, from);
        return true;
    }

    private @Nullable InetSocketAddress receive(ByteBuffer buffer) {
        long reading = open.tryReadLock();
        if (reading == 0) {
            return null;
        }
        try {
            return socket.receive(buffer);
        } catch (IOException e) {
            LOG.log(DEBUG, "UDP " + point.sentBy(), e);
            return null;
        } finally {
            open.unlockRead(reading);
        }
    }

    private void take(byte[] datagram, InetSocketAddress from) {
        if (isKeepAlive(datagram)) {
            counters.keepAlives.increment();
        } else if (StunResponder.isStun(datagram)) {
            counters.keepAlives.increment();
            byte[] answer = StunResponder.answer(datagram, from);
            if (answer.length > 0) {
                String why = trySend(answer, from);
                if (why != null) {
                    LOG.log(DEBUG, () -> "no answer to a STUN keep-alive: " + why);
                }
            }
        } else {
            inbox.take(datagram, flows.to(point, from), counters);
        }
    }

    /** Nothing, CRLFs, or zero bytes: phones keep a NAT open by all of them. */
    private static boolean isKeepAlive(byte[] datagram) {
        if (datagram.length > 8) {
            return false;
        }
        for (byte b : datagram) {
            if (b != '\r' && b != '\n' && b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Stands where the reader will be; Netty wants a handler before the socket is bound. */
    private static final class Unready extends ChannelInboundHandlerAdapter {}

    private final class Reader extends SimpleChannelInboundHandler<DatagramPacket> {
        private final Backlog crowd = new Backlog(System::nanoTime);
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(DATAGRAM);
        private int read;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            context.executor().execute(() -> reader = ReaderThread.current());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            boolean full = read >= BATCH;
            read = 0;
            crowd.looked(!full);
            if (full && crowd.lasts(ReaderThread.BURST)) {
                // Only a look that finds nothing says that nothing is left; it costs too much to be taken each time. It
                // comes before the work is carried: bursts of just so many are no crowd, and senders' timers make them.
                int more = 0;
                while (more < BATCH && read(buffer)) {
                    more++;
                }
                crowd.looked(more < BATCH);
            }
            carry();
            crowd.leaves();
        }

        private void begin() {
            ReaderThread carrier = reader;
            if (carrier != null) {
                carrier.read(crowd);
            }
        }

        private void carry() {
            ReaderThread carrier = reader;
            if (carrier != null) {
                carrier.readComplete();
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            if (read++ == 0) {
                crowd.comes();
            }
            begin();
            ByteBuf content = packet.content();
            byte[] datagram = new byte[content.readableBytes()];
            content.readBytes(datagram);
            take(datagram, packet.sender());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // An ICMP error of an earlier datagram is for the transaction's timer; anything else is a bug of ours.
            LOG.log(cause instanceof IOException ? DEBUG : ERROR, "UDP " + point.sentBy(), cause);
        }
    }
}
