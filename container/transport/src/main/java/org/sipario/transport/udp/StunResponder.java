package org.sipario.transport.udp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Answers STUN binding requests, the keep-alive of UDP flows: RFC 5626 §4.4.2, RFC 8489 §7.3.1. A client sees from the
 * answer that we live, and whether its NAT has given it another address.
 */
final class StunResponder {
    private static final int COOKIE = 0x2112A442;
    private static final short BINDING_REQUEST = 0x0001;
    private static final short BINDING_SUCCESS = 0x0101;
    private static final short XOR_MAPPED_ADDRESS = 0x0020;
    private static final int HEADER = 20;

    private StunResponder() {}

    /** Whether a datagram is STUN and not SIP: two zero bits, then the cookie (RFC 8489 §5). */
    static boolean isStun(byte[] datagram) {
        return datagram.length >= HEADER
                && (datagram[0] & 0xC0) == 0
                && ByteBuffer.wrap(datagram).getInt(4) == COOKIE;
    }

    /** The answer to a binding request; empty for other STUN, which is not for us. */
    static byte[] answer(byte[] datagram, InetSocketAddress from) {
        ByteBuffer request = ByteBuffer.wrap(datagram);
        if (request.getShort(0) != BINDING_REQUEST || request.getShort(2) != datagram.length - HEADER) {
            return new byte[0];
        }
        byte[] address = from.getAddress().getAddress();
        ByteBuffer answer = ByteBuffer.allocate(HEADER + 8 + address.length);
        answer.putShort(BINDING_SUCCESS).putShort((short) (8 + address.length));
        answer.put(datagram, 4, 16); // cookie and transaction id, which are also what the address is XORed with
        answer.putShort(XOR_MAPPED_ADDRESS).putShort((short) (4 + address.length));
        answer.put((byte) 0).put((byte) (address.length == 4 ? 1 : 2));
        answer.putShort((short) (from.getPort() ^ (COOKIE >>> 16)));
        for (int i = 0; i < address.length; i++) {
            answer.put((byte) (address[i] ^ datagram[4 + i]));
        }
        return answer.array();
    }
}
