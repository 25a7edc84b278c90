package org.sipario.packed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The packed server, driven as an operator drives it: by {@code bin/sipario}. */
final class PackedServer {
    static final Path HOME =
            Path.of(System.getProperty("basedir", ".")).toAbsolutePath().resolve("target/sipario");

    /** What a command printed, and how it ended. */
    record Outcome(int status, String output) {}

    final Path base;
    final int httpPort;
    final int sipPort;

    PackedServer(Path base, int httpPort, int sipPort) {
        this.base = base;
        this.httpPort = httpPort;
        this.sipPort = sipPort;
    }

    static PackedServer onFreePorts(Path base) {
        return new PackedServer(base, freePort(), freePort());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end; one that does not end in a minute is killed, and its status is -1. */
    Outcome sipario(String... arguments) throws IOException, InterruptedException {
        return sipario(Duration.ofMinutes(1), "", arguments);
    }

    /** The same with another patience, and with more options for the Java virtual machine. */
    Outcome sipario(Duration patience, String moreOptions, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("bin/sipario").toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("sipario", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SIPARIO_BASE", base.toString());
        builder.environment()
                .put(
                        "SIPARIO_OPTS",
                        "-Dhttp.port=" + httpPort + " -Dsip.port=" + sipPort + " -Dbind.address=127.0.0.1 "
                                + moreOptions);
        Process process = builder.start();
        boolean ended = process.waitFor(patience);
        if (!ended) {
            process.destroyForcibly();
        }
        Outcome outcome = new Outcome(ended ? process.exitValue() : -1, Files.readString(output));
        Files.delete(output);
        return outcome;
    }
}
