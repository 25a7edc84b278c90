package org.sipario.trace.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a packet of IP carries by UDP or TCP.
 *
 * @param tcp whether by TCP
 * @param last whether the sender said that a message ends here: always by UDP, PSH by TCP
 */
record Packet(InetSocketAddress from, InetSocketAddress to, boolean tcp, boolean last, byte[] payload) {
    private static final int UDP = 17;
    private static final int TCP = 6;
    private static final int PUSH = 8;

    /** Reads one; null for another protocol, a fragment, or what is cut off. */
    static @Nullable Packet read(ByteBuffer packet) {
        int version = (packet.get(0) & 0xF0) >> 4;
        int header = version == 4 ? (packet.get(0) & 0x0F) * 4 : 40;
        int addresses = version == 4 ? 12 : 8;
        int width = version == 4 ? 4 : 16;
        if (version != 4 && version != 6 || packet.remaining() < header + 8) {
            return null;
        }
        boolean fragment = version == 4 && (packet.getShort(6) & 0x3FFF) != 0;
        int protocol = packet.get(version == 4 ? 9 : 6) & 0xFF;
        int total = version == 4 ? packet.getShort(2) & 0xFFFF : (packet.getShort(4) & 0xFFFF) + header;
        if (fragment || total < header + 8 || total > packet.remaining()) {
            return null;
        }
        InetAddress source = address(packet, addresses, width);
        InetAddress target = address(packet, addresses + width, width);
        ByteBuffer segment = packet.slice(header, total - header);
        InetSocketAddress from = new InetSocketAddress(source, segment.getShort(0) & 0xFFFF);
        InetSocketAddress to = new InetSocketAddress(target, segment.getShort(2) & 0xFFFF);
        return switch (protocol) {
            case UDP -> new Packet(from, to, false, true, behind(segment, 8));
            case TCP -> {
                if (segment.remaining() < 20) {
                    yield null;
                }
                boolean last = (segment.get(13) & PUSH) != 0;
                yield new Packet(from, to, true, last, behind(segment, (segment.get(12) & 0xF0) >> 2));
            }
            default -> null;
        };
    }

    private static byte[] behind(ByteBuffer segment, int header) {
        byte[] payload = new byte[Math.max(0, segment.remaining() - header)];
        segment.get(header, payload);
        return payload;
    }

    private static InetAddress address(ByteBuffer packet, int at, int width) {
        byte[] bytes = new byte[width];
        packet.get(at, bytes);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + width + " bytes", e);
        }
    }
}
