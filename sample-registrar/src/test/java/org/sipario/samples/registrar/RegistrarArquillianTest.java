package org.sipario.samples.registrar;

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
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;

/** The archive as it ships, on a server, over sockets; which server is said in {@code arquillian.xml}. */
@ArquillianTest
@RunAsClient
class RegistrarArquillianTest {

    @Deployment(testable = false)
    static WebArchive registrar() {
        return ShrinkWrap.create(WebArchive.class, "registrar.war")
                .addPackages(true, Filters.exclude(".*Test.*"), "org.sipario.samples.registrar", "org.sipario.location")
                .addAsWebInfResource("WEB-INF/sip.xml", "sip.xml");
    }

    @Test
    void a_phone_registers_with_its_password(@ArquillianResource SipAddresses sip) {
        try (SocketNetwork network = new SocketNetwork(sip.all(), Duration.ofSeconds(5))) {
            network.domain("localhost").agent("alice").credentials("alice", "wonderland");

            Ladder.on(network, "alice").play("""
                    alice -> registrar REGISTER
                    registrar -> alice 401
                        + WWW-Authenticate: realm="sipario"
                    alice -> registrar REGISTER
                    registrar -> alice 200
                        + Contact: sip:alice@
                    """);
        }
    }

    @Test
    void nobody_registers_for_somebody_else(@ArquillianResource SipAddresses sip) {
        try (SocketNetwork network = new SocketNetwork(sip.all(), Duration.ofSeconds(5))) {
            network.domain("localhost").agent("alice").credentials("bob", "builder");

            Ladder.on(network, "alice").play("""
                    alice -> registrar REGISTER
                    registrar -> alice 401
                    alice -> registrar REGISTER
                    registrar -> alice 403
                    """);
        }
    }
}
