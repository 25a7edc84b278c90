package org.sipario.archetype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;

/** A project is generated, built, tested and run, with nothing to start from but the artifacts of this build. */
class GeneratedProjectIT {
    private static final Pattern UDP = Pattern.compile("listening: udp 127\\.0\\.0\\.1:(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static Path project;

    @BeforeAll
    static void generate() throws IOException, InterruptedException {
        Maven.run(
                folder,
                "org.apache.maven.plugins:maven-archetype-plugin:" + System.getProperty("archetype.version")
                        + ":generate",
                "-DarchetypeGroupId=org.sipario",
                "-DarchetypeArtifactId=sipario-archetype",
                "-DarchetypeVersion=" + System.getProperty("sipario.version"),
                "-DarchetypeCatalog=internal",
                "-DgroupId=org.acme",
                "-DartifactId=first-phone",
                "-Dversion=1.0-SNAPSHOT",
                "-Dpackage=org.acme.phone");
        project = folder.resolve("first-phone");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(project)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(project.resolve("target")))
                    .toList();
        }
    }

    /** The project as it was generated, for a test that changes it. */
    private static Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        for (Path file : files()) {
            Path target = copy.resolve(project.relativize(file));
            Files.createDirectories(target.resolve("..").normalize());
            Files.copy(file, target);
        }
        return copy;
    }

    @Test
    void every_name_in_it_is_the_projects_own() throws IOException {
        for (Path file : files()) {
            assertThat(Files.readString(file))
                    .as("%s", file)
                    .doesNotContain("${package}", "${artifactId}", "${groupId}", "siparioVersion")
                    .doesNotContainPattern("@[a-z.-]+\\.(version|release)@");
        }
        assertThat(project.resolve("src/main/java/org/acme/phone/EchoServlet.java"))
                .content()
                .startsWith("package org.acme.phone;");
        assertThat(project.resolve("README.md")).content().startsWith("first-phone\n=====");
    }

    @Test
    void it_builds_and_passes_its_own_tests() throws IOException, InterruptedException {
        String output = Maven.run(project, "verify");

        assertThat(output).contains("Tests run: 2, Failures: 0", "Tests run: 1, Failures: 0", "BUILD SUCCESS");
        assertThat(project.resolve("target/first-phone.war")).isNotEmptyFile();
    }

    @Test
    void it_runs_and_takes_what_is_compiled_anew() throws IOException, InterruptedException {
        Path changing = copy("changing");
        Path log = folder.resolve("run.log");
        Process run = Maven.start(changing, log, "sipario:run", "-Dsip.port=0", "-Dhttp.port=0");
        try {
            awaitSaid(log, "watching ");
            InetSocketAddress server = new InetSocketAddress("127.0.0.1", udpPort(log));
            play(server, """
                    alice  -> server INVITE
                    [server -> alice 100]
                    server -> alice  200
                    alice  -> server ACK
                    alice  -> server BYE
                    server -> alice  200
                    """);

            Path servlet = changing.resolve("src/main/java/org/acme/phone/EchoServlet.java");
            Files.writeString(
                    servlet,
                    Files.readString(servlet)
                            .replace("createResponse(SipServletResponse.SC_OK);", "createResponse(603);"));
            Maven.run(changing, "compile");
            awaitSaid(log, "reloaded after a change of ");
            play(server, """
                    alice  -> server INVITE
                    [server -> alice 100]
                    server -> alice  603
                    alice  -> server ACK
                    """);
        } finally {
            List<ProcessHandle> servers = run.descendants().toList();
            Maven.stop(run);
            assertThat(servers).as("what Maven had started").isNotEmpty();
            await().atMost(PATIENCE).until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private static void awaitSaid(Path log, String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(log).content().contains(text));
    }

    private static int udpPort(Path log) throws IOException {
        Matcher said = UDP.matcher(Files.readString(log));
        assertThat(said.find()).as("%s", said).isTrue();
        return Integer.parseInt(said.group(1));
    }

    private static void play(InetSocketAddress server, String ladder) {
        try (SocketNetwork network = new SocketNetwork(Map.of(Transport.UDP, server), Duration.ofSeconds(20))) {
            Ladder.on(network, "alice").play(ladder);
        }
    }
}
