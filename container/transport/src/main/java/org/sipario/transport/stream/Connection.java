package org.sipario.transport.stream;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Wire.SendFailure;
import org.sipario.transport.listener.ListenerCounters;

/** A TCP connection, open or being opened, and what waits to be sent on it. */
final class Connection {
    private final Flow flow;
    private final ChannelFuture opening;
    private final ListenerCounters counters;
    private final int mostPending;
    private final AtomicInteger pending = new AtomicInteger();

    /** Whether messages may go straight to the channel; until then they wait behind the opening, in their order. */
    private volatile boolean ready;

    /**
     * @param opening completes when it is open
     * @param mostPending bytes that may wait
     */
    Connection(
            ListeningPoint point,
            InetSocketAddress peer,
            long number,
            ChannelFuture opening,
            ListenerCounters counters,
            int mostPending) {
        this.flow = new Flow(point, peer, number);
        this.opening = opening;
        this.counters = counters;
        this.mostPending = mostPending;
        this.ready = opening.isSuccess();
    }

    long number() {
        return flow.connection();
    }

    InetSocketAddress peer() {
        return flow.remote();
    }

    /** The flow of what comes in on it. */
    Flow flow() {
        return flow;
    }

    Channel channel() {
        return opening.channel();
    }

    /** Sends when it is open; fails when it cannot be opened, closes before, or too much waits. */
    void send(byte[] message, SendFailure onFailure) {
        if (pending.addAndGet(message.length) > mostPending && pending.get() > message.length) {
            pending.addAndGet(-message.length);
            counters.failed.increment();
            channel()
                    .eventLoop()
                    .execute(() -> onFailure.failed(
                            "too much waits for " + peer() + ", which reads its TCP connection slowly"));
        } else if (ready) {
            write(message, onFailure);
        } else {
            opening.addListener(opened -> {
                if (opened.isSuccess()) {
                    ready = true;
                    write(message, onFailure);
                } else {
                    done(message, onFailure, opened.cause());
                }
            });
        }
    }

    private void write(byte[] message, SendFailure onFailure) {
        channel().writeAndFlush(Unpooled.wrappedBuffer(message)).addListener(written -> {
            if (written.isSuccess()) {
                pending.addAndGet(-message.length);
                counters.sent.increment();
            } else {
                done(message, onFailure, written.cause());
            }
        });
    }

    private void done(byte[] message, SendFailure onFailure, Throwable why) {
        pending.addAndGet(-message.length);
        counters.failed.increment();
        // Netty's exception for this says nothing.
        String said = why instanceof ClosedChannelException ? "the connection was closed" : why.getMessage();
        onFailure.failed("TCP to " + peer() + ": " + said);
    }

    /**
     * Waits until what was given to it is with the kernel, or failed.
     *
     * @param deadline of {@link System#nanoTime}
     */
    void drain(long deadline) {
        if (pending.get() > 0) {
            opening.awaitUninterruptibly(left(deadline));
            channel().writeAndFlush(Unpooled.EMPTY_BUFFER).awaitUninterruptibly(left(deadline));
        }
    }

    private static long left(long deadline) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }
}
