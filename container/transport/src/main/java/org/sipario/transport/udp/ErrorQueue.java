package org.sipario.transport.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The error queue of a UDP socket of Linux: what ICMP says of datagrams that it has sent (ip(7), IP_RECVERR). Neither
 * Java's sockets nor Netty's can read it, so this calls recvmsg(2) itself; the layouts are those of 64-bit Linux.
 */
final class ErrorQueue {

    /**
     * What ICMP says of a datagram.
     *
     * @param to where it was sent
     * @param beginning of the datagram, as far as the error quotes it; may be empty (RFC 1122 §3.2.2, RFC 4443 §2.4)
     * @param unreachable whether it did not arrive and will not: RFC 3261 §18.4 wants all else to be ignored
     */
    record IcmpError(InetSocketAddress to, byte[] beginning, boolean unreachable) {}

    /** Room for what an error quotes: the minimum MTU of IPv6 at most. */
    private static final int QUOTED = 1_280;

    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_ERRQUEUE = 0x2000;
    private static final short AF_INET = 2;

    private static final byte FROM_ICMP = 2;
    private static final byte FROM_ICMP6 = 3;

    private static final MethodHandle RECVMSG = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("recvmsg"),
                    FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

    private ErrorQueue() {}

    /** Without these options the kernel queues nothing. A socket for IPv6 may have peers of IPv4 too. */
    static List<ChannelOption<Integer>> options(InetAddress bind) {
        ChannelOption<Integer> four = new IntegerUnixChannelOption("IP_RECVERR", 0, 11);
        return bind instanceof Inet6Address
                ? List.of(four, new IntegerUnixChannelOption("IPV6_RECVERR", 41, 25))
                : List.of(four);
    }

    /** Takes a tenth of a second the first time, which the first error then need not wait for. */
    static void link() {}

    /** Takes the next error of a socket; null when there is none. */
    static @Nullable IcmpError next(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(28);
            MemorySegment data = arena.allocate(QUOTED);
            MemorySegment control = arena.allocate(512);
            MemorySegment vector = arena.allocate(16);
            vector.set(ADDRESS, 0, data);
            vector.set(JAVA_LONG, 8, data.byteSize());
            MemorySegment message = arena.allocate(56);
            message.set(ADDRESS, 0, name);
            message.set(JAVA_INT, 8, (int) name.byteSize());
            message.set(ADDRESS, 16, vector);
            message.set(JAVA_LONG, 24, 1);
            message.set(ADDRESS, 32, control);
            message.set(JAVA_LONG, 40, control.byteSize());
            long length = recvmsg(descriptor, message);
            return length < 0
                    ? null
                    : new IcmpError(address(name), data.asSlice(0, length).toArray(JAVA_BYTE), isUnreachable(control));
        }
    }

    private static long recvmsg(int descriptor, MemorySegment message) {
        try {
            return (long) RECVMSG.invokeExact(descriptor, message, MSG_ERRQUEUE | MSG_DONTWAIT);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A struct sockaddr_in or sockaddr_in6. */
    private static InetSocketAddress address(MemorySegment name) {
        boolean four = name.get(JAVA_SHORT, 0) == AF_INET;
        byte[] address = name.asSlice(four ? 4 : 8, four ? 4 : 16).toArray(JAVA_BYTE);
        int port = Short.toUnsignedInt(Short.reverseBytes(name.get(JAVA_SHORT, 2)));
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The struct sock_extended_err behind the head of the only control message. */
    private static boolean isUnreachable(MemorySegment control) {
        byte origin = control.get(JAVA_BYTE, 20);
        byte type = control.get(JAVA_BYTE, 21);
        byte code = control.get(JAVA_BYTE, 22);
        return switch (origin) {
            // Destination unreachable, but not because a fragment is needed; parameter problem (RFC 792).
            case FROM_ICMP -> type == 3 && code != 4 || type == 12;
            // Destination unreachable; parameter problem (RFC 4443).
            case FROM_ICMP6 -> type == 1 || type == 4;
            // The kernel's own, as for a datagram that is too large: the send has failed with it.
            default -> false;
        };
    }
}
