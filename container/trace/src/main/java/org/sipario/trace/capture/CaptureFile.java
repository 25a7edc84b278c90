package org.sipario.trace.capture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;

/**
 * Reads a capture file: ours, or a pcapng or pcap of another program as far as its messages go by UDP, or by TCP one in
 * a segment. A last block that was cut off, as a crash leaves it, is left out.
 */
public final class CaptureFile {
    private static final int LARGEST_BLOCK = 16 * 1024 * 1024;
    private static final int PCAP_MICROS = 0xA1B2C3D4;
    private static final int PCAP_NANOS = 0xA1B23C4D;

    private final Path file;
    private final Consumer<Traced> reader;
    private final Map<Direction, ByteArrayOutputStream> unfinished = new HashMap<>();
    private long dropped;

    private record Direction(InetSocketAddress from, InetSocketAddress to) {}

    private CaptureFile(Path file, Consumer<Traced> reader) {
        this.file = file;
        this.reader = reader;
    }

    /**
     * Reads a file to its end.
     *
     * @param reader is given every message in the order of the file
     * @return how many messages the writer says that it has left out
     * @throws IOException when it can not be read or is no capture file; the message says which and why
     */
    public static long read(Path file, Consumer<Traced> reader) throws IOException {
        CaptureFile capture = new CaptureFile(file, reader);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            capture.read(in);
        }
        return capture.dropped;
    }

    private void read(InputStream in) throws IOException {
        byte[] first = in.readNBytes(4);
        if (first.length < 4) {
            // A file that was opened, and the server died.
            return;
        }
        int magic = ByteBuffer.wrap(first).getInt();
        if (magic == PcapngWriter.SECTION) {
            new Blocks(in).read();
            return;
        }
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            int found = ByteBuffer.wrap(first).order(order).getInt();
            if (found == PCAP_MICROS || found == PCAP_NANOS) {
                pcap(in, order, found == PCAP_NANOS ? 1 : 1_000);
                return;
            }
        }
        throw new IOException(file + " is neither a pcapng nor a pcap file: it begins with 0x%08X".formatted(magic));
    }

    private void pcap(InputStream in, ByteOrder order, int nanos) throws IOException {
        byte[] rest = in.readNBytes(20);
        Link link = rest.length < 20
                ? null
                : Link.of(ByteBuffer.wrap(rest).order(order).getInt(16) & 0xFFFF);
        for (byte[] head = in.readNBytes(16); head.length == 16 && link != null; head = in.readNBytes(16)) {
            ByteBuffer numbers = ByteBuffer.wrap(head).order(order);
            Instant time = Instant.ofEpochSecond(numbers.getInt(0) & 0xFFFF_FFFFL, (long) numbers.getInt(4) * nanos);
            byte[] frame = in.readNBytes(length(numbers.getInt(8), 0));
            if (frame.length == numbers.getInt(8)) {
                frame(link.packet(ByteBuffer.wrap(frame)), time, Traced.Way.UNKNOWN, null);
            }
        }
    }

    private int length(int said, int least) throws IOException {
        if (said < least || said > LARGEST_BLOCK) {
            throw new IOException(file + " is damaged: a block of " + said + " bytes; what stands before it was read");
        }
        return said;
    }

    private void frame(@Nullable ByteBuffer ip, Instant time, Traced.Way way, @Nullable Transport said) {
        Packet packet = ip == null ? null : Packet.read(ip);
        if (packet == null || packet.payload().length == 0) {
            return;
        }
        byte[] message = packet.tcp() ? whole(packet) : packet.payload();
        if (message != null) {
            Transport transport = said != null ? said : packet.tcp() ? Transport.TCP : Transport.UDP;
            reader.accept(new Traced(time, way, transport, packet.from(), packet.to(), message));
        }
    }

    /** The message that ends with this segment; null when it goes on. */
    private byte @Nullable [] whole(Packet packet) {
        Direction direction = new Direction(packet.from(), packet.to());
        ByteArrayOutputStream begun = unfinished.remove(direction);
        if (begun == null && packet.last()) {
            return packet.payload();
        }
        ByteArrayOutputStream all = begun == null ? new ByteArrayOutputStream() : begun;
        all.writeBytes(packet.payload());
        if (packet.last()) {
            return all.toByteArray();
        }
        if (all.size() < LARGEST_BLOCK) {
            unfinished.put(direction, all);
        }
        return null;
    }

    /** The blocks of a pcapng file; several sections may follow each other. */
    private final class Blocks {
        private final InputStream in;
        private final Map<Integer, Interface> interfaces = new HashMap<>();
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        private record Interface(@Nullable Link link, int resolution) {}

        Blocks(InputStream in) {
            this.in = in;
        }

        void read() throws IOException {
            boolean more = section();
            while (more) {
                byte[] head = in.readNBytes(4);
                if (head.length < 4) {
                    return;
                }
                int type = ByteBuffer.wrap(head).order(order).getInt();
                more = type == PcapngWriter.SECTION ? section() : block(type);
            }
        }

        /** Behind the type: the length, in an order of bytes that only what follows it tells. */
        private boolean section() throws IOException {
            byte[] head = in.readNBytes(8);
            if (head.length < 8) {
                return false;
            }
            boolean big = ByteBuffer.wrap(head).getInt(4) == PcapngWriter.BYTE_ORDER_MAGIC;
            order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            interfaces.clear();
            int rest = length(ByteBuffer.wrap(head).order(order).getInt(0), 16) - 12;
            return in.readNBytes(rest).length == rest;
        }

        private boolean block(int type) throws IOException {
            byte[] said = in.readNBytes(4);
            if (said.length < 4) {
                return false;
            }
            int rest = length(ByteBuffer.wrap(said).order(order).getInt(), 12) - 8;
            byte[] bytes = in.readNBytes(rest);
            if (bytes.length < rest) {
                return false;
            }
            ByteBuffer body = ByteBuffer.wrap(bytes, 0, rest - 4).slice().order(order);
            switch (type) {
                case PcapngWriter.INTERFACE -> {
                    byte[] resolution = option(body, 8, 9);
                    interfaces.put(
                            interfaces.size(),
                            new Interface(
                                    Link.of(body.getShort(0) & 0xFFFF), resolution == null ? 6 : resolution[0] & 0xFF));
                }
                case PcapngWriter.PACKET -> packet(body);
                case PcapngWriter.STATISTICS -> {
                    byte[] count = option(body, 12, PcapngWriter.OPTION_DROPPED);
                    dropped = count == null
                            ? dropped
                            : ByteBuffer.wrap(count).order(order).getLong();
                }
                default -> {
                    // Comments, names, keys: nothing that a call needs.
                }
            }
            return true;
        }

        private void packet(ByteBuffer body) {
            Interface on = interfaces.get(body.getInt(0));
            int length = body.getInt(12);
            if (on == null || on.link() == null || length < 0 || length > body.limit() - 20) {
                return;
            }
            long ticks = (long) body.getInt(4) << 32 | body.getInt(8) & 0xFFFF_FFFFL;
            ByteBuffer frame = body.slice(20, length);
            int optionsAt = 20 + (length + 3) / 4 * 4;
            byte[] flags = option(body, optionsAt, PcapngWriter.OPTION_FLAGS);
            byte[] comment = option(body, optionsAt, PcapngWriter.OPTION_COMMENT);
            frame(on.link().packet(frame), time(ticks, on.resolution()), way(flags), transport(comment));
        }

        private Traced.Way way(byte @Nullable [] flags) {
            int direction =
                    flags == null ? 0 : ByteBuffer.wrap(flags).order(order).getInt() & 3;
            return switch (direction) {
                case PcapngWriter.FLAG_IN -> Traced.Way.IN;
                case PcapngWriter.FLAG_OUT -> Traced.Way.OUT;
                default -> Traced.Way.UNKNOWN;
            };
        }

        private byte @Nullable [] option(ByteBuffer body, int begin, int wanted) {
            int at = begin;
            while (at + 4 <= body.limit()) {
                int code = body.getShort(at) & 0xFFFF;
                int length = body.getShort(at + 2) & 0xFFFF;
                if (code == 0 || at + 4 + length > body.limit()) {
                    return null;
                }
                if (code == wanted) {
                    byte[] value = new byte[length];
                    body.get(at + 4, value);
                    return value;
                }
                at += 4 + (length + 3) / 4 * 4;
            }
            return null;
        }
    }

    private static @Nullable Transport transport(byte @Nullable [] comment) {
        if (comment == null) {
            return null;
        }
        String text = new String(comment, StandardCharsets.UTF_8);
        return text.startsWith(PcapngWriter.COMMENT)
                ? Transport.of(text.substring(PcapngWriter.COMMENT.length())).orElse(null)
                : null;
    }

    /** draft-ietf-opsawg-pcapng §4.2: powers of ten, or with the highest bit of two. */
    private static Instant time(long ticks, int resolution) {
        long second = (resolution & 0x80) == 0 ? (long) Math.pow(10, resolution) : 1L << (resolution & 0x3F);
        long seconds = Long.divideUnsigned(ticks, second);
        long part = Long.remainderUnsigned(ticks, second);
        return Instant.ofEpochSecond(seconds, (long) (part * (1e9 / second)));
    }
}
