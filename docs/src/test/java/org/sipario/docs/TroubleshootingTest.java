package org.sipario.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.servlet.sip.SipServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.embedded.EmbeddedServer;

/** The messages on the troubleshooting page are those of the server. */
class TroubleshootingTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
    /** The place in a message, which differs here. */
    private static final Pattern PLACE =
            Pattern.compile("^(?:…/conf/server\\.xml, line \\d+: |[\\w.]+ is not deployed: )");

    @TempDir
    private Path folder;

    /** An application of its own, so that it has a name. */
    @jakarta.servlet.sip.annotation.SipServlet(applicationName = "echo")
    public static class Echo extends SipServlet {
        private static final long serialVersionUID = 1L;
    }

    private static List<Printed> quotes() {
        return QUOTED.matcher(Document.read("docs/guide/troubleshooting.md").text())
                .results()
                .map(quote -> PLACE.matcher(quote.group(1)).replaceFirst(""))
                .filter(quote -> quote.length() > 20)
                .map(Printed::of)
                .toList();
    }

    private static void isTold(ThrowingCallable mistake) {
        Throwable failure = catchThrowable(mistake);
        assertThat(failure).as("the mistake is noticed").isNotNull();
        assertThat(quotes())
                .as("the page quotes: %s", failure.getMessage())
                .anyMatch(quote -> quote.isIn(String.valueOf(failure.getMessage())));
    }

    @Test
    void mistakes_in_the_configuration() {
        isTold(() -> EmbeddedServer.builder().sip(Map.of("transport", "udp", "port", "70000")));
        isTold(() -> EmbeddedServer.builder().sip(Map.of("transport", "tls")));
        isTold(() -> EmbeddedServer.builder().setting("grce", "2"));
        isTold(() -> EmbeddedServer.builder().setting("t1", "fast"));
        isTold(() -> EmbeddedServer.builder().router(Path.of("none.properties")).start());
    }

    @Test
    void a_port_that_is_taken() {
        try (EmbeddedServer first =
                EmbeddedServer.builder().sip(Transport.UDP, "127.0.0.1", 0).start()) {
            int port = first.sip(Transport.UDP).getPort();
            isTold(() -> EmbeddedServer.builder()
                    .sip(Transport.UDP, "127.0.0.1", port)
                    .start());
        }
    }

    @Test
    void applications_that_cannot_be_deployed() throws IOException {
        try (EmbeddedServer server = EmbeddedServer.builder().start()) {
            isTold(() -> server.deploy(described("broken", "<sip-app")));
            isTold(() -> server.deploy(described("nameless", "")));
            isTold(() -> server.deploy(described(
                    "classless",
                    "<app-name>b</app-name><servlet><servlet-name>a</servlet-name>"
                            + "<servlet-class>com.example.Missing</servlet-class></servlet>")));
            isTold(() -> server.deploy(Files.writeString(folder.resolve("bad.war"), "no archive")));
            server.deploy("echo", Echo.class);
            isTold(() -> server.deploy("echo2", Echo.class));
        }
    }

    private Path described(String name, String elements) throws IOException {
        Path file = folder.resolve(name).resolve("WEB-INF/sip.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "<sip-app xmlns='http://www.jcp.org/xml/ns/sipservlet' version='1.1'>" + elements + "</sip-app>");
        return folder.resolve(name);
    }
}
