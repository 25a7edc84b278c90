package org.sipario.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sipario.message.MessageParser;
import org.sipario.message.SipMessage;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Receiver;
import org.sipario.message.wire.Wire;
import org.sipario.transport.listener.Inbox;
import org.sipario.transport.listener.ListenFailure;
import org.sipario.transport.listener.ListenOn;
import org.sipario.transport.listener.Listener;
import org.sipario.transport.listener.ListenerCounts;
import org.sipario.transport.listener.Rejection;
import org.sipario.transport.listener.Tap;
import org.sipario.transport.listener.TapSwitch;
import org.sipario.transport.listener.TransportSettings;
import org.sipario.transport.stream.TcpListener;
import org.sipario.transport.threads.EventLoops;
import org.sipario.transport.threads.ReaderWatchdog;
import org.sipario.transport.threads.SessionScheduler;
import org.sipario.transport.udp.UdpListener;

/**
 * The wire of a real server: its listening points, and what comes and goes by them. RFC 3261 §18, RFC 5626 §3.5.
 *
 * <p>Safe to use from any thread.
 */
public final class Transports implements Wire {
    private final TransportSettings settings;
    private final MessageParser parser;
    private final TapSwitch tap = new TapSwitch();
    private final SessionScheduler sessions = new SessionScheduler();
    private final EventLoops loops;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ReaderWatchdog watchdog = new ReaderWatchdog();

    /** What {@link #listeners} offer; asked several times a message, changed a few times in a server's life. */
    private volatile List<ListeningPoint> listening = List.of();

    /** Without any listening point yet. */
    public Transports(TransportSettings settings) {
        this.settings = settings;
        this.parser = new MessageParser(settings.message());
        this.loops = new EventLoops(settings.portable(), sessions);
        watchdog.start();
    }

    /**
     * Opens a listening point; messages may come before this returns.
     *
     * @param receiver hears of every well-formed message
     * @param rejection hears of every request that is wrong but can be answered
     * @return with the port that was bound and the name that others call it by
     * @throws ListenFailure when the address cannot be had; the message says why and what to do
     * @throws UnsupportedOperationException for TLS and WebSocket, which are not there yet
     */
    public ListeningPoint listen(ListenOn on, Receiver receiver, Rejection rejection) throws ListenFailure {
        Inbox inbox = new Inbox(parser, receiver, rejection, tap);
        Listener opened = switch (on.transport()) {
            case UDP -> UdpListener.open(on, loops, watchdog, sessions.delay(), settings, inbox);
            case TCP -> TcpListener.open(on, loops, sessions.delay(), settings, inbox);
            case TLS, WS, WSS -> throw new UnsupportedOperationException("listening on " + on.transport());
        };
        listeners.add(opened);
        refresh();
        return opened.listeningPoint();
    }

    /**
     * Closes one listening point and its connections.
     *
     * @param grace how long what is under way may take to leave
     */
    public void close(ListeningPoint point, Duration grace) {
        Listener closing = find(point);
        if (closing != null) {
            listeners.remove(closing);
            refresh();
            closing.close(grace);
        }
    }

    /**
     * Closes everything; not to be used afterwards.
     *
     * @param grace how long what is under way may take to leave
     */
    public void close(Duration grace) {
        for (Listener each : listeners) {
            listeners.remove(each);
            refresh();
            each.close(grace);
        }
        sessions.close(grace);
        watchdog.close();
        loops.close(grace);
    }

    /**
     * Threads for what messages set off and what may block: a virtual one for each task. One that begins on a thread
     * that reads datagrams is carried by that thread, without a change of threads, where the JDK allows that.
     */
    public Executor sessions() {
        return sessions;
    }

    @Override
    public void send(SipMessage message, Flow flow, SendFailure onFailure) {
        Listener listener = find(flow.local());
        if (listener == null) {
            fail("no listening point " + flow.local().sentBy() + " is open", onFailure);
            return;
        }
        if (flow.remote().isUnresolved()) {
            fail("the name " + flow.remote().getHostString() + " has no address", onFailure);
            return;
        }
        Flow way =
                message instanceof SipResponse response && listener.isGone(flow) ? reconnecting(response, flow) : flow;
        byte[] bytes = message.toBytes();
        tap.out(bytes, way);
        listener.send(bytes, way, onFailure);
    }

    @Override
    public void resend(byte[] message, Flow flow) {
        Listener listener = find(flow.local());
        if (listener != null && !flow.remote().isUnresolved()) {
            tap.out(message, flow);
            listener.send(message, flow, _ -> {});
        }
    }

    private synchronized void refresh() {
        listening = listeners.stream().map(Listener::listeningPoint).toList();
    }

    @Override
    public List<ListeningPoint> listeningPoints() {
        return listening;
    }

    /** What each listening point has done so far, and its connections now. */
    public List<ListenerCounts> counts() {
        return listeners.stream().map(Listener::counts).toList();
    }

    /** Shows every message to one tap; null for none, which costs nothing. */
    public void tap(@Nullable Tap tap) {
        this.tap.set(tap);
    }

    private void fail(String why, SendFailure onFailure) {
        loops.udp().execute(() -> onFailure.failed(why));
    }

    /** Where a response goes whose connection is gone: RFC 3261 §18.2.2, to the port of sent-by. */
    private static Flow reconnecting(SipResponse response, Flow flow) {
        int port = response.topVia().port();
        return Flow.to(
                flow.local(),
                new InetSocketAddress(
                        flow.remote().getAddress(), port < 0 ? flow.transport().defaultPort() : port));
    }

    private @Nullable Listener find(ListeningPoint wanted) {
        for (Listener each : listeners) {
            if (each.listeningPoint() == wanted) {
                return each;
            }
        }
        for (Listener each : listeners) {
            if (each.listeningPoint().equals(wanted)) {
                return each;
            }
        }
        return null;
    }
}
