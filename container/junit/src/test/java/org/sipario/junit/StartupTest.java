package org.sipario.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The time that a test's server and its application take to start, in a process of its own, so that the first one is
 * cold.
 */
class StartupTest {
    private static final int STARTS = 7;
    private static final long WARM_MILLIS = 300;

    @TempDir
    private Path folder;

    @Test
    void a_server_starts_in_less_than_300_ms_once_warm() throws IOException, InterruptedException {
        List<Long> millis = starts();

        System.out.println("start of the server of a test, with its application: first " + millis.getFirst()
                + " ms, fifth " + millis.get(4) + " ms");
        assertThat(millis).hasSize(STARTS);
        // The fastest of the warm ones: the machine may be busy.
        assertThat(Collections.min(millis.subList(2, STARTS))).isLessThan(WARM_MILLIS);
    }

    private List<Long> starts() throws IOException, InterruptedException {
        Path lines = folder.resolve("millis");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Starts.class.getName(),
                        Integer.toString(STARTS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(lines.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
            try (Stream<String> all = Files.lines(lines)) {
                return all.map(line -> Long.valueOf(line.split(" ")[0])).toList();
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
