package org.sipario.samples.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.sipario.arquillian.SipAddresses;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;
import org.sipario.testkit.TestUserAgent;

/** The archive on a server: a call from a phone on TCP to one on UDP. Which server is said in {@code arquillian.xml}. */
@ArquillianTest
@RunAsClient
class B2buaArquillianTest {

    @Deployment(testable = false)
    static WebArchive b2bua() {
        return ShrinkWrap.create(WebArchive.class, "b2bua.sar")
                .addPackages(true, Filters.exclude(".*Test.*"), "org.sipario.samples.b2bua", "org.sipario.location");
    }

    @Test
    void a_call_is_bridged_and_neither_side_sees_the_other(@ArquillianResource SipAddresses sip) {
        try (SocketNetwork network = new SocketNetwork(sip.all(), Duration.ofSeconds(5))) {
            TestUserAgent bob = network.agent("bob", Transport.UDP);
            TestUserAgent alice = network.agent("alice", Transport.TCP).calls(bob.contact());

            Ladder.on(network, "alice", "bob")
                    .play("""
                    alice -> b2bua INVITE
                    [b2bua -> alice 100]
                    b2bua -> bob   INVITE
                    bob   -> b2bua 180
                    b2bua -> alice 180
                    bob   -> b2bua 200
                    b2bua -> alice 200
                    alice -> b2bua ACK
                    b2bua -> bob   ACK
                    bob   -> b2bua BYE
                    b2bua -> bob   200 BYE
                    b2bua -> alice BYE
                    alice -> b2bua 200 BYE
                    """)
                    .where(
                            "b2bua -> bob INVITE",
                            invite -> assertThat(invite.headers("Contact")).doesNotContain("<" + alice.contact() + ">"))
                    .where(
                            "b2bua -> alice 200",
                            ok -> assertThat(ok.headers("Contact")).doesNotContain("<" + bob.contact() + ">"));
        }
    }
}
