package org.sipario.archetype;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The Maven that builds this, once more as a process, with a repository that holds nothing but what this build has put there. */
final class Maven {
    private static final int PATIENCE_MINUTES = 5;

    private Maven() {}

    /** Runs Maven to its end, which must be a good one; what it printed. */
    static String run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile("maven", ".log");
        Process process = start(folder, log, arguments);
        try {
            boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            String output = Files.readString(log);
            assertThat(ended)
                    .as("Maven ended by itself, having printed\n%s", output)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("status of Maven, which printed\n%s", output)
                    .isZero();
            return output;
        } finally {
            stop(process);
            Files.delete(log);
        }
    }

    /** Starts Maven; what it prints goes into the file. */
    static Process start(Path folder, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("maven.program"),
                "--batch-mode",
                "--no-transfer-progress",
                "-Dmaven.repo.local=" + System.getProperty("generated.repository")));
        addSettings(command);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("maven.java"));
        return builder.start();
    }

    /** The settings of whoever runs this build, which Maven refuses to be told of where there are none. */
    private static void addSettings(List<String> command) {
        String option = System.getProperty("maven.settings", "");
        String file = option.substring(option.indexOf('=') + 1);
        if (Files.isReadable(Path.of(file))) {
            command.addAll(List.of("--settings", file));
        }
    }

    /** Ends Maven as a closed terminal does, and nothing but Maven itself. */
    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
