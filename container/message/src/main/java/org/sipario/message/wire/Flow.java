package org.sipario.message.wire;

import java.net.InetSocketAddress;

/**
 * The way between a listening point and a peer (RFC 5626 §2): where a message came from, or by which it is to leave.
 *
 * @param local our end
 * @param remote the peer's socket address
 * @param connection which connection, for the transports that have some; {@link #ANY} for any to that peer or a new one;
 *     {@link #INTERNAL} for a message that never leaves this server: from one application of a chain to the next
 */
public record Flow(ListeningPoint local, InetSocketAddress remote, long connection) {

    /** Any connection to the peer, or a new one. */
    public static final long ANY = 0;

    /** In memory, from this server to itself. */
    public static final long INTERNAL = -1;

    /** The way from a listening point to a peer, by whatever connection there is or can be made. */
    public static Flow to(ListeningPoint local, InetSocketAddress remote) {
        return new Flow(local, remote, ANY);
    }

    /** The way from this server to itself. */
    public static Flow internal(ListeningPoint local) {
        return new Flow(local, local.bound(), INTERNAL);
    }

    /** The transport spoken. */
    public Transport transport() {
        return local.transport();
    }

    /** Whether messages on it stay in memory. */
    public boolean isInternal() {
        return connection == INTERNAL;
    }

    /** Whether what is sent arrives or fails; so nothing is retransmitted. */
    public boolean isReliable() {
        return isInternal() || transport().isReliable();
    }
}
