package org.sipario.trace.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Transport;
import org.sipario.trace.capture.CaptureFile;
import org.sipario.trace.capture.Traced;

class RecorderTest {
    private static final InetSocketAddress PEER = at("192.0.2.11", 40_000);

    @TempDir
    Path temporary;

    @Test
    void what_came_and_went_is_in_the_file_in_order() throws IOException {
        Path folder = temporary.resolve("trace");
        try (Recorder recorder = Recorder.start(folder, TraceLimits.DEFAULT, () -> {})) {
            recorder.received(bytes("in"), flow("127.0.0.1", "127.0.0.1"), 1_000);
            recorder.sent(bytes("out"), flow("127.0.0.1", "127.0.0.1"), 1_001);
        }

        List<Traced> read = read(folder);
        assertThat(read)
                .extracting(message -> new String(message.bytes(), UTF_8))
                .containsExactly("in", "out");
        assertThat(read).extracting(Traced::server).containsOnly(at("127.0.0.1", 5060));
    }

    @Test
    void a_socket_bound_to_all_addresses_goes_by_the_advertised_one() throws IOException {
        try (Recorder recorder = Recorder.start(temporary, TraceLimits.DEFAULT, () -> {})) {
            recorder.received(bytes("in"), flow("0.0.0.0", "198.51.100.4"), 1_000);
        }

        assertThat(read(temporary)).extracting(Traced::server).containsExactly(at("198.51.100.4", 5060));
    }

    @Test
    void only_the_newest_files_are_kept() throws IOException {
        TraceLimits limits = new TraceLimits(3, 500, 100_000);
        try (Recorder recorder = Recorder.start(temporary, limits, () -> {})) {
            for (int i = 0; i < 50; i++) {
                recorder.received(bytes("message " + i), flow("127.0.0.1", "127.0.0.1"), 1_000);
            }
        }

        assertThat(TraceFolder.files(temporary)).hasSize(3);
        assertThat(read(temporary))
                .last()
                .satisfies(last -> assertThat(new String(last.bytes(), UTF_8)).isEqualTo("message 49"));
    }

    @Test
    void only_the_owner_can_read_them() throws IOException {
        Path folder = temporary.resolve("trace");
        Recorder.start(folder, TraceLimits.DEFAULT, () -> {}).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(TraceFolder.files(folder))
                .singleElement()
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void what_the_queue_cannot_hold_is_left_out_and_counted() throws IOException {
        TraceLimits limits = new TraceLimits(2, 1_000_000, 2_000);
        try (Recorder recorder = Recorder.start(temporary, limits, () -> {})) {
            recorder.received(new byte[3_000], flow("127.0.0.1", "127.0.0.1"), 1_000);
            recorder.received(bytes("small enough"), flow("127.0.0.1", "127.0.0.1"), 1_000);
            await().until(() -> recorder.recorded() == 1);

            assertThat(recorder.dropped()).isEqualTo(1);
        }
        long said = 0;
        for (Path file : TraceFolder.files(temporary)) {
            said += CaptureFile.read(file, _ -> {});
        }
        assertThat(said).isEqualTo(1);
    }

    @Test
    void a_disk_that_fails_ends_the_recording_once_and_nobody_else_notices() throws IOException {
        Path folder = temporary.resolve("trace");
        AtomicInteger failures = new AtomicInteger();
        try (Recorder recorder = Recorder.start(folder, new TraceLimits(1, 100, 100_000), failures::incrementAndGet)) {
            // The next file cannot be made where the folder's name is a file's.
            for (Path file : TraceFolder.files(folder)) {
                Files.delete(file);
            }
            Files.delete(folder);
            Files.writeString(folder, "in the way");
            recorder.received(new byte[200], flow("127.0.0.1", "127.0.0.1"), 1_000);
            await().until(() -> recorder.failure() != null);
            recorder.received(new byte[200], flow("127.0.0.1", "127.0.0.1"), 1_000);

            assertThat(recorder.failure()).contains(folder.toString());
            await().until(() -> failures.get() == 1);
        }
    }

    private static List<Traced> read(Path folder) throws IOException {
        List<Traced> all = new ArrayList<>();
        for (Path file : TraceFolder.files(folder)) {
            CaptureFile.read(file, all::add);
        }
        return all;
    }

    private static Flow flow(String bound, String advertised) {
        return Flow.to(new ListeningPoint(Transport.UDP, at(bound, 5060), advertised, 5060), PEER);
    }

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
