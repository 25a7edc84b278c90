package org.sipario.tomcat.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.tomcat.engine.MessageTrace;
import org.sipario.trace.recording.TraceLimits;
import org.sipario.transport.listener.Tap;

class TraceSwitchTest {
    private final AtomicReference<@Nullable Tap> tap = new AtomicReference<>();

    @TempDir
    private Path folder;

    @Test
    void a_word_in_a_file_switches_the_trace_of_a_running_server() throws IOException {
        Path request = folder.resolve(TraceSwitch.FILE);
        MessageTrace trace = new MessageTrace(folder.resolve("trace"), TraceLimits.DEFAULT, tap::set, () -> {});
        try (var executor = Executors.newSingleThreadScheduledExecutor()) {
            Files.writeString(request, "on");
            new TraceSwitch(request, List.of(trace)).watch(executor);
            assertThat(request).as("a request from before the start").doesNotExist();

            request(request, "on");
            await().until(() -> Files.notExists(request));
            assertThat(trace.state()).isEqualTo("on");
            assertThat(tap).doesNotHaveNullValue();

            request(request, "off");
            await().until(() -> Files.notExists(request));
            assertThat(trace.state()).isEqualTo("off");
            assertThat(tap).hasNullValue();
        }
    }

    /** In one piece, as the command does it. */
    private static void request(Path file, String word) throws IOException {
        Path next = Files.writeString(file.resolveSibling("next"), word);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
