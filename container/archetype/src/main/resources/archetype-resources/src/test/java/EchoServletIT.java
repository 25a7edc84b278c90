package ${package};

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.sipario.arquillian.SipAddresses;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;

/** The archive as it will be deployed, called over sockets. */
@ArquillianTest
class EchoServletIT {
    @ArquillianResource
    SipAddresses sip;

    @ArquillianResource
    URL application;

    @Deployment(testable = false)
    static WebArchive packed() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/${artifactId}.war"));
    }

    @Test
    void a_call_is_answered_and_shown_on_the_page() throws IOException {
        try (SocketNetwork network = new SocketNetwork(sip.all(), Duration.ofSeconds(10))) {
            Ladder.on(network, "carol").play("""
                    carol -> echo   INVITE
                    [echo -> carol  100]
                    echo  -> carol  200
                    carol -> echo   ACK
                    carol -> echo   BYE
                    echo  -> carol  200
                    """);
        }
        try (InputStream page = application.openStream()) {
            assertTrue(new String(page.readAllBytes(), StandardCharsets.UTF_8).contains("carol"));
        }
    }
}
