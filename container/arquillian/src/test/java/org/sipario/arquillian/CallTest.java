package org.sipario.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.sipario.arquillian.apps.Greeter;
import org.sipario.arquillian.apps.WelcomePage;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;

/** Calls an application, and reads its web page, from outside; it is a {@code .war} with a library and a descriptor. */
@ArquillianTest
@RunAsClient
class CallTest {

    @Deployment
    static WebArchive greeter() {
        return ShrinkWrap.create(WebArchive.class, "calls#greeter.war")
                .addClass(WelcomePage.class)
                .addAsLibrary(
                        ShrinkWrap.create(JavaArchive.class, "greeter.jar").addClass(Greeter.class))
                .addAsWebInfResource(new StringAsset("""
                        <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                          <app-name>greeter</app-name>
                        </sip-app>
                        """), "sip.xml");
    }

    @Test
    void calls_reach_it_where_the_server_listens(@ArquillianResource SipAddresses sip) {
        try (SocketNetwork network = new SocketNetwork(sip.all(), Duration.ofSeconds(5))) {
            network.agent("bob", Transport.TCP);
            for (String caller : new String[] {"alice", "bob"}) {
                Ladder.on(network, caller).play("""
                        %1$s -> greeter INVITE
                        greeter -> %1$s 200
                        %1$s -> greeter ACK
                        %1$s -> greeter BYE
                        greeter -> %1$s 200 BYE
                        """.formatted(caller));
            }
        }
    }

    @Test
    void its_page_is_below_the_url(@ArquillianResource URL url, @ArquillianResource URI uri) throws IOException {
        assertThat(url.getPath()).isEqualTo("/calls/greeter/");
        try (InputStream page = uri.resolve("welcome").toURL().openStream()) {
            assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("welcome");
        }
    }
}
