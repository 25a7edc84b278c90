package org.sipario.maven.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectWatchTest {
    @TempDir
    Path folder;

    private Path phone;
    private ProjectWatch watch;

    @BeforeEach
    void look() throws IOException {
        phone = Files.writeString(folder.resolve("Phone.class"), "one");
        watch = new ProjectWatch(List.of(folder, folder.resolve("not-there")));
    }

    @Test
    void where_nothing_changes_there_is_nothing_to_do() {
        assertThat(watch.look()).isEmpty();
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void a_change_is_told_of_once_when_it_has_settled() throws IOException {
        Files.writeString(phone, "another");
        assertThat(watch.look()).as("it may go on").isEmpty();
        assertThat(watch.look()).containsExactly(phone);
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void files_that_come_and_go_are_changes() throws IOException {
        Path text =
                Files.writeString(Files.createDirectory(folder.resolve("sub")).resolve("new.txt"), "new");
        watch.look();
        assertThat(watch.look()).containsExactly(text);

        Files.delete(text);
        watch.look();
        assertThat(watch.look()).containsExactly(text);
    }

    @Test
    void while_all_classes_are_gone_a_compiler_is_at_work() throws IOException {
        Files.delete(phone);
        watch.look();
        assertThat(watch.look()).isEmpty();

        Files.writeString(phone, "compiled anew");
        watch.look();
        assertThat(watch.look()).containsExactly(phone);
    }
}
