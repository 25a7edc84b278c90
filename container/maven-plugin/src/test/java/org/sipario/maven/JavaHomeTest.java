package org.sipario.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaHomeTest {
    @TempDir
    Path folder;

    private JavaHome java(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return new JavaHome(home, name);
    }

    @Test
    void the_first_that_is_new_enough_is_taken() throws IOException {
        JavaHome old = java("old", "17.0.15");
        JavaHome right = java("right", "25.0.1");
        assertThat(JavaHome.choose(List.of(old, right, java("newer", "26")))).contains(right);
        assertThat(right.command()).isEqualTo(folder.resolve("right/bin/java"));
    }

    @Test
    void where_all_are_too_old_there_is_none() throws IOException {
        assertThat(JavaHome.choose(List.of(java("old", "17.0.15"), java("early", "24-ea"))))
                .isEmpty();
    }

    @Test
    void a_folder_without_java_is_none_and_says_so() {
        JavaHome nothing = new JavaHome(folder, "JAVA_HOME");
        assertThat(JavaHome.choose(List.of(nothing))).isEmpty();
        assertThat(nothing).hasToString("JAVA_HOME is no Java (" + folder + ")");
    }

    @Test
    void the_Java_of_this_test_is_one() {
        JavaHome own = new JavaHome(Path.of(System.getProperty("java.home")), "this test");
        assertThat(own.feature()).isEqualTo(Runtime.version().feature());
    }
}
