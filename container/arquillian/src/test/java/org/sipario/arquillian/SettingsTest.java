package org.sipario.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.spi.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private static Path folder;

    /** A folder that looks like a packed server. */
    private static String home() throws IOException {
        Path script = Files.createDirectories(folder.resolve("bin")).resolve("sipario");
        Files.writeString(script, "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return folder.toString();
    }

    @Test
    void without_options_an_embedded_server_listens_on_free_ports_of_the_loopback_interface() {
        Settings settings = Settings.of(Map.of());

        assertThat(SiparioContainer.serverFor(settings)).isInstanceOf(EmbeddedInTest.class);
        assertThat(settings.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.httpPort()).isZero();
        assertThat(settings.sipPort()).isZero();
    }

    @Test
    void with_home_a_packed_server_is_started() throws IOException {
        Settings settings = Settings.of(Map.of("home", home(), "jvmOptions", "-Xmx64m  -Da=b", "startTimeout", "7"));

        assertThat(SiparioContainer.serverFor(settings)).isInstanceOf(PackedServer.class);
        assertThat(settings.jvmOptions()).containsExactly("-Xmx64m", "-Da=b");
        assertThat(settings.startTimeout()).hasSeconds(7);
    }

    @Test
    void users_have_a_name_a_password_and_roles() {
        Settings settings = Settings.of(Map.of("users", """
                alice:wonderland:sip-user,admin
                bob:builder
                """));

        assertThat(settings.users())
                .containsExactly(
                        new User("alice", "wonderland", List.of("sip-user", "admin")),
                        new User("bob", "builder", List.of()));
    }

    @Test
    void a_data_source_has_a_name_and_a_url_that_may_have_equals_signs() {
        assertThat(Settings.of(Map.of("dataSources", "jdbc/a=jdbc:h2:mem:a;MODE=x"))
                        .dataSources())
                .containsExactly(Map.entry("jdbc/a", "jdbc:h2:mem:a;MODE=x"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sipport         | 5060         | no option "sipport"; it has allowConnectingToRunningServer, base, bindAddress
            sipPort         | 70000        | sipPort: "70000" is not 0..65535
            httpPort        | any          | httpPort: "any" is not 0..65535
            users           | alice        | users: "alice" is not NAME:PASSWORD
            dataSources     | jdbc/sipario | dataSources: "jdbc/sipario" is not NAME=JDBC-URL
            dar             | /no/where    | dar: there is no file /no/where
            home            | /no/where    | home: there is no /no/where/bin/sipario
            jvmOptions      | -Xmx64m      | jvmOptions: it is for a packed server, and this one is embedded
            startTimeout    | 3            | startTimeout: it is for a packed server
            """)
    void what_is_wrong_is_named_with_what_is_allowed(String name, String value, String complaint) {
        assertThatThrownBy(() -> Settings.of(Map.of(name, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            startTimeout                   | 0          | startTimeout: "0" is not 1..3600
            dataSources                    | a=jdbc:b   | stand in conf/server.xml of its base
            allowConnectingToRunningServer | yes        | "yes" is not true or false
            allowConnectingToRunningServer | true       | base is not set
            """)
    void so_it_is_for_a_packed_server(String name, String value, String complaint) throws IOException {
        Map<String, String> options = new HashMap<>(Map.of(name, value));
        options.put("home", home());

        assertThatThrownBy(() -> Settings.of(options))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void a_router_file_that_the_packed_servers_script_would_part_is_refused() throws IOException {
        Path dar = Files.writeString(folder.resolve("my dar.properties"), "");

        assertThat(Settings.of(Map.of("dar", dar.toString())).dar()).contains(dar);
        assertThatThrownBy(() -> Settings.of(Map.of("home", home(), "dar", dar.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has a space in it");
    }
}
