package org.sipario.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Transport;
import org.sipario.transport.listener.ListenFailure;
import org.sipario.transport.listener.ListenOn;
import org.sipario.transport.listener.Tap;

@ExtendWith(LeakWatch.class)
class TcpListenerTest {

    /** CNT-1. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_request_is_answered_on_its_connection(boolean portable) throws Exception {
        try (Server server = new Server(Server.quickly(portable))) {
            ListeningPoint point = server.listen(Transport.TCP);
            try (TcpPeer peer = new TcpPeer(point)) {
                peer.send(Texts.overTcp("one", 5070, "hello"));

                assertThat(peer.message()).startsWith("SIP/2.0 200").contains("Call-ID: one");
                Flow flow = server.next().flow();
                assertThat(flow.remote()).isEqualTo(peer.address());
                assertThat(flow.connection()).isPositive();
            }
            server.awaitCounts(point, counts -> counts.connections() == 0);
        }
    }

    @Test
    void a_message_may_come_byte_by_byte() throws Exception {
        try (Server server = Server.quick()) {
            try (TcpPeer peer = new TcpPeer(server.listen(Transport.TCP))) {
                peer.sendBytewise(Texts.overTcp("slow", 5070, "body"));

                assertThat(peer.message()).startsWith("SIP/2.0 200");
                assertThat(server.next().message().body()).isEqualTo("body".getBytes(UTF_8));
            }
        }
    }

    @Test
    void two_messages_and_a_half_may_come_in_one_segment() throws Exception {
        try (Server server = Server.quick()) {
            try (TcpPeer peer = new TcpPeer(server.listen(Transport.TCP))) {
                ByteArrayOutputStream segment = new ByteArrayOutputStream();
                segment.write(Texts.overTcp("first", 5070, "a"));
                segment.write(Texts.overTcp("second", 5070, "bb"));
                byte[] third = Texts.overTcp("third", 5070, "ccc");
                segment.write(third, 0, 100);

                peer.send(segment.toByteArray());
                assertThat(server.next().message().callId()).isEqualTo("first");
                assertThat(server.next().message().callId()).isEqualTo("second");
                assertThat(server.got).isEmpty();
                peer.send(java.util.Arrays.copyOfRange(third, 100, third.length));

                assertThat(server.next().message().callId()).isEqualTo("third");
            }
        }
    }

    @Test
    void a_message_of_40_kilobytes_is_taken_and_one_of_that_size_is_sent() throws Exception {
        String body = "z".repeat(40_000);
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.TCP);
            try (TcpPeer peer = new TcpPeer(point)) {
                peer.send(Texts.overTcp("big", 5070, body));

                Server.Got got = server.next();
                assertThat(got.message().body()).hasSize(40_000);
                peer.message();
                server.send(got.message(), got.flow());
                assertThat(peer.message()).endsWith(body);
            }
        }
    }

    @Test
    void a_ping_is_answered_by_a_pong_and_a_pong_by_nothing() throws Exception {
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.TCP);
            try (TcpPeer peer = new TcpPeer(point)) {
                peer.send("\r\n\r\n".getBytes(UTF_8));
                assertThat(peer.read(2)).isEqualTo("\r\n".getBytes(UTF_8));

                peer.send("\r\n".getBytes(UTF_8));
                peer.send(Texts.overTcp("after", 5070, ""));

                assertThat(peer.message()).startsWith("SIP/2.0 200");
                assertThat(server.counts(point).keepAlives()).isEqualTo(2);
            }
        }
    }

    /** CNT-4. */
    @Test
    void a_wrong_content_length_is_answered_and_the_connection_closed() throws Exception {
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.TCP);
            try (TcpPeer peer = new TcpPeer(point)) {
                String text = new String(Texts.overTcp("bad", 5070, ""), UTF_8);

                peer.send(text.replace("Content-Length: 0", "Content-Length: many")
                        .getBytes(UTF_8));

                assertThat(peer.message()).startsWith("SIP/2.0 400");
                assertThat(peer.isClosedByServer()).isTrue();
            }
            server.awaitCounts(point, counts -> counts.connections() == 0 && counts.malformed() == 1);
        }
    }

    @Test
    void garbage_closes_the_connection_and_the_next_one_works() throws Exception {
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.TCP);
            try (TcpPeer peer = new TcpPeer(point)) {
                peer.send(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
                assertThat(peer.isClosedByServer()).isTrue();
            }
            try (TcpPeer peer = new TcpPeer(point)) {
                peer.send(Texts.overTcp("next", 5070, ""));
                assertThat(peer.message()).startsWith("SIP/2.0 200");
            }
        }
    }

    @Test
    void headers_of_65_kilobytes_are_refused_and_the_connection_closed() throws Exception {
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.TCP);
            try (TcpPeer peer = new TcpPeer(point)) {
                String headers = ("X-Long: " + "a".repeat(1_000) + "\r\n").repeat(65);

                peer.send(Texts.request("long", "TCP", "127.0.0.1:5070", headers, ""));

                assertThat(peer.message()).startsWith("SIP/2.0 513");
                assertThat(peer.isClosedByServer()).isTrue();
            }
        }
    }

    @Test
    void a_message_that_does_not_end_in_time_closes_the_connection() throws Exception {
        Duration soon = Duration.ofMillis(150);
        try (Server server = new Server(Server.settings(10, 10, false, Duration.ofMinutes(1), soon))) {
            ListeningPoint point = server.listen(Transport.TCP);
            try (TcpPeer peer = new TcpPeer(point)) {
                peer.send("MESSAGE sip:bob@example.com SIP/2.0\r\nVia:".getBytes(UTF_8));

                assertThat(peer.isClosedByServer()).isTrue();
                assertThat(server.counts(point).dropped()).isEqualTo(1);
            }
        }
    }

    @Test
    void an_idle_connection_is_closed() throws Exception {
        Duration soon = Duration.ofMillis(150);
        try (Server server = new Server(Server.settings(10, 10, false, soon, Duration.ofMinutes(1)))) {
            try (TcpPeer peer = new TcpPeer(server.listen(Transport.TCP))) {
                assertThat(peer.isClosedByServer()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"in all", "for one address"})
    void connections_beyond_the_limit_are_refused_until_one_is_closed(String limit) throws Exception {
        Duration long_ = Duration.ofMinutes(1);
        boolean all = limit.equals("in all");
        try (Server server = new Server(Server.settings(all ? 2 : 9, all ? 9 : 2, false, long_, long_))) {
            ListeningPoint point = server.listen(Transport.TCP);
            TcpPeer first = new TcpPeer(point);
            try (TcpPeer second = new TcpPeer(point)) {
                server.awaitCounts(point, counts -> counts.connections() == 2);
                try (TcpPeer third = new TcpPeer(point)) {
                    assertThat(third.isClosedByServer()).isTrue();
                }
                assertThat(server.counts(point).dropped()).isEqualTo(1);

                first.close();
                server.awaitCounts(point, counts -> counts.connections() == 1);
                try (TcpPeer fourth = new TcpPeer(point)) {
                    fourth.send(Texts.overTcp("fourth", 5070, ""));
                    assertThat(fourth.message()).startsWith("SIP/2.0 200");
                }
                second.send(Texts.overTcp("second", 5070, ""));
                assertThat(second.message()).startsWith("SIP/2.0 200");
            }
        }
    }

    @Test
    void requests_to_one_peer_share_a_connection_and_its_responses_are_heard() throws Exception {
        try (Server server = Server.quick();
                ServerSocket listening = listening()) {
            ListeningPoint point = server.listen(Transport.TCP);
            SipRequest request = seed(server, point);
            Flow flow = Flow.to(point, address(listening));

            server.send(request, flow);
            server.send(request, flow);

            try (TcpPeer peer = new TcpPeer(listening.accept())) {
                assertThat(peer.message()).startsWith("MESSAGE");
                assertThat(peer.message()).startsWith("MESSAGE");
                peer.send(SipResponse.to(request, 202, null, "peer").toBytes());
                Server.Got answer = server.next();
                assertThat(((SipResponse) answer.message()).status()).isEqualTo(202);
                assertThat(answer.flow().local()).isEqualTo(point);
                server.send(request, answer.flow());
                assertThat(peer.message()).startsWith("MESSAGE");
            }
        }
    }

    /** MSG-37, UAC-11. */
    @Test
    void a_refused_connection_is_a_failure_of_each_message_once() throws Exception {
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.TCP);
            SipRequest request = seed(server, point);
            InetSocketAddress nobody;
            try (ServerSocket gone = listening()) {
                nobody = address(gone);
            }

            server.send(request, Flow.to(point, nobody));
            server.send(request, Flow.to(point, nobody));

            assertThat(server.failure()).contains(String.valueOf(nobody.getPort()));
            assertThat(server.failure()).contains("refused");
            server.awaitCounts(point, counts -> counts.failed() == 2);
            assertThat(server.failures).isEmpty();
        }
    }

    @Test
    void a_request_by_a_connection_that_is_gone_fails() throws Exception {
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.TCP);
            SipRequest request;
            Flow flow;
            try (TcpPeer peer = new TcpPeer(point)) {
                peer.send(Texts.overTcp("gone", 5070, ""));
                Server.Got got = server.next();
                request = (SipRequest) got.message();
                flow = got.flow();
            }
            server.awaitCounts(point, counts -> counts.connections() == 0);

            server.send(request, flow);

            assertThat(server.failure()).contains("is gone");
        }
    }

    @Test
    void a_response_whose_connection_is_gone_goes_to_the_port_of_its_via() throws Exception {
        try (Server server = Server.quick();
                ServerSocket listening = listening()) {
            ListeningPoint point = server.listen(Transport.TCP);
            Server.Got got;
            try (TcpPeer peer = new TcpPeer(point)) {
                peer.send(Texts.overTcp("anew", listening.getLocalPort(), ""));
                got = server.next();
                peer.message();
            }
            server.awaitCounts(point, counts -> counts.connections() == 0);

            server.send(SipResponse.to((SipRequest) got.message(), 486, null, "late"), got.flow());

            try (TcpPeer peer = new TcpPeer(listening.accept())) {
                assertThat(peer.message()).startsWith("SIP/2.0 486");
            }
        }
    }

    @Test
    void a_peer_that_does_not_read_makes_messages_fail_instead_of_filling_memory() throws Exception {
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.TCP);
            try (TcpPeer peer = new TcpPeer(point)) {
                peer.send(Texts.overTcp("deaf", 5070, ""));
                Server.Got got = server.next();
                SipRequest big = ((SipRequest) got.message()).edit(e -> e.body(new byte[60_000]));

                for (int i = 0; i < 500 && server.failures.isEmpty(); i++) {
                    server.send(big, got.flow());
                }

                assertThat(server.failure()).contains("slowly");
            }
        }
    }

    @Test
    void a_taken_port_is_said_in_one_line() throws Exception {
        try (Server server = Server.quick();
                ServerSocket taken = listening()) {
            assertThatThrownBy(() -> server.listen(ListenOn.at(Transport.TCP, address(taken))))
                    .isInstanceOf(ListenFailure.class)
                    .hasMessage("TCP 127.0.0.1:" + taken.getLocalPort()
                            + " is taken by another process: stop that one, or choose another port");
        }
    }

    @Test
    void what_was_sent_before_the_close_arrives() throws Exception {
        Server server = Server.quick();
        try (ServerSocket listening = listening()) {
            ListeningPoint point = server.listen(Transport.TCP);
            SipRequest request = seed(server, point).edit(e -> e.body(new byte[50_000]));

            for (int i = 0; i < 10; i++) {
                server.send(request, Flow.to(point, address(listening)));
            }
            Thread closing = Thread.startVirtualThread(() -> server.transports.close(Duration.ofSeconds(5)));

            try (TcpPeer peer = new TcpPeer(listening.accept())) {
                for (int i = 0; i < 10; i++) {
                    assertThat(peer.message()).hasSizeGreaterThan(50_000);
                }
                assertThat(peer.isClosedByServer()).isTrue();
            }
            closing.join();
        }
    }

    @Test
    void a_tap_sees_both_ways_and_nothing_after_it_is_removed() throws Exception {
        var seen = new java.util.concurrent.LinkedBlockingQueue<String>();
        try (Server server = Server.quick()) {
            ListeningPoint point = server.listen(Transport.TCP);
            server.transports.tap(new Tap() {
                @Override
                public void in(byte[] bytes, Flow flow, long time) {
                    seen.add("in " + new String(bytes, 0, 7, UTF_8));
                }

                @Override
                public void out(byte[] bytes, Flow flow, long time) {
                    seen.add("out " + new String(bytes, 0, 7, UTF_8));
                }
            });
            seed(server, point);
            server.transports.tap(null);
            seed(server, point);

            assertThat(seen).containsExactly("in MESSAGE", "out SIP/2.0");
        }
    }

    /** A request that the server has got from a peer. */
    private static SipRequest seed(Server server, ListeningPoint point) throws Exception {
        try (TcpPeer peer = new TcpPeer(point)) {
            peer.send(Texts.overTcp("seed", 5070, ""));
            peer.message();
            return (SipRequest) server.next().message();
        }
    }

    private static ServerSocket listening() throws Exception {
        ServerSocket socket = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static InetSocketAddress address(ServerSocket socket) {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }
}
