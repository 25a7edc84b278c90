package org.sipario.trace.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sipario.message.wire.Transport;

/**
 * Writes messages as a pcapng section, into memory; the owner of the file takes the bytes. Each packet says whether it
 * came in or went out. What was said inside TLS or WebSocket is written as TCP with a comment that names the transport.
 *
 * <p>draft-ietf-opsawg-pcapng §4.1 to §4.3 and §4.6. Not safe to use from several threads.
 */
public final class PcapngWriter {
    /** Section header, interface description, interface statistics, enhanced packet. */
    static final int SECTION = 0x0A0D0D0A;

    static final int INTERFACE = 1;
    static final int STATISTICS = 5;
    static final int PACKET = 6;

    static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;

    /** LINKTYPE_RAW: a packet begins with the header of IPv4 or IPv6. */
    static final int RAW_IP = 101;

    static final int OPTION_COMMENT = 1;
    static final int OPTION_FLAGS = 2;
    static final int OPTION_DROPPED = 5;
    private static final int OPTION_APPLICATION = 4;
    private static final int OPTION_INTERFACE_NAME = 2;

    static final int FLAG_IN = 1;
    static final int FLAG_OUT = 2;

    /** Begins the comment that names a transport which is neither UDP nor TCP. */
    static final String COMMENT = "transport=";

    private static final int SEGMENT = 60_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TcpFlows flows = new TcpFlows();

    /** Takes what was written since it was last asked. */
    public byte[] drain() {
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    /** How much {@link #drain} would give. */
    public int size() {
        return out.size();
    }

    /** Begins a section, which is what a file begins with. */
    public void begin() {
        Block section = new Block(SECTION);
        section.putInt(BYTE_ORDER_MAGIC).putShort(1).putShort(0);
        // The section's length, which is not known yet.
        section.putInt(-1).putInt(-1);
        section.option(OPTION_APPLICATION, "Sipario".getBytes(StandardCharsets.UTF_8));
        section.end();
        Block description = new Block(INTERFACE);
        description.putShort(RAW_IP).putShort(0).putInt(0);
        description.option(OPTION_INTERFACE_NAME, "sip".getBytes(StandardCharsets.UTF_8));
        description.end();
    }

    /** Adds a message, in as many packets as it needs. */
    public void write(Traced message) {
        byte[] bytes = message.bytes();
        if (message.transport() == Transport.UDP && bytes.length <= SyntheticPacket.LARGEST_DATAGRAM) {
            packet(message, SyntheticPacket.udp(message.from(), message.to(), bytes));
            return;
        }
        for (int at = 0; at < bytes.length; at += SEGMENT) {
            int length = Math.min(SEGMENT, bytes.length - at);
            int sequence = flows.advance(message.from(), message.to(), length);
            int acknowledged = flows.expected(message.to(), message.from());
            boolean last = at + length == bytes.length;
            ByteBuffer part = ByteBuffer.wrap(bytes, at, length);
            packet(message, SyntheticPacket.tcp(message.from(), message.to(), sequence, acknowledged, last, part));
        }
    }

    /** Says how many messages have been left out since the section began. */
    public void statistics(Instant now, long dropped) {
        Block block = new Block(STATISTICS);
        block.putInt(0);
        block.time(now);
        ByteBuffer count = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(dropped);
        block.option(OPTION_DROPPED, count.array());
        block.end();
    }

    private void packet(Traced message, byte[] packet) {
        Block block = new Block(PACKET);
        block.putInt(0);
        block.time(message.time());
        block.putInt(packet.length).putInt(packet.length).padded(packet);
        int flag = switch (message.way()) {
            case IN -> FLAG_IN;
            case OUT -> FLAG_OUT;
            case UNKNOWN -> 0;
        };
        if (flag != 0) {
            ByteBuffer flags =
                    ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(flag);
            block.option(OPTION_FLAGS, flags.array());
        }
        if (message.transport() != Transport.UDP && message.transport() != Transport.TCP) {
            block.option(OPTION_COMMENT, (COMMENT + message.transport()).getBytes(StandardCharsets.UTF_8));
        }
        block.end();
    }

    /** One block: type, length, what is in it, length once more. Little-endian. */
    private final class Block {
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final int type;
        private boolean options;

        Block(int type) {
            this.type = type;
        }

        Block putShort(int value) {
            body.write(value);
            body.write(value >> 8);
            return this;
        }

        Block putInt(int value) {
            return putShort(value).putShort(value >> 16);
        }

        Block padded(byte[] bytes) {
            body.writeBytes(bytes);
            while (body.size() % 4 != 0) {
                body.write(0);
            }
            return this;
        }

        void time(Instant time) {
            long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
            putInt((int) (micros >>> 32)).putInt((int) micros);
        }

        void option(int code, byte[] value) {
            options = true;
            putShort(code).putShort(value.length).padded(value);
        }

        void end() {
            if (options) {
                putInt(0);
            }
            byte[] bytes = body.toByteArray();
            int total = bytes.length + 12;
            ByteBuffer ends = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            ends.putInt(type).putInt(total);
            out.writeBytes(ends.array());
            out.writeBytes(bytes);
            out.write(ends.array(), 4, 4);
        }
    }
}
