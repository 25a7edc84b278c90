package org.sipario.maven.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;

class DevelopmentServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BROKEN = "<sip-app><servlet></sip-app>";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Project project;

    @BeforeEach
    void write() throws IOException {
        project = new Project(folder);
        project.compileServletThatAnswers(200);
    }

    private DevelopmentServer start(Path... libraries) throws IOException {
        return DevelopmentServer.start(
                project.settings(libraries), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private void awaitSaid(String text) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(said.toString(StandardCharsets.UTF_8)).contains(text));
    }

    private static void play(DevelopmentServer server, String ladder) throws IOException {
        try (SocketNetwork network =
                new SocketNetwork(Map.of(Transport.UDP, server.sip(Transport.UDP)), Duration.ofSeconds(20))) {
            Ladder.on(network, "alice").play(ladder);
        }
    }

    private static HttpResponse<String> get(DevelopmentServer server, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.http().getPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void a_class_that_is_compiled_anew_answers_without_a_restart() throws IOException {
        try (DevelopmentServer server = start()) {
            server.watch();
            play(server, """
                    alice  -> server OPTIONS
                    server -> alice  200
                    """);

            project.compileServletThatAnswers(486);
            awaitSaid("reloaded after a change of Answer.class");
            play(server, """
                    alice  -> server OPTIONS
                    server -> alice  486
                    """);
        }
    }

    @Test
    void what_does_not_start_is_told_with_its_reason_and_mended_by_the_next_change() throws IOException {
        try (DevelopmentServer server = start()) {
            server.watch();
            project.web("WEB-INF/sip.xml", BROKEN);
            awaitSaid("NOT deployed: answers is not deployed: ");
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("sip.xml")
                    .contains("down until a change mends it");

            Files.delete(project.webapp().resolve("WEB-INF/sip.xml"));
            awaitSaid("reloaded after a change of sip.xml");
            play(server, """
                    alice  -> server OPTIONS
                    server -> alice  200
                    """);
        }
    }

    @Test
    void a_server_whose_application_is_broken_from_the_first_waits_for_the_change() throws IOException {
        project.web("WEB-INF/sip.xml", BROKEN);
        try (DevelopmentServer server = start()) {
            awaitSaid("NOT deployed: answers is not deployed: ");
            server.watch();
            Files.delete(project.webapp().resolve("WEB-INF/sip.xml"));
            awaitSaid("reloaded");
        }
    }

    @Test
    void web_content_is_served_from_where_it_is_written() throws Exception {
        project.web("index.html", "<p>first</p>");
        project.web("sum.jsp", "<%= 20 + 3 %>");
        try (DevelopmentServer server = start()) {
            server.watch();
            assertThat(get(server, "/answers/").body()).isEqualTo("<p>first</p>");
            assertThat(get(server, "/answers/").headers().firstValue("Content-Type"))
                    .hasValue("text/html");
            assertThat(get(server, "/answers/sum.jsp").body()).isEqualTo("23");

            project.web("index.html", "<p>second</p>");
            awaitSaid("reloaded after a change of index.html");
            assertThat(get(server, "/answers/").body()).isEqualTo("<p>second</p>");
        }
    }

    @Test
    void it_says_where_it_listens() throws IOException {
        try (DevelopmentServer server = start()) {
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("listening: udp 127.0.0.1:"
                            + server.sip(Transport.UDP).getPort())
                    .contains("listening: tcp 127.0.0.1:"
                            + server.sip(Transport.TCP).getPort())
                    .contains("listening: http://127.0.0.1:" + server.http().getPort() + "/answers/");
        }
    }

    @Test
    void libraries_come_along() throws Exception {
        Path library = Files.createDirectories(folder.resolve("repository")).resolve("words-1.jar");
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(library))) {
            jar.putNextEntry(new ZipEntry("META-INF/resources/word.txt"));
            jar.write("from a library".getBytes(StandardCharsets.UTF_8));
        }
        try (DevelopmentServer server = start(library)) {
            assertThat(get(server, "/answers/word.txt").body()).isEqualTo("from a library");
        }
    }
}
