package org.sipario.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunSettingsTest {
    @TempDir
    Path folder;

    private RunSettings settings(String contextPath, int sipPort, int httpPort, String users, @Nullable Path dar) {
        return new RunSettings(
                folder,
                contextPath,
                List.of(folder.resolve("a"), folder.resolve("b")),
                folder.resolve("webapp"),
                List.of(folder.resolve("lib.jar")),
                "127.0.0.1",
                sipPort,
                httpPort,
                RunSettings.User.list(users),
                dar);
    }

    @Test
    void the_server_reads_what_the_goal_wrote() throws IOException {
        Path dar = Files.writeString(folder.resolve("dar.properties"), "");
        RunSettings written = settings("/phone", 5070, 0, "alice:wonderland  bob:builder:admin,user", dar);
        Path file = folder.resolve("work/run.properties");
        written.write(file);

        assertThat(RunSettings.read(file)).isEqualTo(written);
    }

    @Test
    void without_users_libraries_and_router_it_is_read_too() throws IOException {
        RunSettings written =
                new RunSettings(folder, "/", List.of(folder), folder, List.of(), "::1", 0, 8080, List.of(), null);
        written.write(folder.resolve("run.properties"));

        assertThat(RunSettings.read(folder.resolve("run.properties"))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"/, ROOT", "/phone, phone", "/office/phone, office#phone"})
    void the_directory_is_named_as_Tomcat_wants_it(String contextPath, String directory) {
        assertThat(settings(contextPath, 0, 0, "", null).directory()).isEqualTo(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "phone", "/phone/", "//phone", "/phone##2", "/phone.war", "/my phone"})
    void a_context_path_that_is_none_is_refused(String contextPath) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(contextPath, 0, 0, "", null))
                .withMessageStartingWith("sipario.contextPath is '" + contextPath + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alice", "alice:", ":secret", "alice:wonderland bob", "alice:wonderland:", "alice:wonderland:a:b"
            })
    void a_user_without_name_or_password_is_refused(String users) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("/", 0, 0, users, null))
                .withMessageContaining("is not a user: write name:password");
    }

    @Test
    void a_port_that_is_none_is_refused_by_its_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("/", 70_000, 0, "", null))
                .withMessage("sip.port is 70000: a port is 1 to 65535, or 0 for any that is free");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("/", 0, -1, "", null))
                .withMessageStartingWith("http.port is -1");
    }

    @Test
    void a_router_file_that_is_not_there_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("/", 0, 0, "", folder.resolve("none.properties")))
                .withMessageStartingWith("sip.dar: there is no file " + folder.resolve("none.properties"));
    }
}
