package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import jakarta.servlet.sip.annotation.SipApplicationKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.sipario.message.SipMessage;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Transport;
import org.sipario.message.wire.Wire;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.Played;

/** Bugs of the container and of its plug-ins: logged once, the request answered 500, and the next message works. */
class LastResortTest {

    private final ScriptedServlet servlet = new ScriptedServlet()
            .answering("INVITE", 200)
            .answering("OPTIONS", 200)
            .answering("INFO", 200);

    private static final String REFUSED = """
            alice  -> server INVITE
            server -> alice  500
            alice  -> server ACK
            """;

    private static void assertThrownOnce(Thrown thrown, Played played) {
        String callId = played.message("alice -> server INVITE").callId();
        assertThat(thrown.take()).singleElement().asString().contains("INVITE", callId);
    }

    private static void assertNothingIsLeft(Server server) {
        server.after(Duration.ofMinutes(10));
        assertThat(server.container.layer().counts().active()).isZero();
        server.assertEmpty();
    }

    @Test
    void an_application_router_that_breaks_costs_its_request_and_no_other(Thrown thrown) {
        ScriptedRouter router = new ScriptedRouter();
        router.answers(_ -> {
            throw new AssertionError("broken router");
        });
        Server server = new Server(router);
        server.deploy("app", servlet);
        assertThrownOnce(thrown, server.ladder("alice").play(REFUSED));
        router.answers(_ -> {
            throw new IllegalStateException("broken router");
        });
        server.ladder("alice").play("""
                alice  -> server OPTIONS
                server -> alice  500
                """);
        assertThat(thrown.take()).singleElement().asString().endsWith("broken router");
        assertNothingIsLeft(server);
    }

    /** An application whose key method breaks. */
    public static final class BrokenKeys {
        private BrokenKeys() {}

        @SipApplicationKey
        public static String key(SipServletRequest request) {
            throw new AssertionError("broken key method for " + request.getMethod());
        }
    }

    @Test
    void a_key_method_that_breaks_gives_no_key(Thrown thrown) {
        Server server = new Server();
        server.deploy("app", 3, Server.Edition.keyed(BrokenKeys.class, "key"), Server.class.getClassLoader(), servlet);
        server.ladder("alice").play("""
                alice  -> server OPTIONS
                server -> alice  200
                """);
        assertThat(thrown.take()).singleElement().asString().endsWith("broken key method for OPTIONS");
        assertNothingIsLeft(server);
    }

    @Test
    void LSN_6_a_listener_that_fails_an_assertion_does_not_stop_the_call(Thrown thrown) {
        Server server = new Server();
        server.deploy("app", servlet, new SipSessionListener() {
            @Override
            public void sessionCreated(SipSessionEvent event) {
                throw new AssertionError("broken listener");
            }

            @Override
            public void sessionDestroyed(SipSessionEvent event) {}

            @Override
            public void sessionReadyToInvalidate(SipSessionEvent event) {}
        });
        server.ladder("alice").play("""
                alice  -> server OPTIONS
                server -> alice  200
                """);
        assertThat(thrown.take()).singleElement().asString().endsWith("broken listener");
        assertNothingIsLeft(server);
    }

    @Test
    void a_request_that_breaks_on_the_thread_of_the_wire_is_answered_and_forgotten(Thrown thrown) {
        InMemoryNetwork network = new InMemoryNetwork();
        boolean[] closed = {true};
        Server server = new Server(network, task -> {
            if (closed[0]) {
                throw new RejectedExecutionException("no threads left");
            }
            network.executor().execute(task);
        });
        server.deploy("app", servlet);
        assertThrownOnce(thrown, server.ladder("alice").play(REFUSED));
        closed[0] = false;
        server.ladder("alice").play("""
                alice  -> server OPTIONS
                server -> alice  200
                """);
        assertNothingIsLeft(server);
    }

    @Test
    void a_session_goes_on_after_a_request_of_it_broke_on_the_thread_of_the_wire(Thrown thrown) {
        InMemoryNetwork network = new InMemoryNetwork();
        boolean[] closed = {false};
        Server server = new Server(network, task -> {
            if (closed[0]) {
                throw new RejectedExecutionException("no threads left");
            }
            network.executor().execute(task);
        });
        server.deploy("app", servlet.answering("BYE", 200));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                """);
        closed[0] = true;
        server.ladder("alice").play("""
                alice  -> server INFO
                server -> alice  500 INFO
                """);
        assertThat(thrown.take()).singleElement().asString().contains("INFO").endsWith("no threads left");
        closed[0] = false;
        server.ladder("alice").play("""
                alice  -> server BYE
                server -> alice  200 BYE
                """);
        assertNothingIsLeft(server);
    }

    @Test
    void a_stranger_whose_request_may_go_no_further_is_nobodys_bug() {
        Server server = new Server();
        server.deploy("proxy", new LambdaServlet(request -> request.getProxy().proxyTo(request.getRequestURI())));
        server.ladder("alice").play("""
                alice  -> server MESSAGE
                    + Max-Forwards: 0
                server -> alice  483
                """);
        assertNothingIsLeft(server);
    }

    /** Fails to send to the first hop, and throws at the second. */
    private record BrokenWire(InMemoryNetwork network, Deque<String> lost) implements Wire {
        @Override
        public void send(SipMessage message, Flow flow, SendFailure onFailure) {
            if (message instanceof SipResponse) {
                network.send(message, flow, onFailure);
            } else if (lost.isEmpty()) {
                throw new IllegalArgumentException("broken wire");
            } else {
                onFailure.failed(lost.remove());
            }
        }

        @Override
        public void resend(byte[] message, Flow flow) {}

        @Override
        public List<ListeningPoint> listeningPoints() {
            return network.listeningPoints();
        }
    }

    @Test
    void a_second_way_that_breaks_is_one_that_can_not_be_reached(Thrown thrown) {
        InMemoryNetwork network = new InMemoryNetwork();
        Hop hop = new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.99"), 5060));
        Server server =
                new Server(network, new BrokenWire(network, new ArrayDeque<>(List.of("lost"))), _ -> List.of(hop, hop));
        server.deploy("proxy", new ProxyingServlet());
        assertThrownOnce(thrown, server.ladder("alice").play(REFUSED));
        assertNothingIsLeft(server);
    }
}
