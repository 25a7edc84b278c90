package org.sipario.junit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.Network;
import org.sipario.testkit.SocketNetwork;
import org.sipario.testkit.VirtualTimers;
import org.sipario.tomcat.EmbeddedServer;
import org.sipario.tomcat.EmbeddedServerBuilder;

/** How a test's server stands, and how its user agents reach it. */
sealed interface Standing {

    static Standing of(SipNetwork network) {
        return switch (network) {
            case MEMORY -> new InMemory();
            case SOCKETS -> new OnSockets();
        };
    }

    /** Tells the server to be where listening points and clock are, and to listen there. */
    void prepare(EmbeddedServerBuilder builder);

    /** A network for one test. */
    Network network(EmbeddedServer server);

    /** Lets what the test left in the server come to its end, where that takes no time. */
    void calmDown(EmbeddedServer server, Scene scene);

    /** The clock, where it is the test that turns it. */
    Optional<VirtualTimers> clock();

    /** In memory, under a clock that the test turns. */
    final class InMemory implements Standing {
        /** RFC 5737: an address that is nobody's. */
        private static final String ADDRESS = "192.0.2.1";
        /** Timer C runs longest of all: three minutes. */
        private static final int STEPS = 30;

        private static final Duration STEP = Duration.ofSeconds(10);

        private final MemoryFooting footing = new MemoryFooting();

        @Override
        public void prepare(EmbeddedServerBuilder builder) {
            builder.on(footing).sip(Transport.UDP, ADDRESS, 5060).sip(Transport.TCP, ADDRESS, 5060);
        }

        @Override
        public Network network(EmbeddedServer server) {
            return footing.renew();
        }

        /** Else the next test's user agents, which begin to count anew, would seem to repeat what those of this test said. */
        @Override
        public void calmDown(EmbeddedServer server, Scene scene) {
            InMemoryNetwork network = scene.memory().orElseThrow();
            network.settle();
            for (int step = 0; step < STEPS && server.counts().transactions() > 0; step++) {
                network.timers().advance(STEP, network::settle);
            }
        }

        @Override
        public Optional<VirtualTimers> clock() {
            return Optional.of(footing.clock());
        }
    }

    /** Over the loopback interface, in real time. */
    final class OnSockets implements Standing {
        private static final String LOOPBACK = "127.0.0.1";
        private static final Duration PATIENCE = Duration.ofSeconds(5);

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
                    PATIENCE);
        }

        @Override
        public void calmDown(EmbeddedServer server, Scene scene) {
            // Time is real here, and user agents' words differ from one test to the next.
        }

        @Override
        public Optional<VirtualTimers> clock() {
            return Optional.empty();
        }
    }
}
