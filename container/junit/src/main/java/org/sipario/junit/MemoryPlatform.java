package org.sipario.junit;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipMessage;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Locator;
import org.sipario.message.wire.Receiver;
import org.sipario.message.wire.Timers;
import org.sipario.message.wire.Wire;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.VirtualTimers;
import org.sipario.tomcat.connector.ListeningSettings;
import org.sipario.tomcat.engine.Platform;
import org.sipario.tomcat.engine.ServerCounts;
import org.sipario.transport.listener.Rejection;
import org.sipario.transport.listener.Tap;

/**
 * A server's platform in memory. Clock and listening points last as long as the server; each test has a network of its own
 * over them, so that its user agents are new.
 */
final class MemoryPlatform implements Platform, Wire {
    private static final int SIP = 5060;

    /** The messages of a listening point. */
    private static final class Counter {
        final AtomicLong received = new AtomicLong();
        final AtomicLong sent = new AtomicLong();
        final AtomicLong failed = new AtomicLong();
        final AtomicLong malformed = new AtomicLong();

        ServerCounts.Traffic at(ListeningPoint point) {
            return new ServerCounts.Traffic(point, received.get(), sent.get(), failed.get(), malformed.get(), 0);
        }
    }

    private final VirtualTimers timers = new VirtualTimers();
    private final List<ListeningPoint> points = new CopyOnWriteArrayList<>();
    private final Map<ListeningPoint, Counter> counters = new ConcurrentHashMap<>();
    private volatile @Nullable InMemoryNetwork network;
    private volatile @Nullable Tap tap;
    private @Nullable Receiver receiver;
    private @Nullable Rejection rejection;

    /** The clock. */
    VirtualTimers clock() {
        return timers;
    }

    /** A new network without user agents; the one before is disconnected. */
    InMemoryNetwork renew() {
        InMemoryNetwork fresh = new InMemoryNetwork(timers, List.copyOf(points));
        fresh.deliverTo((message, flow, load) -> {
            counter(flow).received.incrementAndGet();
            tapIn(message, flow);
            Objects.requireNonNull(receiver).received(message, flow, load);
        });
        fresh.refuseTo((request, flow, status, reason) -> {
            counter(flow).malformed.incrementAndGet();
            tapIn(request, flow);
            Objects.requireNonNull(rejection).reject(request, flow, status, reason);
        });
        network = fresh;
        return fresh;
    }

    private InMemoryNetwork network() {
        InMemoryNetwork present = network;
        return present == null ? renew() : present;
    }

    private Counter counter(Flow flow) {
        return counters.computeIfAbsent(flow.local(), _ -> new Counter());
    }

    @Override
    public void deliverTo(Receiver receiver, Rejection rejection) {
        this.receiver = receiver;
        this.rejection = rejection;
    }

    @Override
    public ListeningPoint listen(ListeningSettings settings) {
        int port = settings.bind().getPort() == 0 ? SIP : settings.bind().getPort();
        String address = settings.bind().getAddress().getHostAddress();
        String host = settings.advertisedHost();
        if (host == null) {
            host = address.contains(":") ? "[" + address + "]" : address;
        }
        ListeningPoint point = new ListeningPoint(
                settings.transport(),
                new InetSocketAddress(settings.bind().getAddress(), port),
                host,
                settings.advertisedPort() == 0 ? port : settings.advertisedPort());
        points.add(point);
        return point;
    }

    @Override
    public Wire wire() {
        return this;
    }

    @Override
    public Locator locator() {
        return uri -> network().locator().locate(uri);
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Executor executor() {
        return task -> network().threads().execute(task);
    }

    @Override
    public void tap(@Nullable Tap tap) {
        this.tap = tap;
    }

    private void tapIn(SipMessage message, Flow flow) {
        Tap listener = tap;
        if (listener != null) {
            listener.in(message.toBytes(), flow, timers.now());
        }
    }

    private void tapOut(byte[] message, Flow flow) {
        Tap listener = tap;
        if (listener != null) {
            listener.out(message, flow, timers.now());
        }
    }

    @Override
    public List<ServerCounts.Traffic> traffic() {
        return points.stream()
                .map(point ->
                        counters.computeIfAbsent(point, _ -> new Counter()).at(point))
                .toList();
    }

    @Override
    public void close(Duration grace) {
        // Nothing was opened.
    }

    // ---- sending

    @Override
    public void send(SipMessage message, Flow flow, SendFailure onFailure) {
        counter(flow).sent.incrementAndGet();
        tapOut(message.toBytes(), flow);
        network().send(message, flow, why -> {
            counter(flow).failed.incrementAndGet();
            onFailure.failed(why);
        });
    }

    @Override
    public void resend(byte[] message, Flow flow) {
        counter(flow).sent.incrementAndGet();
        tapOut(message, flow);
        network().resend(message, flow);
    }

    @Override
    public List<ListeningPoint> listeningPoints() {
        return points;
    }
}
