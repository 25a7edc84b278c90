package org.sipario.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sipario.message.wire.Transport;

@Tag("wire")
class SocketNetworkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static final String OPTIONS = """
            alice -> server  OPTIONS sip:server@example.com
            [server -> alice 100]
            server -> alice  200
            """;

    @Test
    void a_ladder_runs_over_datagrams() throws IOException {
        try (var server = new DatagramSocket(0, LOOPBACK)) {
            Thread.ofVirtual().start(() -> answerDatagrams(server));
            var address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
            try (var net = new SocketNetwork(Map.of(Transport.UDP, address), PATIENCE)) {
                Ladder.on(net, "alice").play(OPTIONS).play(OPTIONS);
            }
        }
    }

    @Test
    void a_ladder_runs_over_a_connection() throws IOException {
        try (var server = new ServerSocket(0, 1, LOOPBACK)) {
            Thread.ofVirtual().start(() -> answerOneConnection(server));
            var address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
            try (var net = new SocketNetwork(Map.of(Transport.TCP, address), PATIENCE)) {
                net.agent("alice", Transport.TCP);
                Ladder.on(net, "alice").play(OPTIONS).play(OPTIONS);
            }
        }
    }

    @Test
    void a_server_that_needs_a_while_may_say_so_unasked() throws IOException {
        try (var server = new DatagramSocket(0, LOOPBACK)) {
            Thread.ofVirtual().start(() -> answerDatagrams(server));
            var address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
            try (var net = new SocketNetwork(Map.of(Transport.UDP, address), PATIENCE)) {
                Ladder.on(net, "alice").play("""
                        alice -> server  OPTIONS sip:server@example.com
                        server -> alice  200
                        """);
            }
        }
    }

    @Test
    void a_server_that_keeps_silent_fails_the_ladder_in_time() throws IOException {
        try (var server = new DatagramSocket(0, LOOPBACK)) {
            var address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
            try (var net = new SocketNetwork(Map.of(Transport.UDP, address), Duration.ofMillis(100))) {
                Ladder ladder = Ladder.on(net, "alice");
                assertThatThrownBy(() -> ladder.play(OPTIONS))
                        .isInstanceOf(LadderFailure.class)
                        .hasMessageContaining(">  server -> alice  200");
            }
        }
    }

    @Test
    void verbs_go_over_sockets_too() throws IOException {
        try (var server = new DatagramSocket(0, LOOPBACK)) {
            Thread.ofVirtual().start(() -> answerDatagrams(server));
            var address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
            try (var net = new SocketNetwork(Map.of(Transport.UDP, address), PATIENCE)) {
                TestUserAgent alice = net.agent("alice").register();
                alice.message("hello", net.agent("bob"));
                assertThat(alice.hears("200 MESSAGE").sequence()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_delayed_message_goes_in_its_own_time() throws IOException {
        try (var server = new DatagramSocket(0, LOOPBACK)) {
            Thread.ofVirtual().start(() -> answerDatagrams(server));
            var address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
            try (var net = new SocketNetwork(Map.of(Transport.UDP, address), PATIENCE)) {
                long start = System.nanoTime();
                Ladder.on(net, "alice").play("""
                        alice  -> server OPTIONS sip:server@example.com   # delayed 200ms
                        [server -> alice 100]
                        server -> alice  200
                        """);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
            }
        }
    }

    @Test
    void a_server_that_says_nonsense_is_found_out() throws IOException {
        try (var server = new DatagramSocket(0, LOOPBACK)) {
            Thread.ofVirtual().start(() -> answer(server, _ -> "good morning".getBytes(StandardCharsets.US_ASCII)));
            var address = new InetSocketAddress(LOOPBACK, server.getLocalPort());
            try (var net = new SocketNetwork(Map.of(Transport.UDP, address), PATIENCE)) {
                Ladder ladder = Ladder.on(net, "alice");
                assertThatThrownBy(() -> ladder.play(OPTIONS))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("good morning");
            }
        }
    }

    private static void answerDatagrams(DatagramSocket socket) {
        answer(
                socket,
                request -> answer(request, 100),
                request -> answer(request, 200),
                request -> answer(request, 200));
    }

    @SafeVarargs
    private static void answer(DatagramSocket socket, UnaryOperator<byte[]>... answers) {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            while (true) {
                socket.receive(packet);
                byte[] request = Arrays.copyOf(packet.getData(), packet.getLength());
                for (UnaryOperator<byte[]> each : answers) {
                    byte[] answer = each.apply(request);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void answerOneConnection(ServerSocket server) {
        try (Socket socket = server.accept()) {
            byte[] buffer = new byte[65_535];
            for (int read = socket.getInputStream().read(buffer);
                    read > 0;
                    read = socket.getInputStream().read(buffer)) {
                byte[] request = Arrays.copyOf(buffer, read);
                socket.getOutputStream().write("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(answer(request, 100));
                socket.getOutputStream().write(answer(request, 200));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static byte[] answer(byte[] request, int status) {
        TextMessage asked = TextMessage.parse(request);
        return TextMessage.startingWith("SIP/2.0 " + status + " Answer")
                .plus("Via", asked.required("Via"))
                .plus("From", asked.required("From"))
                .plus("To", asked.required("To") + ";tag=s1")
                .plus("Call-ID", asked.callId())
                .plus("CSeq", asked.required("CSeq"))
                .bytes();
    }
}
