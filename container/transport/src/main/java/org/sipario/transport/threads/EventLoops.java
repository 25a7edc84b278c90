package org.sipario.transport.threads;

import static java.lang.System.Logger.Level.DEBUG;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that move bytes: one a core at most for each transport, started when a listening point first needs it.
 */
public final class EventLoops {
    private static final System.Logger LOG = System.getLogger(EventLoops.class.getName());

    private static final SelectorProvider PROVIDER = SelectorProvider.provider();

    private final boolean epoll;
    private final EventLoopGroup udp;
    private final EventLoopGroup tcp;

    /**
     * @param portable whether Java's own sockets are used even where epoll is at hand
     * @param sessions makes the threads that read datagrams
     */
    public EventLoops(boolean portable, SessionScheduler sessions) {
        epoll = !portable && Epoll.isAvailable();
        if (!portable && !epoll) {
            LOG.log(DEBUG, "no native transport here, so Java's own is used", Epoll.unavailabilityCause());
        }
        AtomicInteger readers = new AtomicInteger();
        udp = group(loop -> sessions.reader(loop, "sipario-udp-" + readers.incrementAndGet()));
        tcp = group(new DefaultThreadFactory("sipario-tcp", true));
    }

    /** @param threads daemons: a socket left open must not keep a stopped server alive */
    private EventLoopGroup group(ThreadFactory threads) {
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(Runtime.getRuntime().availableProcessors(), threads, io) {
            @Override
            protected IoEventLoop newChild(Executor executor, IoHandlerFactory factory, Object... arguments) {
                return new Loop(this, executor, factory);
            }
        };
    }

    /**
     * Waits without a timer when no task is due at a certain time. Netty's own loop waits for a second at most, and so
     * reads the clock and sets a kernel timer for each datagram that it waits for.
     */
    private static final class Loop extends SingleThreadIoEventLoop {

        Loop(IoEventLoopGroup group, Executor executor, IoHandlerFactory factory) {
            super(group, executor, factory);
        }

        @Override
        protected long deadlineNanos() {
            return nextScheduledTaskDeadlineNanos();
        }
    }

    /** Whether sockets are the kernel's own through epoll. */
    public boolean epoll() {
        return epoll;
    }

    /** Its threads read datagrams. */
    public EventLoopGroup udp() {
        return udp;
    }

    /** Its threads read and write connections. */
    public EventLoopGroup tcp() {
        return tcp;
    }

    /** A socket that will accept connections at an address, not bound yet. */
    public ServerChannel listener(InetAddress bind) {
        return epoll ? new EpollServerSocketChannel(family(bind)) : new NioServerSocketChannel(PROVIDER, family(bind));
    }

    /** A socket that will be connected with a peer. */
    public Channel connection(InetAddress peer) {
        return epoll ? new EpollSocketChannel(family(peer)) : new NioSocketChannel(PROVIDER, family(peer));
    }

    /** IPv4 sockets for IPv4, so that addresses come out as they went in. */
    public static SocketProtocolFamily family(InetAddress address) {
        return address instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
    }

    /** Ends the threads and waits for them. */
    public void close(Duration grace) {
        long millis = Math.max(1, grace.toMillis());
        udp.shutdownGracefully(0, millis, TimeUnit.MILLISECONDS);
        tcp.shutdownGracefully(0, millis, TimeUnit.MILLISECONDS);
        udp.terminationFuture().awaitUninterruptibly(millis + 1_000);
        tcp.terminationFuture().awaitUninterruptibly(millis + 1_000);
    }
}
