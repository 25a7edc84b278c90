package org.sipario.tomcat.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.apps.Answering;
import org.sipario.tomcat.engine.ServerCounts;

class ServerCountsTest {

    @Test
    void a_server_counts_what_it_gets_and_what_it_says_by_listening_point() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.builder()
                        .sip(Transport.UDP, "127.0.0.1", 0)
                        .sip(Transport.TCP, "127.0.0.1", 0)
                        .start();
                Phone phone = new Phone()) {
            server.deploy("app", Answering.class);
            assertThat(server.counts().received()).isZero();

            phone.ask("MESSAGE", server.sip(Transport.UDP));
            phone.ask("MESSAGE", server.sip(Transport.UDP), "Max-Forwards: everything");

            await().untilAsserted(() -> {
                ServerCounts counts = server.counts();
                assertThat(counts.sent()).isEqualTo(2);
                assertThat(counts.rejected()).isEqualTo(1);
                assertThat(counts.transactions()).isEqualTo(1);
                assertThat(counts.refused()).isZero();
                assertThat(counts.dialogs()).isZero();
            });
            assertThat(server.counts().traffic())
                    .filteredOn(traffic -> traffic.point().transport() == Transport.UDP)
                    .singleElement()
                    .satisfies(udp -> {
                        assertThat(udp.received()).isEqualTo(1);
                        assertThat(udp.malformed()).isEqualTo(1);
                        assertThat(udp.dropped()).isZero();
                    });
            assertThat(server.counts().traffic())
                    .filteredOn(traffic -> traffic.point().transport() == Transport.TCP)
                    .singleElement()
                    .extracting(ServerCounts.Traffic::received)
                    .isEqualTo(0L);
        }
    }

    @Test
    void a_context_parameter_of_the_server_goes_before_the_applications_own() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.builder()
                        .sip(Transport.UDP, "127.0.0.1", 0)
                        .parameter("greeting", "good evening")
                        .start();
                Phone phone = new Phone()) {
            server.deploy("app", Answering.class);

            assertThat(phone.ask("MESSAGE", server.sip(Transport.UDP))).contains("X-Parameter: good evening\r\n");
        }
    }
}
