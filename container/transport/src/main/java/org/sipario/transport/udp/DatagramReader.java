package org.sipario.transport.udp;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.FlowCache;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Load;
import org.sipario.transport.listener.Inbox;
import org.sipario.transport.listener.ListenerCounters;
import org.sipario.transport.load.Backlog;
import org.sipario.transport.load.OverloadDetector;
import org.sipario.transport.load.QueueDelay;
import org.sipario.transport.threads.ReaderThread;
import org.sipario.transport.threads.WatchedSocket;
import org.sipario.transport.udp.DatagramSocket.Sent;
import org.sipario.transport.udp.ErrorQueue.IcmpError;

/**
 * Reads what comes to a UDP socket: messages, and keep-alives (RFC 5626 §3.5.2). A look at the socket takes up to
 * {@link DatagramSocket#BATCH} datagrams; the work that they begin is carried after it.
 */
final class DatagramReader extends SimpleChannelInboundHandler<DatagramPacket> implements WatchedSocket {
    private static final System.Logger LOG = System.getLogger(DatagramReader.class.getName());

    /** The work of a shorter backlog is carried sooner than it is shared. */
    private static final Duration SHARED = Duration.ofMillis(5);

    /** ICMP errors taken at one look: after that datagrams have their turn. */
    private static final int MOST_ERRORS = 64;

    private final DatagramSocket socket;
    private final ListeningPoint point;
    private final Inbox inbox;
    private final ListenerCounters counters;
    private final QueueDelay delay;
    private final FlowCache flows = new FlowCache();
    private final Backlog backlog = new Backlog();
    private final OverloadDetector overload = new OverloadDetector(System.nanoTime());
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DatagramSocket.DATAGRAM);

    private volatile @Nullable ReaderThread thread;

    /** How many datagrams this look has found so far, and the load as it began. Only the event loop looks. */
    private int found;

    private Load load = Load.NORMAL;

    DatagramReader(
            DatagramSocket socket, ListeningPoint point, Inbox inbox, ListenerCounters counters, QueueDelay delay) {
        this.socket = socket;
        this.point = point;
        this.inbox = inbox;
        this.counters = counters;
        this.delay = delay;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.executor().execute(() -> thread = ReaderThread.current());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        if (found++ == 0) {
            begin();
        }
        ByteBuf content = packet.content();
        byte[] datagram = new byte[content.readableBytes()];
        content.readBytes(datagram);
        take(datagram, packet.sender(), load);
    }

    private void begin() {
        long now = System.nanoTime();
        backlog.resumed(now);
        load = load(now);
        if (thread instanceof ReaderThread carrier) {
            carrier.read();
        }
    }

    private Load load(long now) {
        return overload.isOverloaded(backlog, now) ? Load.OVERLOADED : delay.load(now);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (found == 0) {
            // An error wakes the event loop too, and keeps waking it until it is taken.
            takeErrors();
        }
        boolean full = found >= DatagramSocket.BATCH;
        found = 0;
        if (!full) {
            backlog.cleared();
        }
        boolean share = full && isToBeShared();
        if (thread instanceof ReaderThread carrier) {
            carrier.readComplete(share);
        }
        if (full) {
            backlog.worked(System.nanoTime());
        }
    }

    /** After a full look. @return whether the work that it has begun is more than this thread carries in time */
    private boolean isToBeShared() {
        long now = System.nanoTime();
        backlog.remains(now);
        if (!backlog.lasts(SHARED, now)) {
            return false;
        }
        // Only a look that finds nothing says that nothing is left; it costs too much to be taken each time. It comes
        // before the work is carried: bursts of just so many are no backlog, and senders' timers make them.
        int more = 0;
        while (more < DatagramSocket.BATCH && read(buffer, load)) {
            more++;
        }
        if (more < DatagramSocket.BATCH) {
            backlog.cleared();
            return false;
        }
        backlog.remains(System.nanoTime());
        return true;
    }

    private void takeErrors() {
        IcmpError error = socket.nextError();
        for (int left = MOST_ERRORS; error != null && left > 0; left--) {
            if (error.unreachable()) {
                inbox.undelivered(error.beginning(), flows.to(point, error.to()), counters);
            }
            error = socket.nextError();
        }
    }

    @Override
    public @Nullable ReaderThread reader() {
        return thread;
    }

    @Override
    public void stalled(long now) {
        overload.stalled(now);
    }

    @Override
    public void read() {
        ByteBuffer own = ByteBuffer.allocateDirect(DatagramSocket.DATAGRAM);
        while (read(own, load(System.nanoTime()))) {}
    }

    /** Reads one datagram on the calling thread. @return whether there was one */
    private boolean read(ByteBuffer into, Load load) {
        InetSocketAddress from = socket.receive(into);
        if (from == null) {
            return false;
        }
        byte[] datagram = new byte[into.remaining()];
        into.get(datagram);
        take(datagram, from, load);
        return true;
    }

    private void take(byte[] datagram, InetSocketAddress from, Load load) {
        if (isKeepAlive(datagram)) {
            counters.keepAlives.increment();
        } else if (StunResponder.isStun(datagram)) {
            counters.keepAlives.increment();
            byte[] answer = StunResponder.answer(datagram, from);
            if (answer.length > 0 && !(socket.send(answer, from) instanceof Sent.Done)) {
                LOG.log(DEBUG, () -> "no answer to a STUN keep-alive of " + from);
            }
        } else {
            inbox.take(datagram, flows.to(point, from), load, counters);
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

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // What ICMP says of an earlier datagram comes here too, and from the error queue; all else is a bug of ours.
        LOG.log(cause instanceof IOException ? DEBUG : ERROR, "UDP " + point.sentBy(), cause);
    }
}
