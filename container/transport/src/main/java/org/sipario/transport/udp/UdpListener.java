package org.sipario.transport.udp;

import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
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
import org.sipario.transport.threads.ReaderWatchdog;
import org.sipario.transport.udp.DatagramSocket.Sent;

/** A UDP listening point: RFC 3261 §18. */
public final class UdpListener implements Listener {
    private final DatagramSocket socket;
    private final ListeningPoint point;
    private final ListenerCounters counters;
    private final DatagramReader reader;
    private final ReaderWatchdog watchdog;

    private UdpListener(
            DatagramSocket socket,
            ListeningPoint point,
            ListenerCounters counters,
            DatagramReader reader,
            ReaderWatchdog watchdog) {
        this.socket = socket;
        this.point = point;
        this.counters = counters;
        this.reader = reader;
        this.watchdog = watchdog;
    }

    /** Binds and begins to read. */
    public static UdpListener open(
            ListenOn on,
            EventLoops loops,
            ReaderWatchdog watchdog,
            QueueDelay delay,
            TransportSettings settings,
            Inbox inbox)
            throws ListenFailure {
        try {
            DatagramSocket socket = DatagramSocket.bind(on.bind(), loops, settings.receiveBuffer());
            ListeningPoint point = AdvertisedAddress.point(on, socket.address());
            ListenerCounters counters = new ListenerCounters();
            DatagramReader reader = new DatagramReader(socket, point, inbox, counters, delay);
            socket.read(reader);
            watchdog.watch(reader);
            return new UdpListener(socket, point, counters, reader, watchdog);
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
        return false;
    }

    @Override
    public void send(byte[] message, Flow flow, SendFailure onFailure) {
        switch (socket.send(message, flow.remote())) {
            case Sent.Done _ -> counters.sent.increment();
            case Sent.Full _ when socket.channel().isWritable() -> sendLater(message, flow.remote(), onFailure);
            case Sent.Full _ -> fail("too much waits to be sent by UDP from " + point.sentBy(), onFailure);
            case Sent.Failed(String why) -> fail(why, onFailure);
        }
    }

    /** The event loop learns when the kernel has room again. */
    private void sendLater(byte[] message, InetSocketAddress to, SendFailure onFailure) {
        socket.channel()
                .writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(message), to))
                .addListener(written -> {
                    // Netty takes what ICMP says of another peer's datagram for a failure of this one.
                    if (written.isSuccess() || socket.send(message, to) instanceof Sent.Done) {
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
        watchdog.forget(reader);
        socket.close(grace);
    }
}
