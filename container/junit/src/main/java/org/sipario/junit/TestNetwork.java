package org.sipario.junit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.Network;
import org.sipario.testkit.SocketNetwork;
import org.sipario.testkit.VirtualTimers;
import org.sipario.tomcat.embedded.EmbeddedServer;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/** The network of a test class: in memory or real, with the server on it and the user agents of each test. */
sealed interface TestNetwork {

    static TestNetwork of(SipNetwork network) {
        return switch (network) {
            case MEMORY -> new InMemory();
            case SOCKETS -> new OnSockets();
        };
    }

    /** Sets the platform of the server, and where it listens. */
    void prepare(EmbeddedServerBuilder builder);

    /** A network for one test. */
    Network network(EmbeddedServer server);

    /** Ends the transactions that the test left in the server, if that takes no real time. */
    void settle(EmbeddedServer server, TestScope scope);

    /** The clock, if it is a virtual one. */
    Optional<VirtualTimers> clock();

    /** In memory, with a virtual clock. */
    final class InMemory implements TestNetwork {
        /** An address for documentation (RFC 5737), which no host has. */
        private static final String ADDRESS = "192.0.2.1";
        /** Timer C runs longest: three minutes. */
        private static final int STEPS = 30;

        private static final Duration STEP = Duration.ofSeconds(10);

        private final MemoryPlatform platform = new MemoryPlatform();

        @Override
        public void prepare(EmbeddedServerBuilder builder) {
            builder.on(platform).sip(Transport.UDP, ADDRESS, 5060).sip(Transport.TCP, ADDRESS, 5060);
        }

        @Override
        public Network network(EmbeddedServer server) {
            return platform.renew();
        }

        /** The next test's user agents count from 1 again: their requests must not match transactions of this test. */
        @Override
        public void settle(EmbeddedServer server, TestScope scope) {
            InMemoryNetwork network = scope.memory().orElseThrow();
            network.settle();
            for (int step = 0; step < STEPS && server.counts().transactions() > 0; step++) {
                network.timers().advance(STEP, network::settle);
            }
        }

        @Override
        public Optional<VirtualTimers> clock() {
            return Optional.of(platform.clock());
        }
    }

    /** Over the loopback interface, in real time. */
    final class OnSockets implements TestNetwork {
        private static final String LOOPBACK = "127.0.0.1";
        private static final Duration TIMEOUT = Duration.ofSeconds(5);

        @Override
        public void prepare(EmbeddedServerBuilder builder) {
            builder.sip(Transport.UDP, LOOPBACK, 0).sip(Transport.TCP, LOOPBACK, 0);
        }

        @Override
        public Network network(EmbeddedServer server) {
            return new SocketNetwork(
                    Map.of(
                            Transport.UDP, server.sip(Transport.UDP),
                            Transport.TCP, server.sip(Transport.TCP)),
                    TIMEOUT);
        }

        @Override
        public void settle(EmbeddedServer server, TestScope scope) {
            // Time is real here, and requests of different tests have different branches.
        }

        @Override
        public Optional<VirtualTimers> clock() {
            return Optional.empty();
        }
    }
}
