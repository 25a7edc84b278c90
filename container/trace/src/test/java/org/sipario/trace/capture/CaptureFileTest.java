package org.sipario.trace.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipario.trace.capture.Samples.ALICE;
import static org.sipario.trace.capture.Samples.NOON;
import static org.sipario.trace.capture.Samples.SERVER;
import static org.sipario.trace.capture.Samples.at;
import static org.sipario.trace.capture.Samples.incoming;
import static org.sipario.trace.capture.Samples.outgoing;
import static org.sipario.trace.capture.Samples.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sipario.message.wire.Transport;
import org.sipario.trace.capture.Traced.Way;

class CaptureFileTest {

    @TempDir
    Path folder;

    private final PcapngWriter writer = new PcapngWriter();
    private final List<Traced> read = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Transport.class)
    void what_was_written_is_read_again(Transport transport) throws IOException {
        writer.begin();
        writer.write(incoming(transport, "OPTIONS sip:a SIP/2.0\r\n\r\n"));
        writer.write(outgoing(transport, "SIP/2.0 200 OK\r\n\r\n"));

        assertThat(read(writer.drain())).isZero();

        assertThat(read)
                .extracting(Samples::text)
                .containsExactly("OPTIONS sip:a SIP/2.0\r\n\r\n", "SIP/2.0 200 OK\r\n\r\n");
        assertThat(read).extracting(Traced::way).containsExactly(Way.IN, Way.OUT);
        assertThat(read).extracting(Traced::transport).containsOnly(transport);
        assertThat(read).extracting(Traced::peer).containsOnly(ALICE);
        assertThat(read).extracting(Traced::server).containsOnly(SERVER);
        assertThat(read.getFirst().time()).isEqualTo(NOON);
    }

    @Test
    void ipv6_and_a_socket_for_both_families_are_written_too() throws IOException {
        writer.begin();
        writer.write(new Traced(
                NOON, Way.IN, Transport.UDP, at("2001:db8::7", 5070), at("2001:db8::1", 5060), bytes("six")));
        writer.write(new Traced(NOON, Way.IN, Transport.UDP, ALICE, at("2001:db8::1", 5060), bytes("mapped")));

        read(writer.drain());

        assertThat(read).extracting(Samples::text).containsExactly("six", "mapped");
        assertThat(read).extracting(Traced::peer).containsExactly(at("2001:db8::7", 5070), ALICE);
    }

    @Test
    void a_message_larger_than_a_packet_is_cut_into_segments_and_put_together_again() throws IOException {
        String large = "x".repeat(150_000);
        writer.begin();
        writer.write(incoming(Transport.TCP, large));
        writer.write(incoming(Transport.TCP, "next"));

        read(writer.drain());

        assertThat(read).extracting(Samples::text).containsExactly(large, "next");
    }

    @Test
    void the_largest_datagram_stays_one() throws IOException {
        writer.begin();
        writer.write(incoming(Transport.UDP, "x".repeat(65_507)));

        read(writer.drain());

        assertThat(read).singleElement().satisfies(message -> {
            assertThat(message.transport()).isEqualTo(Transport.UDP);
            assertThat(message.bytes()).hasSize(65_507);
        });
    }

    @Test
    void wherever_a_crash_cuts_the_file_what_stands_before_is_read() throws IOException {
        writer.begin();
        writer.write(incoming(Transport.UDP, "first"));
        int first = writer.size();
        writer.write(incoming(Transport.UDP, "second"));
        byte[] whole = writer.drain();

        for (int length = 0; length < whole.length; length++) {
            read.clear();
            read(Arrays.copyOf(whole, length));
            assertThat(read).as("of %d bytes", length).hasSize(length < first ? 0 : 1);
        }
    }

    @Test
    void what_was_left_out_is_told_by_the_last_statistics() throws IOException {
        writer.begin();
        writer.statistics(NOON, 3);
        writer.statistics(NOON, 5);

        assertThat(read(writer.drain())).isEqualTo(5);
    }

    @Test
    void another_programs_pcap_is_read_with_its_ways_unknown() throws IOException {
        byte[] packet = SyntheticPacket.udp(ALICE, SERVER, bytes("hello"));
        ByteBuffer pcap = ByteBuffer.allocate(24 + 16 + 14 + packet.length).order(ByteOrder.BIG_ENDIAN);
        pcap.putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(65_535)
                .putInt(1);
        pcap.putInt(1_000).putInt(500_000).putInt(14 + packet.length).putInt(14 + packet.length);
        pcap.put(new byte[12]).putShort((short) 0x0800).put(packet);

        read(pcap.array());

        assertThat(read).singleElement().satisfies(message -> {
            assertThat(text(message)).isEqualTo("hello");
            assertThat(message.way()).isEqualTo(Way.UNKNOWN);
            assertThat(message.time()).isEqualTo(Instant.ofEpochSecond(1_000, 500_000_000));
            assertThat(message.from()).isEqualTo(ALICE);
        });
    }

    @Test
    void what_is_no_capture_is_refused_by_name() {
        assertThatThrownBy(() -> read(bytes("hello, world")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("some.pcapng is neither a pcapng nor a pcap file: it begins with 0x68656C6C");
    }

    @Test
    void a_damaged_block_ends_the_reading_with_what_was_there() {
        writer.begin();
        writer.write(incoming(Transport.UDP, "first"));
        byte[] good = writer.drain();
        byte[] bad = Arrays.copyOf(good, good.length + 8);
        Arrays.fill(bad, good.length, bad.length, (byte) 0xEE);

        assertThatThrownBy(() -> read(bad)).hasMessageContaining("is damaged");
        assertThat(read).hasSize(1);
    }

    @Test
    void checksums_are_those_of_the_standards() {
        ByteBuffer packet = ByteBuffer.wrap(SyntheticPacket.udp(ALICE, SERVER, bytes("odd")));

        assertThat(sum(packet, 0, 20)).isEqualTo(0xFFFF);
        // RFC 768: over the addresses, the protocol, the length, and everything.
        int pseudo = 17 + 11;
        for (int i = 12; i < 20; i += 2) {
            pseudo += packet.getShort(i) & 0xFFFF;
        }
        for (int i = 20; i < 30; i += 2) {
            pseudo += packet.getShort(i) & 0xFFFF;
        }
        pseudo += (packet.get(30) & 0xFF) << 8;
        assertThat((pseudo & 0xFFFF) + (pseudo >>> 16)).isEqualTo(0xFFFF);
    }

    private static int sum(ByteBuffer packet, int from, int length) {
        int sum = 0;
        for (int i = from; i < from + length; i += 2) {
            sum += packet.getShort(i) & 0xFFFF;
        }
        return (sum & 0xFFFF) + (sum >>> 16);
    }

    private long read(byte[] file) throws IOException {
        return CaptureFile.read(Files.write(folder.resolve("some.pcapng"), file), read::add);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
