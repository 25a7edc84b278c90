package org.sipario.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sipario.message.MessageLimits;
import org.sipario.message.MessageParser;
import org.sipario.message.MessageParser.Parsed;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Locator;
import org.sipario.message.wire.Receiver;
import org.sipario.message.wire.Transport;
import org.sipario.message.wire.Wire;

/**
 * A network without sockets, with a clock that stands still. Each message goes over it as bytes and is parsed again, so
 * that a fault of the printer or the parser shows.
 *
 * <p>A server is put on it like this:
 *
 * <pre>{@code
 * var net = new InMemoryNetwork();
 * var layer = new TransactionLayer(net, net.timers(), timings, limits, user);
 * net.deliverTo(layer);
 * }</pre>
 *
 * <p>What the server posts to {@link #executor()} runs, one thing after another on the thread of the test, when the
 * network settles: after each rung of a ladder, and after each timer.
 */
public final class InMemoryNetwork extends Network implements Wire {

    /** Gets requests that the parser refused, with its status and reason. */
    @FunctionalInterface
    public interface Refusal {

        /** Answers it. */
        void refused(SipRequest request, Flow flow, int status, String reason);
    }

    /**
     * How long to wait for an expected message when every task has ended: threads that the application made itself are
     * not known here.
     */
    private static final Duration UNKNOWN_THREADS = Duration.ofMillis(500);

    /** How often to look whether the server has said something. */
    private static final Duration LOOK = Duration.ofMillis(5);

    /** How often at most the server's queue is run before it counts as a loop. */
    private static final int RUNS = 100_000;

    private static final Pattern BRANCH = Pattern.compile("branch=([^;,\\s]+)");

    private final VirtualTimers timers;
    private final List<ListeningPoint> points;
    private final MessageParser parser = new MessageParser(MessageLimits.DEFAULT);
    private final Outbox outbox = new Outbox();
    private final Deque<Runnable> posted = new ArrayDeque<>();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    /** Branches of requests that the parser has refused. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    private final BusyThreads threads = new BusyThreads();
    private final List<String> remarks = new ArrayList<>();
    /** Whether the server has threads of its own, so that messages to different user agents may overtake each other. */
    private volatile boolean threaded;

    private Duration patience = Duration.ofSeconds(5);
    private @Nullable Receiver receiver;
    private @Nullable Refusal refusal;
    private Runnable settle = () -> {};

    /** With UDP and TCP at {@code 192.0.2.1:5060} and a clock of its own. */
    public InMemoryNetwork() {
        this(
                new VirtualTimers(),
                List.of(point(Transport.UDP, "192.0.2.1", 5060), point(Transport.TCP, "192.0.2.1", 5060)));
    }

    /** With a clock and the places where the server is reached. */
    public InMemoryNetwork(VirtualTimers timers, List<ListeningPoint> points) {
        this.timers = timers;
        this.points = List.copyOf(points);
    }

    /** A listening point that calls itself by its address. @param host an address, IPv6 without brackets */
    public static ListeningPoint point(Transport transport, String host, int port) {
        InetSocketAddress bound = new InetSocketAddress(InetAddress.ofLiteral(host), port);
        return new ListeningPoint(transport, bound, host.contains(":") ? "[" + host + "]" : host, port);
    }

    /** Sets the receiver of what the user agents say. */
    public InMemoryNetwork deliverTo(Receiver server) {
        receiver = server;
        return this;
    }

    /** Sets what answers requests that the parser refuses; without it such a request fails the test. */
    public InMemoryNetwork refuseTo(Refusal server) {
        refusal = server;
        return this;
    }

    /** Sets what to wait for until the server is idle, for a server that does not run on {@link #executor()}. */
    public InMemoryNetwork settleBy(Runnable idle) {
        settle = idle;
        return this;
    }

    /** The clock. */
    public VirtualTimers timers() {
        return timers;
    }

    /** A first-in-first-out queue that runs when the network settles. */
    public Executor executor() {
        return task -> {
            synchronized (posted) {
                posted.add(task);
            }
        };
    }

    /**
     * A virtual thread for each task, for a server that is to run as it really does. From the first call on, the
     * network is settled when every task has ended or waits, for a reply for instance; order counts only for each user
     * agent by itself; and what a ladder expects may take until a {@linkplain #patience real-time deadline}.
     */
    public Executor threads() {
        threaded = true;
        return threads;
    }

    /** How long an expected message may take where the server has {@link #threads()}. Default: 5 s. */
    public InMemoryNetwork patience(Duration real) {
        patience = real;
        return this;
    }

    /**
     * Finds the user agents: a host that is an address stands for itself, any other one for the user agent that the
     * user part names; nothing else exists.
     */
    public Locator locator() {
        return uri -> {
            Transport transport = Transport.of(uri.transport() == null ? "udp" : uri.transport())
                    .orElse(Transport.UDP);
            InetSocketAddress address = locate(uri, transport);
            return address == null ? List.of() : List.of(new Hop(transport, address));
        };
    }

    private @Nullable InetSocketAddress locate(SipUri uri, Transport transport) {
        String host = uri.host();
        try {
            InetAddress address = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
            return new InetSocketAddress(address, uri.port() < 0 ? transport.defaultPort() : uri.port());
        } catch (IllegalArgumentException name) {
            TestUserAgent agent = agents().get(uri.user() == null ? "" : uri.user());
            return agent == null ? null : agent.address();
        }
    }

    /** From now on nothing can be sent to a user agent: the wire says that it failed. */
    public void unplug(TestUserAgent agent) {
        gone.add(agent.name());
    }

    /** Takes back {@link #unplug}. */
    public void plug(TestUserAgent agent) {
        gone.remove(agent.name());
    }

    /**
     * Runs what the server has posted until it is idle.
     *
     * @throws AssertionError if the server has sent what its own parser refuses, or posts without end
     */
    public void settle() {
        for (int runs = 0; ; runs++) {
            settle.run();
            threads.awaitQuiet(patience);
            Runnable next;
            synchronized (posted) {
                next = posted.poll();
            }
            if (next == null) {
                outbox.check();
                return;
            }
            if (runs > RUNS) {
                throw new AssertionError("the server does not become idle");
            }
            next.run();
        }
    }

    @Override
    public List<ListeningPoint> listeningPoints() {
        return points;
    }

    @Override
    public void send(SipMessage message, Flow flow, SendFailure onFailure) {
        String listener = nameAt(flow);
        if (gone.contains(listener)) {
            onFailure.failed(listener + " is unplugged");
        } else {
            resend(message.toBytes(), flow);
        }
    }

    @Override
    public void resend(byte[] message, Flow flow) {
        String fault = switch (parser.datagram(message.clone(), 0, message.length)) {
            case Parsed.Whole _ -> null;
            case Parsed.Malformed(var status, var why, var _) -> status + " " + why;
            case Parsed.KeepAlive() -> "nothing but line breaks";
        };
        // The response to a refused request may lack what the request lacked.
        if (fault != null && !refused.contains(branchIn(message))) {
            String text = new String(message, StandardCharsets.UTF_8);
            outbox.fault("the server says what it would refuse: " + fault + "\n" + text);
            return;
        }
        String listener = nameAt(flow);
        if (!gone.contains(listener)) {
            outbox.add(listener, message);
        }
    }

    /** The first branch in bytes that may be no message. */
    private static String branchIn(byte[] message) {
        Matcher branch = BRANCH.matcher(new String(message, StandardCharsets.ISO_8859_1));
        return branch.find() ? branch.group(1) : "";
    }

    private String nameAt(Flow flow) {
        for (TestUserAgent agent : agents().values()) {
            if (agent.address().equals(flow.remote()) && agent.transport() == flow.transport()) {
                return agent.name();
            }
        }
        return flow.transport().parameter() + ":" + flow.remote().getAddress().getHostAddress() + ":"
                + flow.remote().getPort();
    }

    @Override
    Account connect(String name, Transport transport) {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + (agents().size() + 11)), 5060);
        return new Account(name, transport, address, domain(), "");
    }

    @Override
    void say(Account from, byte[] message) {
        ListeningPoint point = points.stream()
                .filter(each -> each.transport() == from.transport)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the server does not speak " + from.transport));
        Receiver server = receiver;
        if (server == null) {
            throw new IllegalStateException("deliverTo was not called: there is no server");
        }
        long connection =
                from.transport.isReliable() ? from.address.getAddress().getAddress()[3] : Flow.ANY;
        Flow flow = new Flow(point, from.address, connection);
        switch (parser.datagram(message, 0, message.length)) {
            case Parsed.Whole(var whole) -> server.received(whole, flow);
            case Parsed.Malformed(var status, var why, var request) -> refuse(from, request, flow, status, why);
            case Parsed.KeepAlive() -> {}
        }
        settle();
    }

    /** As a server does: what can not be answered is dropped. */
    private void refuse(Account from, @Nullable SipRequest request, Flow flow, int status, String why) {
        String remark = "the parser refuses what " + from.name + " says: " + status + " " + why;
        Refusal server = refusal;
        if (server == null) {
            throw new AssertionError(remark + "; if that is meant, say who answers it (refuseTo)");
        }
        remarks.add(remark + (request == null ? ", and it can not be answered" : ""));
        if (request != null) {
            refused.add(branchIn(request.toBytes()));
            server.refused(request, flow, status, why);
        }
    }

    @Override
    void later(Duration delay, Runnable task) {
        timers.start(delay, task);
    }

    @Override
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    @Nullable
    Spoken next(@Nullable String listener, boolean quick) {
        // On one thread all messages have an order; on several, only those to one user agent have.
        String whom = threaded ? listener : null;
        long start = System.nanoTime();
        while (true) {
            settle();
            Spoken next = outbox.first(whom);
            Duration left = (threads.isIdle() ? UNKNOWN_THREADS : patience).minusNanos(System.nanoTime() - start);
            if (next != null || quick || !threaded || !left.isPositive()) {
                return next;
            }
            outbox.await(whom, LOOK.toNanos());
        }
    }

    @Override
    void take(Spoken taken) {
        outbox.take(taken);
    }

    @Override
    void pass(Duration duration) {
        settle();
        timers.advance(duration, this::settle);
        settle();
    }

    @Override
    boolean mayRepeat() {
        return false;
    }
}
