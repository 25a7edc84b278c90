package org.sipario.transport.stream;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sipario.message.MessageParser.Parsed.Malformed;
import org.sipario.message.StreamFramer;
import org.sipario.message.StreamFramer.Frame;
import org.sipario.message.wire.Load;
import org.sipario.transport.listener.Inbox;
import org.sipario.transport.listener.ListenerCounters;
import org.sipario.transport.load.QueueDelay;

/** Reads one TCP connection: RFC 3261 §18.3, keep-alives of RFC 5626 §3.5.1. */
final class ConnectionReader extends SimpleChannelInboundHandler<ByteBuf> {
    private static final System.Logger LOG = System.getLogger(ConnectionReader.class.getName());
    private static final byte[] PONG = {'\r', '\n'};

    /** How long a peer that sent garbage may take to read the answer before the connection is closed. */
    private static final long ANSWER_MILLIS = 500;

    private final Connection connection;
    private final StreamFramer framer;
    private final Inbox inbox;
    private final QueueDelay delay;
    private final ListenerCounters counters;
    private final long messageTimeoutMillis;
    private boolean broken;
    private @Nullable ScheduledFuture<?> rest;

    ConnectionReader(
            Connection connection,
            StreamFramer framer,
            Inbox inbox,
            QueueDelay delay,
            ListenerCounters counters,
            long messageTimeoutMillis) {
        this.connection = connection;
        this.framer = framer;
        this.inbox = inbox;
        this.delay = delay;
        this.counters = counters;
        this.messageTimeoutMillis = messageTimeoutMillis;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf read) {
        if (broken) {
            return;
        }
        byte[] bytes = new byte[read.readableBytes()];
        read.readBytes(bytes);
        framer.feed(bytes, 0, bytes.length);
        Load load = delay.load(System.nanoTime());
        boolean whole = false;
        while (true) {
            switch (framer.next()) {
                case Frame.Message(byte[] message) -> {
                    whole = true;
                    inbox.take(message, connection.flow(), load, counters);
                }
                case Frame.Ping() -> {
                    counters.keepAlives.increment();
                    context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
                }
                case Frame.Pong() -> counters.keepAlives.increment();
                case Frame.Broken(Malformed why) -> {
                    giveUp(context, why);
                    return;
                }
                case Frame.More() -> {
                    awaitRest(context, whole);
                    return;
                }
            }
        }
    }

    /** A message that has begun must end in time, however many bytes trickle in. */
    private void awaitRest(ChannelHandlerContext context, boolean whole) {
        if (rest != null && (whole || framer.held() == 0)) {
            rest.cancel(false);
            rest = null;
        }
        if (rest == null && framer.held() > 0) {
            rest = context.executor()
                    .schedule(
                            () -> {
                                counters.malformed.increment();
                                counters.dropped.increment();
                                context.close();
                            },
                            messageTimeoutMillis,
                            TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Where the next message begins is not known: answers, then closes, so late that the answer is not lost by a reset.
     */
    private void giveUp(ChannelHandlerContext context, Malformed why) {
        broken = true;
        inbox.malformed(why.request(), connection.flow(), why.status(), why.why(), counters);
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> {
            if (written.channel() instanceof DuplexChannel channel) {
                channel.shutdownOutput();
            }
        });
        context.executor().schedule(() -> context.close(), ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (rest != null) {
            rest.cancel(false);
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A reset is the peer's affair; anything else is a bug of ours.
        LOG.log(cause instanceof IOException ? DEBUG : ERROR, "TCP connection with " + connection.peer(), cause);
        context.close();
    }
}
