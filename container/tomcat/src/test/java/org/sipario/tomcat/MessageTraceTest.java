package org.sipario.tomcat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.message.wire.Transport;
import org.sipario.trace.capture.CaptureFile;
import org.sipario.trace.capture.Traced;
import org.sipario.trace.capture.Traced.Way;
import org.sipario.trace.recording.TraceFolder;
import org.sipario.trace.recording.TraceLimits;

class MessageTraceTest {

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

    @Test
    void a_word_in_a_file_switches_it_while_the_server_runs() throws IOException {
        Path wish = folder.resolve("trace.wish");
        try (EmbeddedServer server = builder().base(folder.resolve("base")).start();
                Phone phone = new Phone();
                var executor = Executors.newSingleThreadScheduledExecutor()) {
            SipEngine engine = server.engine();
            Files.writeString(wish, "on");
            new TraceSwitch(wish, List.of(engine)).watch(executor);
            assertThat(wish).as("a wish from before the start").doesNotExist();

            wish(wish, "on");
            await().until(() -> Files.notExists(wish));
            assertThat(engine.messageTrace().state()).isEqualTo("on");
            phone.ask("OPTIONS", server.sip(Transport.UDP), "Max-Forwards: 0");

            wish(wish, "off");
            await().until(() -> Files.notExists(wish));
            assertThat(engine.messageTrace().state()).isEqualTo("off");
            phone.ask("OPTIONS", server.sip(Transport.UDP), "Max-Forwards: 0");
        }

        assertThat(recorded(folder.resolve("base/logs/trace"))).hasSize(2);
    }

    @Test
    void a_folder_that_cannot_be_made_leaves_it_off_and_says_why() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "in the way");
        MessageTrace trace = new MessageTrace(inTheWay.resolve("trace"), TraceLimits.DEFAULT, _ -> {}, () -> {});

        trace.on();

        assertThat(trace.state()).startsWith("failed ").contains(inTheWay.toString());
    }

    /** In one piece, as the command does. */
    private static void wish(Path file, String word) throws IOException {
        Path next = Files.writeString(file.resolveSibling("next"), word);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
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
