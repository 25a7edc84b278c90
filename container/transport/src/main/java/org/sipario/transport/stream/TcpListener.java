package org.sipario.transport.stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sipario.message.StreamFramer;
import org.sipario.message.wire.Flow;
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
import org.sipario.transport.load.QueueDelay;
import org.sipario.transport.threads.EventLoops;

/** A TCP listening point and its connections, accepted and made: RFC 3261 §18. */
public final class TcpListener implements Listener {
    private static final int BACKLOG = 1_024;

    private final EventLoops loops;
    private final TransportSettings settings;
    private final QueueDelay delay;
    private final Inbox inbox;
    private final ListenerCounters counters = new ListenerCounters();
    private final Connections connections;
    private final Channel listener;
    private final ListeningPoint point;
    private volatile boolean closing;

    private TcpListener(ListenOn on, EventLoops loops, QueueDelay delay, TransportSettings settings, Inbox inbox)
            throws IOException {
        this.loops = loops;
        this.settings = settings;
        this.delay = delay;
        this.inbox = inbox;
        this.connections = new Connections(settings.connections(), settings.connectionsPerAddress());
        ChannelFuture bound = new ServerBootstrap()
                .group(loops.tcp())
                .channelFactory(() -> loops.listener(on.bind().getAddress()))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                // Accepting begins when this object is whole.
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Accepted())
                .bind(on.bind())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause());
        }
        listener = bound.channel();
        point = AdvertisedAddress.point(on, (InetSocketAddress) listener.localAddress());
    }

    /** Binds and begins to accept. */
    public static TcpListener open(
            ListenOn on, EventLoops loops, QueueDelay delay, TransportSettings settings, Inbox inbox)
            throws ListenFailure {
        try {
            TcpListener opened = new TcpListener(on, loops, delay, settings, inbox);
            opened.listener.config().setAutoRead(true);
            return opened;
        } catch (IOException e) {
            throw ListenFailure.of(on, e);
        }
    }

    @Override
    public ListeningPoint listeningPoint() {
        return point;
    }

    @Override
    public boolean isGone(Flow flow) {
        return flow.connection() != Flow.ANY && connections.numbered(flow.connection()) == null;
    }

    @Override
    public void send(byte[] message, Flow flow, SendFailure onFailure) {
        if (closing) {
            fail("TCP " + point.sentBy() + " is closed", onFailure);
            return;
        }
        boolean any = flow.connection() == Flow.ANY;
        Connection connection =
                any ? connections.to(flow.remote(), this::connect) : connections.numbered(flow.connection());
        if (connection != null) {
            connection.send(message, onFailure);
        } else {
            fail(
                    any
                            ? "no connection to " + flow.remote() + ": as many are open as may be"
                            : "the TCP connection with " + flow.remote() + " is gone",
                    onFailure);
        }
    }

    private void fail(String why, SendFailure onFailure) {
        counters.failed.increment();
        listener.eventLoop().execute(() -> onFailure.failed(why));
    }

    /** Begins to open a connection; what is sent on it waits for that. */
    private Connection connect(InetSocketAddress peer, long number) {
        InetAddress from = point.bound().getAddress();
        ChannelFuture opening = new Bootstrap()
                .group(loops.tcp())
                .channelFactory(() -> loops.connection(peer.getAddress()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                // Reading begins when the connection has its reader.
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(peer, from.isAnyLocalAddress() ? null : new InetSocketAddress(from, 0));
        Connection connection = connection(peer, number, opening);
        opening.addListener(opened -> {
            if (opened.isSuccess()) {
                read(connection);
                opening.channel().config().setAutoRead(true);
            } else {
                connections.remove(connection);
            }
        });
        return connection;
    }

    private Connection connection(InetSocketAddress peer, long number, ChannelFuture opening) {
        return new Connection(point, peer, number, opening, counters, settings.pendingBytes());
    }

    /** The handlers of an open connection, from the socket upwards. */
    private void read(Connection connection) {
        connection.channel().closeFuture().addListener(_ -> connections.remove(connection));
        connection
                .channel()
                .pipeline()
                .addLast(new FlushConsolidationHandler(256, true))
                .addLast(new IdleStateHandler(0, 0, settings.idleTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new ConnectionReader(
                        connection,
                        new StreamFramer(inbox.parser()),
                        inbox,
                        delay,
                        counters,
                        settings.messageTimeout().toMillis()));
    }

    @Override
    public ListenerCounts counts() {
        return counters.of(point, connections.size());
    }

    @Override
    public void close(Duration grace) {
        closing = true;
        long deadline = System.nanoTime() + grace.toNanos();
        listener.close().awaitUninterruptibly();
        List<Connection> open = connections.all();
        open.forEach(connection -> connection.drain(deadline));
        open.forEach(connection -> connection.channel().close());
        open.forEach(connection -> connection.channel().closeFuture().awaitUninterruptibly(1_000));
    }

    /** Takes in a connection that a peer has opened, or closes it where there are too many. */
    private final class Accepted extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel channel) {
            InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
            Connection connection = peer == null
                    ? null
                    : connections.accept(
                            peer, (from, number) -> connection(from, number, channel.newSucceededFuture()));
            if (connection == null) {
                counters.dropped.increment();
                channel.close();
            } else {
                read(connection);
            }
        }
    }
}
