package org.sipario.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Transport;

/**
 * The same ladders over real sockets of the loopback interface, to a server that runs somewhere. Time is real: what a ladder
 * expects must come before a deadline, {@code after} only moves that deadline, order counts only for each user agent by
 * itself, and unasked copies of what was played are forgiven.
 */
public final class SocketNetwork extends Network implements AutoCloseable {

    /** How long to look for what nobody expects. */
    private static final Duration QUIET = Duration.ofMillis(50);

    private final Map<Transport, InetSocketAddress> servers;
    private final Duration patience;
    private final InetAddress loopback;
    private final Map<String, TestLine> lines = new HashMap<>();
    private final List<Spoken> spoken = new ArrayList<>();
    private final String unique = Long.toString(System.nanoTime(), 36) + "-";
    private Duration passed = Duration.ZERO;

    /**
     * A network with nobody on it yet.
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
    TestUserAgent connect(String name, Transport transport) {
        InetSocketAddress server = servers.get(transport);
        if (server == null) {
            throw new IllegalArgumentException("the server does not speak " + transport);
        }
        try {
            TestLine line = transport == Transport.UDP
                    ? new UdpLine(loopback, server, bytes -> heard(name, bytes))
                    : new TcpLine(loopback, server, bytes -> heard(name, bytes));
            lines.put(name, line);
            return new TestUserAgent(name, transport, line.address(), domain(), unique);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void heard(String name, byte[] bytes) {
        TextMessage message = TextMessage.parse(bytes);
        synchronized (spoken) {
            spoken.add(new Spoken(name, message));
            spoken.notifyAll();
        }
    }

    @Override
    void say(TestUserAgent agent, byte[] message) {
        TestLine line = lines.get(agent.name());
        if (line == null) {
            throw new IllegalArgumentException(agent + " is not on this network");
        }
        try {
            line.send(message);
        } catch (IOException e) {
            throw new UncheckedIOException(agent + " can not reach the server", e);
        }
    }

    @Override
    @Nullable
    Spoken next(@Nullable String listener, boolean quick) {
        long deadline = System.nanoTime() + (quick ? QUIET : patience.plus(passed)).toNanos();
        synchronized (spoken) {
            while (true) {
                for (Spoken each : spoken) {
                    if (listener == null || each.listener().equals(listener)) {
                        return each;
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return null;
                }
                try {
                    spoken.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
        }
    }

    @Override
    void take(Spoken taken) {
        passed = Duration.ZERO;
        synchronized (spoken) {
            spoken.remove(taken);
        }
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
        for (Closeable line : lines.values()) {
            try {
                line.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
