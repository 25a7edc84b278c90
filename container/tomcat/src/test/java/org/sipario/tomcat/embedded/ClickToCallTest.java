package org.sipario.tomcat.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;
import org.sipario.tomcat.apps.ClickToCall;
import org.sipario.tomcat.apps.ClickedCall;

/** An HTTP servlet and a SIP servlet of one archive work on one call. */
@Tag("wire")
class ClickToCallTest {

    @Test
    void CVG_5_a_get_of_the_web_half_starts_a_call_that_the_sip_half_goes_on_with() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.builder()
                        .http("127.0.0.1", 0)
                        .sip(Transport.UDP, "127.0.0.1", 0)
                        .start();
                SocketNetwork network =
                        new SocketNetwork(Map.of(Transport.UDP, server.sip(Transport.UDP)), Duration.ofSeconds(5))) {
            server.deploy("click", ClickToCall.class, ClickedCall.class);
            int port = network.agent("phone").address().getPort();

            assertThat(Http.get(server.http(), "/click/call?port=" + port)).isEqualTo("ringing");

            Ladder.on(network, "phone").play("""
                    server -> phone  INVITE
                    phone  -> server 180
                    phone  -> server 200
                    server -> phone  ACK
                    server -> phone  BYE
                    phone  -> server 200 BYE
                    """);
        }
    }
}
