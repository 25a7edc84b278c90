package org.sipario.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;

/**
 * The same ladders over real sockets of the loopback interface, to a server that runs anywhere. Time is real: what a
 * ladder expects must come before a deadline, {@code after} only moves that deadline, order counts only for each user
 * agent by itself, and retransmissions of what was played are ignored.
 */
public final class SocketNetwork extends Network implements AutoCloseable {

    private record Delayed(long due, Runnable task) {}

    /** How long to look for messages that are not expected. */
    private static final Duration QUIET = Duration.ofMillis(50);

    private final Map<Transport, InetSocketAddress> servers;
    private final Duration patience;
    private final InetAddress loopback;
    private final Map<String, TestPort> ports = new HashMap<>();
    private final Outbox outbox = new Outbox();
    private final Queue<Delayed> delayed = new PriorityQueue<>(Comparator.comparingLong(Delayed::due));
    private final String unique = Long.toString(System.nanoTime(), 36) + "-";
    private Duration passed = Duration.ZERO;

    /**
     * A network without user agents.
     *
     * @param servers where the server is reached, by transport: UDP, TCP
     * @param patience how long an expected message may take
     */
    public SocketNetwork(Map<Transport, InetSocketAddress> servers, Duration patience) {
        this.servers = Map.copyOf(servers);
        this.patience = patience;
        this.loopback = InetAddress.ofLiteral("127.0.0.1");
    }

    @Override
    Account connect(String name, Transport transport) {
        InetSocketAddress server = servers.get(transport);
        if (server == null) {
            throw new IllegalArgumentException("the server does not speak " + transport);
        }
        try {
            TestPort port = transport == Transport.UDP
                    ? new UdpPort(loopback, server, bytes -> outbox.add(name, bytes))
                    : new TcpPort(loopback, server, bytes -> outbox.add(name, bytes));
            ports.put(name, port);
            return new Account(name, transport, port.address(), domain(), unique);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void say(Account from, byte[] message) {
        TestPort port = ports.get(from.name);
        if (port == null) {
            throw new IllegalArgumentException(from.name + " is not on this network");
        }
        try {
            port.send(message);
        } catch (IOException e) {
            throw new UncheckedIOException(from.name + " can not reach the server", e);
        }
    }

    @Override
    void later(Duration delay, Runnable task) {
        delayed.add(new Delayed(System.nanoTime() + delay.toNanos(), task));
    }

    /** On the thread of the test, because user agents belong to it. */
    private void runDelayed() {
        for (Delayed first = delayed.peek();
                first != null && first.due() <= System.nanoTime();
                first = delayed.peek()) {
            delayed.remove();
            first.task().run();
        }
    }

    @Override
    @Nullable
    Spoken next(@Nullable String listener, boolean quick) {
        long deadline = System.nanoTime() + (quick ? QUIET : patience.plus(passed)).toNanos();
        while (true) {
            runDelayed();
            long now = System.nanoTime();
            Delayed first = delayed.peek();
            long until = first == null ? deadline : Math.min(deadline, first.due());
            Spoken found = outbox.await(listener, until - now);
            if (found != null || now >= deadline) {
                return found;
            }
        }
    }

    @Override
    void take(Spoken taken) {
        passed = Duration.ZERO;
        outbox.take(taken);
    }

    @Override
    void pass(Duration duration) {
        passed = passed.plus(duration);
    }

    @Override
    boolean mayRepeat() {
        return true;
    }

    /** Closes the user agents' sockets. */
    @Override
    public void close() {
        for (Closeable port : ports.values()) {
            try {
                port.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
