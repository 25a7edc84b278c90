package org.sipario.arquillian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code bin/sipario}, run to its end.
 *
 * @param home the packed server's folder
 * @param base its {@code SIPARIO_BASE}
 * @param javaHome its {@code JAVA_HOME}
 * @param options its {@code SIPARIO_OPTS}
 * @param patience how long it may wait for the server
 */
record Command(Path home, Path base, Path javaHome, List<String> options, Duration patience) {
    /** What a command needs besides waiting: a Java that starts, on a machine that is busy. */
    private static final Duration OWN_TIME = Duration.ofSeconds(30);

    /** How a command ended, and what it said. */
    record Outcome(boolean succeeded, String said) {}

    /**
     * Runs it.
     *
     * @throws IOException when it cannot be run, or does not end in time: it is killed then
     */
    Outcome run(String... arguments) throws IOException {
        Path output = Files.createTempFile("sipario", ".out");
        try {
            Process process = process(output, arguments);
            if (!ends(process)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException(
                        "it has not ended in " + patience.plus(OWN_TIME).toSeconds() + " s; it said: " + said(output));
            }
            return new Outcome(process.exitValue() == 0, said(output));
        } finally {
            Files.delete(output);
        }
    }

    private Process process(Path output, String... arguments) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(home.resolve("bin/sipario").toString());
        words.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", javaHome.toString(),
                        "SIPARIO_BASE", base.toString(),
                        "SIPARIO_OPTS", String.join(" ", options),
                        "SIPARIO_PATIENCE", Long.toString(patience.toSeconds())));
        return builder.start();
    }

    private boolean ends(Process process) throws IOException {
        try {
            return process.waitFor(patience.plus(OWN_TIME).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for bin/sipario", e);
        }
    }

    /** Its output without the name that a shell's message begins with. */
    private static String said(Path output) throws IOException {
        return Files.readString(output).strip().replaceFirst("^sipario: ", "");
    }
}
