package org.sipario.tomcat.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    @TempDir
    private Path folder;

    private Path write(String connector) throws IOException {
        return Files.writeString(folder.resolve("server.xml"), """
                <Server port="-1">
                  <Service name="Sipario">
                    <Connector protocol="HTTP/1.1" port="8080" maxThreads="10"/>
                    %s
                    <Engine className="org.sipario.tomcat.engine.SipEngine" name="Sipario" defaultHost="localhost"/>
                  </Service>
                </Server>
                """.formatted(connector));
    }

    private ConfigurationFile read(String connector) throws IOException {
        return ConfigurationFile.read(write(connector));
    }

    @Test
    void a_good_file_passes() throws IOException {
        read("<Connector protocol='org.sipario.tomcat.connector.SipProtocol' transport='udp' port='5060'/>")
                .check();
    }

    @Test
    void a_wrong_value_of_a_sip_connector_is_shown_with_its_line() throws IOException {
        ConfigurationFile file =
                read("<Connector protocol='org.sipario.tomcat.connector.SipProtocol' transport='udp' port='70000'/>");

        assertThatThrownBy(file::check).hasMessage(file.file() + ", line 4: port=\"70000\" is not 0..65535");
    }

    @Test
    void an_attribute_that_only_http_has_is_refused_too() throws IOException {
        ConfigurationFile file = read(
                "<Connector protocol='org.sipario.tomcat.connector.SipProtocol' transport='udp' maxPostSize='1'/>");

        assertThatThrownBy(file::check)
                .hasMessageContaining(", line 4: a SIP <Connector> has no attribute \"maxPostSize\"");
    }

    @Test
    void an_unknown_attribute_of_the_engine_is_refused() throws IOException {
        Path file = write("");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("name=\"Sipario\" defaultHost", "daar=\"x\" name=\"Sipario\" defaultHost"));

        assertThatThrownBy(() -> ConfigurationFile.read(file).check())
                .hasMessageStartingWith(file + ", line 5: SipEngine has no attribute \"daar\"; ");
    }

    @Test
    void a_wrong_time_of_the_engine_is_refused() throws IOException {
        Path file = write("");
        Files.writeString(
                file, Files.readString(file).replace("name=\"Sipario\" defaultHost", "t1=\"fast\" defaultHost"));

        assertThatThrownBy(() -> ConfigurationFile.read(file).check())
                .hasMessage(file + ", line 5: t1=\"fast\" is not a whole number, 1 or more");
    }

    @Test
    void a_wrong_grace_is_refused_as_every_other_number_is() throws IOException {
        Path file = write("");
        Files.writeString(
                file, Files.readString(file).replace("name=\"Sipario\" defaultHost", "grace=\"-1\" defaultHost"));

        assertThatThrownBy(() -> ConfigurationFile.read(file).check())
                .hasMessage(file + ", line 5: grace=\"-1\" is not a whole number, 0 or more");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        Path file = folder.resolve("server.xml");

        assertThatThrownBy(() -> ConfigurationFile.read(file)).hasMessageStartingWith("there is no " + file + ";");
    }

    @Test
    void properties_are_put_in_before_the_check() throws IOException {
        System.setProperty("org.sipario.test.port", "99999");
        try {
            ConfigurationFile file = read(
                    "<Connector protocol='org.sipario.tomcat.connector.SipProtocol' transport='udp' port='${org.sipario.test.port:-5060}'/>");

            assertThatThrownBy(file::check).hasMessageContaining("port=\"99999\" is not");
        } finally {
            System.clearProperty("org.sipario.test.port");
        }
    }

    @Test
    void a_file_that_is_not_xml_is_shown_with_the_line() throws IOException {
        Path file = Files.writeString(folder.resolve("server.xml"), "<Server>\n<Service\n</Server>");

        assertThatThrownBy(() -> ConfigurationFile.read(file))
                .hasMessageStartingWith(file + ", line 3: not well-formed XML: ");
    }
}
