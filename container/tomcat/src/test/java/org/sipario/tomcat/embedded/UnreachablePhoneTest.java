package org.sipario.tomcat.embedded;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;
import org.sipario.tomcat.apps.Hunting;

/** A phone that was switched off: its host answers by ICMP that nothing listens there. */
@Tag("wire")
class UnreachablePhoneTest {

    /** RFC 3261 §18.4, §8.1.3.1. */
    @EnabledOnOs(OS.LINUX)
    @Test
    void UAC_11_a_call_by_udp_passes_by_a_closed_port_at_once() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.builder()
                        .sip(Transport.UDP, "127.0.0.1", 0)
                        .start();
                SocketNetwork network =
                        new SocketNetwork(Map.of(Transport.UDP, server.sip(Transport.UDP)), Duration.ofSeconds(5))) {
            server.deploy("hunting", Hunting.class);
            int bob = network.agent("bob").address().getPort();

            Ladder.on(network, "alice", "bob").play("""
                    alice  -> server INVITE
                        + Targets: sip:bob@127.0.0.1:%d sip:bob@127.0.0.1:%d
                    [server -> alice 100]
                    server -> bob    INVITE
                    bob    -> server 200
                    server -> alice  200
                    alice  -> server ACK
                    server -> bob    ACK
                    """.formatted(closedPort(), bob));
        }
    }

    private static int closedPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
