package org.sipario.tomcat.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.tomcat.apps.TextServlet;
import org.sipario.tomcat.deploy.DeploymentFailure;
import org.sipario.tomcat.legacy.OldTextServlet;

class DeploymentTest {
    private static EmbeddedServer server;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.builder().http("127.0.0.1", 0).hotDeploy(1).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void leave_nothing_behind() {
        for (String name : new String[] {"app", "app##2", "other"}) {
            server.undeploy(name);
        }
    }

    private static TestArchive text(String text) throws IOException {
        return TestArchive.of(TextServlet.class).with("WEB-INF/text.txt", text);
    }

    private static String get(String path) throws IOException {
        return Http.get(server.http(), path);
    }

    @Test
    void a_war_is_served() throws IOException {
        server.deploy(text("war").pack(folder.resolve("app.war")));

        assertThat(get("/app/text")).isEqualTo("war");
    }

    @Test
    void a_sar_is_served() throws IOException {
        server.deploy(text("sar").pack(folder.resolve("app.sar")));

        assertThat(get("/app/text")).isEqualTo("sar");
    }

    @Test
    void a_directory_is_served() throws IOException {
        server.deploy(text("directory").explode(folder.resolve("app")));

        assertThat(get("/app/text")).isEqualTo("directory");
    }

    @Test
    void an_archive_that_is_replaced_is_served_anew_even_if_it_has_the_same_age() throws IOException {
        FileTime age = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Path archive = text("first").pack(folder.resolve("app.sar"));
        Files.setLastModifiedTime(archive, age);
        server.deploy(archive);
        text("second").pack(archive);
        Files.setLastModifiedTime(archive, age);
        server.undeploy("app");
        server.deploy(archive);

        assertThat(get("/app/text")).isEqualTo("second");
    }

    @Test
    void what_is_copied_in_replaced_and_deleted_is_noticed() throws IOException {
        Path place = server.base().resolve("apps/app.sar");
        Files.copy(text("first").pack(folder.resolve("first.sar")), place);
        await().atMost(Duration.ofSeconds(10)).until(() -> get("/app/text").equals("first"));

        Files.copy(text("second").pack(folder.resolve("second.sar")), place, StandardCopyOption.REPLACE_EXISTING);
        await().atMost(Duration.ofSeconds(10)).until(() -> get("/app/text").equals("second"));

        Files.delete(place);
        await().atMost(Duration.ofSeconds(10)).until(() -> get("/app/text").equals("404"));
        // It stops serving first, and is deleted then.
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Files.notExists(server.base().resolve("apps/app")));
    }

    @Test
    void what_lies_there_at_the_start_is_served_from_the_start() throws IOException {
        Path base = Files.createDirectories(folder.resolve("base"));
        text("there").pack(Files.createDirectories(base.resolve("apps")).resolve("app.sar"));

        try (EmbeddedServer other = EmbeddedServer.builder()
                .base(base)
                .http("127.0.0.1", 0)
                .hotDeploy(60)
                .start()) {
            assertThat(Http.get(other.http(), "/app/text")).isEqualTo("there");
        }
    }

    @Test
    void two_versions_live_side_by_side() throws IOException {
        server.deploy(text("one").pack(folder.resolve("app.sar")));
        server.deploy(text("two").pack(folder.resolve("app##2.sar")));

        assertThat(get("/app/text")).isEqualTo("two");
        assertThat(server.applications()).containsExactly("/app", "/app##2");
    }

    @Test
    void an_archive_from_before_jakarta_is_converted_on_the_way_in() throws IOException {
        server.deploy(TestArchive.of(OldTextServlet.class).pack(folder.resolve("app.war")));

        assertThat(get("/app/old")).isEqualTo("old but going");
    }

    @Test
    void a_sar_in_apps_javax_is_converted_into_apps() throws IOException {
        TestArchive.of(OldTextServlet.class).pack(server.base().resolve("apps-javax/app.sar"));

        await().atMost(Duration.ofSeconds(10)).until(() -> get("/app/old").equals("old but going"));
        Files.delete(server.base().resolve("apps-javax/app.sar"));
    }

    @Test
    void a_broken_archive_is_refused_in_one_line_and_the_others_go_on() throws IOException {
        server.deploy(text("other").pack(folder.resolve("other.war")));
        Path broken = Files.writeString(folder.resolve("app.sar"), "this is no archive");

        assertThatThrownBy(() -> server.deploy(broken))
                .isInstanceOf(DeploymentFailure.class)
                .hasMessageContaining("app.sar is not deployed")
                .hasMessageContaining("replace it by an intact archive")
                .message()
                .hasLineCount(1);
        assertThat(get("/other/text")).isEqualTo("other");
    }

    @Test
    void a_slip_in_sip_xml_is_shown_in_one_line() throws IOException {
        Path archive = text("broken")
                .with("WEB-INF/sip.xml", "<sip-app>\n<app-name>app</app-nam>\n</sip-app>")
                .pack(folder.resolve("app.sar"));

        assertThatThrownBy(() -> server.deploy(archive))
                .hasMessageStartingWith("app is not deployed: app/WEB-INF/sip.xml, line 2")
                .message()
                .hasLineCount(1);
        assertThat(get("/app/text")).isEqualTo("404");
    }

    @Test
    void a_slip_in_web_xml_is_shown_in_one_line() throws IOException {
        Path archive = text("broken")
                .with("WEB-INF/web.xml", "<web-app>\n<display-name>app</display-nam>\n</web-app>")
                .pack(folder.resolve("app.war"));

        assertThatThrownBy(() -> server.deploy(archive))
                .hasMessageStartingWith("app is not deployed: ")
                .hasMessageContaining("WEB-INF/web.xml, line 2: not well-formed XML")
                .message()
                .hasLineCount(1);
    }

    @Test
    void an_archive_that_was_broken_is_deployed_when_it_is_mended() throws IOException {
        Path broken = text("broken").with("WEB-INF/sip.xml", "<sip-app>").pack(folder.resolve("app.war"));
        assertThatThrownBy(() -> server.deploy(broken)).isInstanceOf(DeploymentFailure.class);

        server.deploy(text("mended").pack(folder.resolve("app.war")));

        assertThat(get("/app/text")).isEqualTo("mended");
    }

    @Test
    void a_refused_archive_that_is_taken_away_is_forgotten() throws IOException {
        Path broken = Files.writeString(server.base().resolve("apps/app.sar"), "this is no archive");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !server.problem("app.sar").isEmpty());

        Files.delete(broken);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.problem("app.sar").isEmpty());
    }

    @Test
    void a_war_and_a_sar_of_one_name_do_not_fight() throws IOException {
        server.deploy(text("war").pack(folder.resolve("app.war")));
        Path sar = text("sar").pack(server.base().resolve("apps/app.sar"));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.problem("app.sar").contains("rename one of them"));
        assertThat(get("/app/text")).isEqualTo("war");
        Files.delete(sar);
    }

    @Test
    void an_undeployed_application_leaves_no_class_loader_behind() throws IOException {
        server.deploy(text("leak").pack(folder.resolve("app.sar")));
        get("/app/text");
        WeakReference<ClassLoader> loader = new WeakReference<>(server.classLoader("/app"));
        assertThat(loader.get()).isNotNull();

        server.undeploy("app");

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }
}
