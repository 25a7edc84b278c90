package org.sipario.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.packed.PackedServer.Outcome;

/** The AOT cache: made by one command, used while it fits, passed over in one line when it does not. */
class WarmUpIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** With this Java does not start unless it has an AOT cache that it can use. */
    private static final String NOT_WITHOUT_CACHE = "-XX:AOTMode=on";

    private static final Path STAMP = PackedServer.HOME.resolve("cache/sipario.aot.stamp");

    @TempDir
    private Path folder;

    @Test
    void a_warmed_up_server_starts_with_what_it_has_learned_and_not_with_what_another_has() throws Exception {
        PackedServer server = PackedServer.onFreePorts(folder.resolve("base"));

        Files.deleteIfExists(STAMP);
        Outcome warmUp = server.sipario(PATIENCE, "", "warm-up");
        assertThat(warmUp.output()).containsPattern("[1-9]\\d* calls").contains("made ");
        assertThat(warmUp.status()).isZero();

        assertThat(server.sipario("warm-up").output()).contains("fits");

        Outcome start = server.sipario(PATIENCE, NOT_WITHOUT_CACHE, "start");
        assertThat(start.output()).contains("udp 127.0.0.1:" + server.sipPort + " answers");
        assertThat(start.status()).isZero();
        assertThat(server.sipario("stop").status()).isZero();

        String own = Files.readString(STAMP);
        Files.writeString(STAMP, "of other jars");
        try {
            Outcome without = server.sipario(PATIENCE, "", "start");
            assertThat(without.status()).as(without.output()).isZero();
            assertThat(server.base.resolve("logs/console.log")).content().contains("make it anew: sipario warm-up");
            assertThat(server.sipario("stop").status()).isZero();
        } finally {
            Files.writeString(STAMP, own);
        }
    }
}
