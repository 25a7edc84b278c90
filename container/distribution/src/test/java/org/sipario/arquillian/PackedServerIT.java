package org.sipario.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.message.wire.Transport;

/** What Arquillian makes of the packed server besides deploying: starting, connecting, refusing. */
class PackedServerIT {
    @TempDir
    private Path folder;

    private TestedServer server(String... options) {
        Map<String, String> properties = new HashMap<>(
                Map.of("home", System.getProperty("basedir", ".") + "/target/sipario", "base", folder.toString()));
        for (int i = 0; i < options.length; i += 2) {
            properties.put(options[i], options[i + 1]);
        }
        return SiparioContainer.serverFor(Settings.of(properties));
    }

    @Test
    void a_server_that_runs_already_is_refused_or_used_and_left_running() throws Exception {
        TestedServer first = server("users", "carol:clarinet:sip-user");
        first.start();
        try {
            assertThat(first.addresses().sip().all()).containsOnlyKeys(Transport.UDP, Transport.TCP);
            assertThat(folder.resolve("conf/tomcat-users.xml")).content().contains("carol");

            assertThatThrownBy(server()::start)
                    .isInstanceOf(LifecycleException.class)
                    .hasMessageContaining("already running here")
                    .hasMessageContaining("set another base, or set allowConnectingToRunningServer");

            TestedServer same = server("allowConnectingToRunningServer", "true");
            same.start();
            assertThat(same.addresses()).isEqualTo(first.addresses());
            same.stop();
            assertThat(folder.resolve("run/server.properties")).exists();
        } finally {
            first.stop();
        }
        assertThat(folder.resolve("run/server.properties")).doesNotExist();
    }

    @Test
    void a_server_that_cannot_listen_says_so() throws Exception {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", 0));

            assertThatThrownBy(server("httpPort", Integer.toString(taken.getLocalPort()))::start)
                    .isInstanceOf(LifecycleException.class)
                    .hasMessageContaining("port " + taken.getLocalPort());
        }
    }

    @Test
    void the_users_of_somebody_elses_base_are_left_alone() throws Exception {
        Path file = Files.createDirectories(folder.resolve("conf")).resolve("tomcat-users.xml");
        Files.writeString(file, "<tomcat-users/>");

        assertThatThrownBy(server("users", "carol:clarinet")::start).hasMessageContaining("is there already");
        assertThat(file).hasContent("<tomcat-users/>");
    }
}
