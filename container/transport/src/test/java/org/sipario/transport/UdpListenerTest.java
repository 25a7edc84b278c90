package org.sipario.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Transport;
import org.sipario.transport.listener.ListenFailure;
import org.sipario.transport.listener.ListenOn;

@ExtendWith(LeakWatch.class)
class UdpListenerTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_request_is_heard_and_its_response_goes_back_where_it_came_from(boolean portable) throws Exception {
        try (Server server = new Server(Server.quickly(portable));
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);

            peer.send(Texts.request("echo", "hello"), point);

            assertThat(peer.text()).startsWith("SIP/2.0 200").contains("Call-ID: echo");
            Server.Got got = server.next();
            assertThat(got.message().body()).isEqualTo("hello".getBytes(UTF_8));
            assertThat(got.flow()).isEqualTo(Flow.to(point, peer.address()));
            server.awaitCounts(point, counts -> counts.received() == 1 && counts.sent() == 1);
        }
    }

    /** CNT-1. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ipv6_works_like_ipv4(boolean portable) throws Exception {
        assumeTrue(hasIpv6(), "this host has no IPv6 on loopback");
        try (Server server = new Server(Server.quickly(portable));
                Peer peer = new Peer("::1")) {
            ListeningPoint point = server.listen(Transport.UDP, "::1");

            peer.send(Texts.request("six", ""), point);

            assertThat(peer.text()).startsWith("SIP/2.0 200");
            assertThat(point.host()).isEqualTo("[0:0:0:0:0:0:0:1]");
        }
    }

    @Test
    void many_threads_may_send_at_once_and_no_datagram_is_mixed_up() throws Exception {
        int threads = 50; // as many as the smallest receive buffer of a kernel holds
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);
            peer.send(Texts.request("first", "x".repeat(300)), point);
            SipRequest request = (SipRequest) server.next().message();
            peer.text();

            try (var each = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < threads; i++) {
                    String body = i + "-" + "y".repeat(i);
                    each.execute(() -> server.send(
                            request.edit(e -> e.body(body.getBytes(UTF_8))), Flow.to(point, peer.address())));
                }
            }

            Set<String> bodies = new HashSet<>();
            for (int i = 0; i < threads; i++) {
                String text = peer.text();
                bodies.add(text.substring(text.indexOf("\r\n\r\n") + 4));
            }
            assertThat(bodies)
                    .hasSize(threads)
                    .allSatisfy(body -> assertThat(body)
                            .isEqualTo(body.substring(0, body.indexOf('-')) + "-"
                                    + "y".repeat(Integer.parseInt(body.substring(0, body.indexOf('-'))))));
        }
    }

    @Test
    void crlf_and_zero_bytes_are_counted_and_nothing_else() throws Exception {
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);

            peer.send("\r\n\r\n".getBytes(UTF_8), point);
            peer.send("\r\n".getBytes(UTF_8), point);
            peer.send(new byte[0], point);
            peer.send(new byte[4], point);

            server.awaitCounts(point, counts -> counts.keepAlives() == 4);
            assertThat(server.counts(point).malformed()).isZero();
        }
    }

    @Test
    void a_stun_binding_request_is_told_where_it_came_from() throws Exception {
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);
            byte[] request = ByteBuffer.allocate(20)
                    .putShort((short) 1)
                    .putShort((short) 0)
                    .putInt(0x2112A442)
                    .put("transaction!".getBytes(UTF_8))
                    .array();

            peer.send(request, point);

            ByteBuffer answer = ByteBuffer.wrap(peer.receive());
            assertThat(answer.getShort()).isEqualTo((short) 0x0101);
            assertThat(answer.getShort()).isEqualTo((short) 12);
            assertThat(Arrays.copyOfRange(answer.array(), 4, 20)).isEqualTo(Arrays.copyOfRange(request, 4, 20));
            answer.position(20);
            assertThat(answer.getInt()).isEqualTo(0x00200008);
            assertThat(answer.getShort()).isEqualTo((short) 1);
            assertThat(answer.getShort() & 0xFFFF).isEqualTo(peer.address().getPort() ^ 0x2112);
            assertThat(answer.getInt()).isEqualTo(0x7F000001 ^ 0x2112A442);
        }
    }

    /** CNT-4. */
    @Test
    void garbage_is_counted_and_the_next_message_works() throws Exception {
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);

            peer.send("not SIP at all, and long enough".getBytes(UTF_8), point);
            peer.send(new byte[] {1, 2, 3, (byte) 0xFF, 5, 6, 7, 8, 9, 10}, point);
            peer.send(Texts.request("after", ""), point);

            assertThat(peer.text()).startsWith("SIP/2.0 200");
            assertThat(server.counts(point).malformed()).isEqualTo(2);
            assertThat(server.counts(point).dropped()).isEqualTo(2);
        }
    }

    @Test
    void headers_of_60_kilobytes_are_refused_and_the_next_message_works() throws Exception {
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);
            String headers = ("X-Long: " + "a".repeat(1_000) + "\r\n").repeat(60);

            peer.send(Texts.request("long", "UDP", "127.0.0.1:5070", headers, ""), point);
            peer.send(Texts.request("after", ""), point);

            assertThat(server.next().message().callId()).isEqualTo("after");
            assertThat(server.counts(point).malformed()).isEqualTo(1);
        }
    }

    @Test
    void a_message_that_no_datagram_can_carry_fails_once_with_the_reason() throws Exception {
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);
            peer.send(Texts.request("seed", ""), point);
            SipRequest request = (SipRequest) server.next().message();

            server.send(request.edit(e -> e.body(new byte[70_000])), Flow.to(point, peer.address()));

            assertThat(server.failure()).contains("does not fit a datagram");
            server.awaitCounts(point, counts -> counts.failed() == 1);
            assertThat(server.failures).isEmpty();
        }
    }

    @Test
    void a_peer_of_the_other_address_family_is_a_failure_and_no_exception() throws Exception {
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);
            peer.send(Texts.request("seed", ""), point);
            SipRequest request = (SipRequest) server.next().message();

            server.send(request, Flow.to(point, new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 5060)));

            assertThat(server.failure()).contains("2001:db8");
        }
    }

    /** RFC 3261 §18.4, UAC-11. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "::, 127.0.0.1"})
    void a_request_to_a_closed_port_comes_back_with_its_branch(String bound, String peer) throws Exception {
        assumeTrue(Epoll.isAvailable(), "only the error queue of Linux tells");
        assumeTrue(!bound.contains(":") || hasIpv6(), "this host has no IPv6 on loopback");
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.UDP, bound);
            Flow dead = Flow.to(point, closedPort(peer));
            SipRequest request = seed(server, point, peer);

            server.send(request, dead);

            Server.Got returned = server.nextUndelivered();
            SipRequest cut = (SipRequest) returned.message();
            assertThat(cut.method()).isEqualTo(request.method());
            assertThat(cut.topVia().branch()).isEqualTo(request.topVia().branch());
            assertThat(returned.flow()).isEqualTo(dead);
            assertThat(server.undelivered).isEmpty();
            assertThat(server.failures).isEmpty();
        }
    }

    @Test
    void closed_ports_do_not_disturb_what_is_sent_to_others() throws Exception {
        assumeTrue(Epoll.isAvailable(), "only the error queue of Linux tells");
        int many = 50; // as many as the smallest receive buffer of a kernel holds
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);
            Flow dead = Flow.to(point, closedPort("127.0.0.1"));
            SipRequest request = seed(server, point, "127.0.0.1");

            for (int i = 0; i < many; i++) {
                server.send(request, dead);
                server.send(request, Flow.to(point, peer.address()));
            }

            for (int i = 0; i < many; i++) {
                assertThat(peer.text()).startsWith("MESSAGE");
            }
            assertThat(server.nextUndelivered().flow()).isEqualTo(dead);
            assertThat(server.failures).isEmpty();
            peer.send(Texts.request("after", ""), point);
            assertThat(peer.text()).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void a_response_to_a_closed_port_does_not_come_back() throws Exception {
        assumeTrue(Epoll.isAvailable(), "only the error queue of Linux tells");
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.UDP);
            SipRequest request = seed(server, point, "127.0.0.1");
            Flow dead = Flow.to(point, closedPort("127.0.0.1"));

            server.send(SipResponse.to(request, 200, null, "srv"), dead);

            server.awaitCounts(point, counts -> counts.failed() == 1);
            assertThat(server.undelivered).isEmpty();
        }
    }

    @Test
    void an_address_that_is_only_a_name_is_a_failure() throws Exception {
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);
            peer.send(Texts.request("seed", ""), point);
            SipRequest request = (SipRequest) server.next().message();

            server.send(request, Flow.to(point, InetSocketAddress.createUnresolved("nowhere.test", 5060)));

            assertThat(server.failure()).contains("nowhere.test");
        }
    }

    /** CNT-1. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_socket_bound_to_all_ipv6_addresses_serves_ipv4_too(boolean portable) throws Exception {
        assumeTrue(hasIpv6(), "this host has no IPv6 on loopback");
        try (Server server = new Server(Server.quickly(portable));
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP, "::");
            InetSocketAddress there = new InetSocketAddress(
                    InetAddress.ofLiteral("127.0.0.1"), point.bound().getPort());

            peer.send(Texts.request("both", ""), there);

            assertThat(peer.text()).startsWith("SIP/2.0 200");
            assertThat(server.next().flow().remote()).isEqualTo(peer.address());
        }
    }

    @Test
    void a_taken_port_is_said_in_one_line() throws Exception {
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {

            assertThatThrownBy(() -> server.listen(ListenOn.at(Transport.UDP, peer.address())))
                    .isInstanceOf(ListenFailure.class)
                    .hasMessage("UDP 127.0.0.1:" + peer.address().getPort()
                            + " is taken by another process: stop that one, or choose another port");
            assertThat(server.points()).isEmpty();
        }
    }

    @Test
    void what_is_advertised_stands_in_the_listening_point() throws Exception {
        try (Server server = Server.quick()) {
            InetSocketAddress bind = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

            ListeningPoint point = server.listen(new ListenOn(Transport.UDP, bind, "sip.example.com", 5999));

            assertThat(point.sentBy()).isEqualTo("sip.example.com:5999");
            assertThat(point.bound().getPort()).isPositive();
        }
    }

    @Test
    void no_peer_is_told_to_send_to_all_addresses() throws Exception {
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.UDP, "0.0.0.0");

            assertThat(point.host()).isNotEqualTo("0.0.0.0");
            assertThat(NetworkInterface.getByInetAddress(InetAddress.ofLiteral(point.host())))
                    .isNotNull();
        }
    }

    @Test
    void after_the_close_sending_fails_and_the_port_is_free() throws Exception {
        try (Server server = Server.quick();
                Peer peer = new Peer("127.0.0.1")) {
            ListeningPoint point = server.listen(Transport.UDP);
            peer.send(Texts.request("seed", ""), point);
            SipRequest request = (SipRequest) server.next().message();

            server.transports.close(point, java.time.Duration.ofSeconds(1));
            server.send(request, Flow.to(point, peer.address()));

            assertThat(server.failure()).contains("is open");
            new DatagramSocket(point.bound()).close();
        }
    }

    /** A request that the server has got from a peer. */
    private static SipRequest seed(Server server, ListeningPoint point, String from) throws Exception {
        try (Peer peer = new Peer(from)) {
            peer.send(
                    Texts.request("seed", "x".repeat(1_000)),
                    new InetSocketAddress(
                            InetAddress.ofLiteral(from), point.bound().getPort()));
            peer.text();
            return (SipRequest) server.next().message();
        }
    }

    private static InetSocketAddress closedPort(String address) throws IOException {
        try (Peer peer = new Peer(address)) {
            return peer.address();
        }
    }

    private static boolean hasIpv6() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(InetAddress.ofLiteral("::1")::equals);
    }

    /** A plain socket of Java's, with a deadline. */
    private static final class Peer implements AutoCloseable {
        private final DatagramSocket socket;

        Peer(String address) throws IOException {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            socket.setSoTimeout(5_000);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        void send(byte[] bytes, ListeningPoint to) throws IOException {
            send(bytes, to.bound());
        }

        void send(byte[] bytes, InetSocketAddress to) throws IOException {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        }

        byte[] receive() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }

        String text() throws IOException {
            return new String(receive(), UTF_8);
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
