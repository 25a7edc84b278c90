package org.sipario.trace.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** An IP packet around a message that has lost its own on the way through the operating system. Checksums are right. */
final class SyntheticPacket {
    private static final int IPV4 = 20;
    private static final int IPV6 = 40;
    private static final int UDP = 8;
    private static final int TCP = 20;
    private static final int PROTOCOL_UDP = 17;
    private static final int PROTOCOL_TCP = 6;
    private static final int TTL = 64;
    private static final int PUSH_AND_ACK = 0x18;
    private static final int ACK_ONLY = 0x10;
    private static final int WINDOW = 65_535;

    /** What fits into a datagram: the length of its packet has 16 bits. */
    static final int LARGEST_DATAGRAM = 65_535 - IPV4 - UDP;

    private SyntheticPacket() {}

    /** RFC 768. */
    static byte[] udp(InetSocketAddress from, InetSocketAddress to, byte[] payload) {
        ByteBuffer segment = ByteBuffer.allocate(UDP + payload.length);
        segment.putShort((short) from.getPort()).putShort((short) to.getPort());
        segment.putShort((short) segment.capacity()).putShort((short) 0).put(payload);
        return packet(from, to, PROTOCOL_UDP, segment, 6);
    }

    /**
     * RFC 9293 §3.1.
     *
     * @param last whether the message ends here: the segment then says PSH, as a sender's would
     */
    static byte[] tcp(
            InetSocketAddress from,
            InetSocketAddress to,
            int sequence,
            int acknowledged,
            boolean last,
            ByteBuffer payload) {
        ByteBuffer segment = ByteBuffer.allocate(TCP + payload.remaining());
        segment.putShort((short) from.getPort()).putShort((short) to.getPort());
        segment.putInt(sequence).putInt(acknowledged);
        segment.put((byte) (TCP / 4 << 4)).put((byte) (last ? PUSH_AND_ACK : ACK_ONLY));
        segment.putShort((short) WINDOW).putShort((short) 0).putShort((short) 0).put(payload);
        return packet(from, to, PROTOCOL_TCP, segment, 16);
    }

    private static byte[] packet(
            InetSocketAddress from, InetSocketAddress to, int protocol, ByteBuffer segment, int checksumAt) {
        byte[] source = from.getAddress().getAddress();
        byte[] target = to.getAddress().getAddress();
        if (source.length != target.length) {
            // A socket for both families: IPv4 appears in it as RFC 4291 §2.5.5.2 maps it.
            source = mapped(from.getAddress());
            target = mapped(to.getAddress());
        }
        int length = segment.capacity();
        int pseudo = sum(source, 0, source.length, sum(target, 0, target.length, protocol + length));
        int checksum = folded(sum(segment.array(), 0, length, pseudo));
        // RFC 768: 0 would say that there is none.
        segment.putShort(checksumAt, (short) (checksum == 0 ? 0xFFFF : checksum));
        boolean four = source.length == 4;
        ByteBuffer packet = ByteBuffer.allocate((four ? IPV4 : IPV6) + length);
        if (four) {
            packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
            packet.putInt(0).put((byte) TTL).put((byte) protocol).putShort((short) 0);
            packet.put(source).put(target);
            packet.putShort(10, (short) folded(sum(packet.array(), 0, IPV4, 0)));
        } else {
            packet.putInt(0x60000000)
                    .putShort((short) length)
                    .put((byte) protocol)
                    .put((byte) TTL);
            packet.put(source).put(target);
        }
        return packet.put(segment.array()).array();
    }

    private static byte[] mapped(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16) {
            return bytes;
        }
        return ByteBuffer.allocate(16)
                .position(10)
                .putShort((short) 0xFFFF)
                .put(bytes)
                .array();
    }

    /** The sum of 16 bit words, RFC 1071, not folded yet; 65,535 bytes need no more than 32 bits. */
    private static int sum(byte[] bytes, int from, int length, int begin) {
        int sum = begin;
        for (int i = 0; i < length; i++) {
            int value = bytes[from + i] & 0xFF;
            sum += (i & 1) == 0 ? value << 8 : value;
        }
        return sum;
    }

    private static int folded(int sum) {
        int folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xFFFF) + (folded >>> 16);
        }
        return ~folded & 0xFFFF;
    }
}
