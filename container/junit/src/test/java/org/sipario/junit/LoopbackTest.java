package org.sipario.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.sipario.junit.apps.Greeter;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServer;

@Tag("wire")
@SipTest(value = Greeter.class, network = SipNetwork.SOCKETS)
class LoopbackTest {

    @UserAgent("alice")
    private TestUserAgent alice;

    @UserAgent(value = "tom", transport = Transport.TCP)
    private TestUserAgent tom;

    @RepeatedTest(2)
    void the_same_ladder_goes_over_sockets(Ladder ladder, EmbeddedServer server) {
        ladder.play("""
            alice   -> greeter MESSAGE
            greeter -> alice   200
                + X-Before: 0
            tom     -> greeter INVITE
            greeter -> tom     200
            tom     -> greeter ACK
            tom     -> greeter BYE
            greeter -> tom     200
            """);

        assertThat(alice.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(tom.contact()).contains("transport=tcp");
        assertThat(server.counts().received()).isGreaterThanOrEqualTo(4);
    }
}
