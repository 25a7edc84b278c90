package org.sipario.tomcat.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.StartFailure;
import org.sipario.trace.capture.CaptureFile;
import org.sipario.trace.capture.Traced;
import org.sipario.trace.capture.Traced.Way;
import org.sipario.trace.recording.TraceFolder;

class RecordingTest {

    @TempDir
    Path folder;

    @Test
    void an_embedded_server_records_what_comes_and_goes() throws IOException {
        try (EmbeddedServer server = builder().trace(folder).start();
                Phone phone = new Phone()) {
            phone.ask("OPTIONS", server.sip(Transport.UDP), "Max-Forwards: 0");
        }

        List<Traced> said = recorded(folder);
        assertThat(said).extracting(Traced::way).containsExactly(Way.IN, Way.OUT);
        assertThat(new String(said.getFirst().bytes(), UTF_8)).startsWith("OPTIONS ");
        assertThat(new String(said.getLast().bytes(), UTF_8)).startsWith("SIP/2.0 ");
    }

    @Test
    void without_being_asked_it_records_nothing() throws IOException {
        Path base = folder.resolve("base");
        try (EmbeddedServer server = builder().base(base).start();
                Phone phone = new Phone()) {
            phone.ask("OPTIONS", server.sip(Transport.UDP), "Max-Forwards: 0");
        }

        assertThat(base.resolve("logs/trace")).doesNotExist();
    }

    @Test
    void the_attribute_of_the_configuration_is_on_or_off() {
        assertThatThrownBy(() -> EmbeddedServer.builder().setting("trace", "maybe"))
                .isInstanceOf(StartFailure.class)
                .hasMessage("trace=\"maybe\" is neither on nor off");
    }

    private static EmbeddedServerBuilder builder() {
        return EmbeddedServer.builder().sip(Transport.UDP, "127.0.0.1", 0);
    }

    private static List<Traced> recorded(Path folder) throws IOException {
        List<Traced> all = new ArrayList<>();
        for (Path file : TraceFolder.files(folder)) {
            CaptureFile.read(file, all::add);
        }
        return all;
    }
}
