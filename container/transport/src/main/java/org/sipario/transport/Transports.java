package org.sipario.transport;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Flow;
import org.sipario.message.ListeningPoint;
import org.sipario.message.MessageParser;
import org.sipario.message.Receiver;
import org.sipario.message.SipMessage;
import org.sipario.message.SipResponse;
import org.sipario.message.Wire;

/**
 * The wire of a real server: its listening points, and what comes and goes by them. RFC 3261 §18, RFC 5626 §3.5.
 *
 * <p>Safe to use from any thread.
 */
public final class Transports implements Wire {
    private final TransportSettings settings;
    private final MessageParser parser;
    private final Inbox inbox;
    private final SessionThreads sessions = new SessionThreads();
    private final Loops loops;
    private final List<Point> points = new CopyOnWriteArrayList<>();
    private final Watch watch = new Watch(points);

    /** What {@link #points} offer; asked several times a message, changed a few times in a server's life. */
    private volatile List<ListeningPoint> listening = List.of();

    /**
     * Without any listening point yet.
     *
     * @param receiver hears of every well-formed message
     * @param rejection hears of every request that is wrong but can be answered
     */
    public Transports(TransportSettings settings, Receiver receiver, Rejection rejection) {
        this.settings = settings;
        this.parser = new MessageParser(settings.message());
        this.inbox = new Inbox(parser, receiver, rejection);
        this.loops = new Loops(settings.portable(), sessions);
        watch.start();
    }

    /**
     * Opens a listening point; messages may come before this returns.
     *
     * @return with the port that was bound and the name that others call it by
     * @throws ListenFailure when the address can not be had; the message says why and what to do
     * @throws UnsupportedOperationException for TLS and WebSocket, which are not there yet
     */
    public ListeningPoint listen(ListenOn on) throws ListenFailure {
        Point opened = switch (on.transport()) {
            case UDP -> UdpPoint.open(on, loops, settings, inbox);
            case TCP -> TcpPoint.open(on, loops, settings, parser, inbox);
            case TLS, WS, WSS -> throw new UnsupportedOperationException("listening on " + on.transport());
        };
        points.add(opened);
        relist();
        return opened.listeningPoint();
    }

    /**
     * Closes one listening point and its connections.
     *
     * @param grace how long what is under way may take to leave
     */
    public void close(ListeningPoint point, Duration grace) {
        Point closing = find(point);
        if (closing != null) {
            points.remove(closing);
            relist();
            closing.close(grace);
        }
    }

    /**
     * Closes everything; not to be used afterwards.
     *
     * @param grace how long what is under way may take to leave
     */
    public void close(Duration grace) {
        for (Point point : points) {
            points.remove(point);
            relist();
            point.close(grace);
        }
        sessions.close(grace);
        watch.close();
        loops.close(grace);
    }

    /**
     * Threads for what messages set off and what may block: a virtual one for each task. One that begins on a thread that reads datagrams
     * is, if the machine lets us, carried by that thread without any change of threads.
     */
    public Executor sessions() {
        return sessions;
    }

    @Override
    public boolean isBehind() {
        return sessions.areBehind();
    }

    @Override
    public void send(SipMessage message, Flow flow, SendFailure onFailure) {
        Point point = find(flow.local());
        if (point == null) {
            fail("no listening point " + flow.local().sentBy() + " is open", onFailure);
            return;
        }
        if (flow.remote().isUnresolved()) {
            fail("the name " + flow.remote().getHostString() + " has no address", onFailure);
            return;
        }
        Flow way = message instanceof SipResponse response && point.isGone(flow) ? anew(response, flow) : flow;
        byte[] bytes = message.toBytes();
        tapped(bytes, way);
        point.send(bytes, way, onFailure);
    }

    @Override
    public void resend(byte[] message, Flow flow) {
        Point point = find(flow.local());
        if (point != null && !flow.remote().isUnresolved()) {
            tapped(message, flow);
            point.send(message, flow, _ -> {});
        }
    }

    private synchronized void relist() {
        listening = points.stream().map(Point::listeningPoint).toList();
    }

    @Override
    public List<ListeningPoint> listeningPoints() {
        return listening;
    }

    /** What each listening point has done so far, and its connections now. */
    public List<PointCounts> counts() {
        return points.stream().map(Point::counts).toList();
    }

    /** Lets one listen in on every message; null for nobody, which costs nothing. */
    public void tap(@Nullable Tap tap) {
        inbox.tap(tap);
    }

    private void fail(String why, SendFailure onFailure) {
        loops.udp().execute(() -> onFailure.failed(why));
    }

    /** Where a response goes whose connection is gone: RFC 3261 §18.2.2, to the port of sent-by. */
    private static Flow anew(SipResponse response, Flow flow) {
        int port = response.topVia().port();
        return Flow.to(
                flow.local(),
                new InetSocketAddress(
                        flow.remote().getAddress(), port < 0 ? flow.transport().defaultPort() : port));
    }

    private void tapped(byte[] bytes, Flow flow) {
        Tap tap = inbox.tap();
        if (tap != null) {
            tap.out(bytes, flow, System.currentTimeMillis());
        }
    }

    private @Nullable Point find(ListeningPoint wanted) {
        for (Point point : points) {
            if (point.listeningPoint() == wanted) {
                return point;
            }
        }
        for (Point point : points) {
            if (point.listeningPoint().equals(wanted)) {
                return point;
            }
        }
        return null;
    }

    /** What a failed bind means to an operator. */
    static ListenFailure cannotListen(ListenOn on, IOException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String where = on.transport() + " " + Advertised.text(on.bind().getAddress()) + ":"
                + on.bind().getPort();
        String said = String.valueOf(cause.getMessage());
        if (said.contains("in use")) {
            return new ListenFailure(
                    where + " is taken by another process: stop that one, or choose another port", failure);
        }
        if (said.contains("ermission denied")) {
            return new ListenFailure(where + " is not allowed for this user: choose a port above 1023", failure);
        }
        if (cause instanceof BindException || said.contains("assign")) {
            return new ListenFailure(where + " is no address of this machine", failure);
        }
        return new ListenFailure(where + " can not be opened: " + said, failure);
    }
}
