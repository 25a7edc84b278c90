package org.sipario.traced;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.sipario.message.wire.Transport;
import org.sipario.traced.Recording.Outcome;

/** A call through an application that ships is recorded, exported as a test, compiled, and played in memory. */
class ExportedLadderIT {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "."))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();
    private static final Path B2BUA = archive("sample-b2bua");
    private static final Path PROXY = archive("apps/proxy");

    /** What the shipped applications need besides what a trace can know: a database, and whom they call for strangers. */
    private static final String PLAYED = """
            class Played extends RecordedCallTest {
                @org.sipario.junit.Configure
                static void surroundings(org.sipario.tomcat.embedded.EmbeddedServerBuilder server) {
                    var database = new org.h2.jdbcx.JdbcDataSource();
                    database.setURL("jdbc:h2:mem:played;DB_CLOSE_DELAY=-1");
                    server.resource("jdbc/sipario", database).parameter("relay", "192.0.2.0/24");
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void a_call_through_the_b2bua_plays_as_it_was_recorded() throws Exception {
        Recording recording = Recording.of(folder.resolve("b2bua"), B2BUA, Transport.UDP, """
            alice -> b2bua INVITE
            [b2bua -> alice 100]
            b2bua -> bob   INVITE
            bob   -> b2bua 180
            b2bua -> alice 180
            bob   -> b2bua 200
            b2bua -> alice 200
            alice -> b2bua ACK
            b2bua -> bob   ACK
            bob   -> b2bua BYE
            b2bua -> bob   200
            b2bua -> alice BYE
            alice -> b2bua 200
            """);

        assertThat(recording.callIds()).hasSize(2);
        String source = recording
                .export("--as", "ladder", "--archive", B2BUA.toString())
                .output();
        assertThat(source)
                .contains("@UserAgent(\"alice\")")
                .contains("alice  -> server  INVITE\n")
                .contains("server -> bob     INVITE\n")
                .doesNotContain("after ");
        assertPlays(source);
    }

    @Test
    void a_call_through_the_proxy_plays_as_it_was_recorded() throws Exception {
        Recording recording = Recording.of(folder.resolve("proxy"), PROXY, Transport.TCP, """
            alice -> proxy INVITE
            [proxy -> alice 100]
            proxy -> bob   INVITE
            bob   -> proxy 180
            proxy -> alice 180
            """, """
            alice -> proxy CANCEL
            proxy -> alice 200 CANCEL
            proxy -> bob   CANCEL
            bob   -> proxy 200 CANCEL
            bob   -> proxy 487
            proxy -> bob   ACK
            proxy -> alice 487 INVITE
            alice -> proxy ACK
            """);

        Outcome exported = recording.export("--as", "ladder", "--archive", PROXY.toString(), "--server", "proxy");
        assertThat(exported.output()).contains("value = \"alice\", transport = Transport.TCP");
        assertPlays(exported.output());
    }

    @Test
    void a_callee_who_is_silent_is_silent_in_the_test_too() throws Exception {
        Recording recording = Recording.of(folder.resolve("silent"), B2BUA, Transport.UDP, """
            alice -> b2bua INVITE
            [b2bua -> alice 100]
            b2bua -> bob   INVITE
            b2bua -> bob   INVITE
            bob   -> b2bua 486
            b2bua -> bob   ACK
            b2bua -> alice 486
            alice -> b2bua ACK
            """);

        String source = recording
                .export("--as", "ladder", "--archive", B2BUA.toString())
                .output();
        assertThat(source).contains("after 500ms\n            [server -> bob INVITE]\n");
        assertPlays(source);
    }

    @Test
    void a_test_of_another_application_fails_and_shows_the_difference() throws Exception {
        Recording recording = Recording.of(folder.resolve("other"), B2BUA, Transport.UDP, """
            alice -> b2bua INVITE
            [b2bua -> alice 100]
            b2bua -> bob   INVITE
            bob   -> b2bua 486
            b2bua -> bob   ACK
            b2bua -> alice 486
            alice -> b2bua ACK
            """);

        String source = recording
                .export("--as", "ladder", "--archive", B2BUA.toString())
                .output();
        SummaryGeneratingListener summary = play(source.replace("server -> alice   486", "server -> alice   603"));
        assertThat(summary.getSummary().getTestsFailedCount()).isEqualTo(1);
    }

    private void assertPlays(String source) throws Exception {
        SummaryGeneratingListener played = play(source);
        StringWriter failures = new StringWriter();
        played.getSummary().printFailuresTo(new PrintWriter(failures));
        assertThat(played.getSummary().getTestsSucceededCount())
                .as("%s\n%s", source, failures)
                .isEqualTo(1);
    }

    private SummaryGeneratingListener play(String source) throws Exception {
        Path classes = compile(source);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ExportedLadderIT.class.getClassLoader())) {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(loader.loadClass("Played")))
                    .build();
            LauncherFactory.create().execute(request, listener);
        }
        return listener;
    }

    private Path compile(String source) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path test = Files.writeString(sources.resolve("RecordedCallTest.java"), source);
        Path played = Files.writeString(sources.resolve("Played.java"), PLAYED);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
            boolean good = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(test, played))
                    .call();
            assertThat(good).as("%s\n%s", said, source).isTrue();
        }
        return classes;
    }

    private static Path archive(String module) {
        Path target = ROOT.resolve(module).resolve("target");
        try (var files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".war"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no .war in " + target));
        } catch (IOException e) {
            throw new IllegalStateException("build " + module + " first", e);
        }
    }
}
