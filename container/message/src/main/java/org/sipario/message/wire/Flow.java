package org.sipario.message.wire;

import java.net.InetSocketAddress;

/**
 * A listening point and a peer (RFC 5626 §2): where a message came from, or where and how it is to be sent.
 *
 * @param local our end
 * @param remote the peer's socket address
 * @param connection the connection, for the transports that have connections; {@link #ANY} for any to that peer or a
 *     new one; {@link #INTERNAL} for a message that never leaves this server: from one application of a chain to the
 *     next
 */
public record Flow(ListeningPoint local, InetSocketAddress remote, long connection) {

    /** Any connection to the peer, or a new one. */
    public static final long ANY = 0;

    /** In memory, from this server to itself. */
    public static final long INTERNAL = -1;

    /** From a listening point to a peer, by any connection or a new one. */
    public static Flow to(ListeningPoint local, InetSocketAddress remote) {
        return new Flow(local, remote, ANY);
    }

    /** From this server to itself. */
    public static Flow internal(ListeningPoint local) {
        return new Flow(local, local.bound(), INTERNAL);
    }

    /** The transport. */
    public Transport transport() {
        return local.transport();
    }

    /** Whether messages stay in memory. */
    public boolean isInternal() {
        return connection == INTERNAL;
    }

    /** Whether a message sent is delivered or reported as failed, so that nothing is retransmitted. */
    public boolean isReliable() {
        return isInternal() || transport().isReliable();
    }
}
