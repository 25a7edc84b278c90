package org.sipario.message.wire;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The flows to recent peers, one object each, so that a thousand calls of a peer hold one address and not a thousand.
 * An entry that is overwritten costs another object later, and nothing else. Safe to use from any thread for the same
 * reason.
 */
public final class FlowCache {
    private static final int SLOTS = 1024;

    private final @Nullable Flow[] flows = new Flow[SLOTS];

    /** Empty. */
    public FlowCache() {}

    /** An equal of {@link Flow#to}, most often one that exists already. */
    public Flow to(ListeningPoint local, InetSocketAddress peer) {
        int hash = (peer.hashCode() * 31 + local.port()) * 0x9E3779B9;
        int slot = hash >>> 22;
        Flow known = flows[slot];
        if (known != null && known.local() == local && known.remote().equals(peer)) {
            return known;
        }
        Flow flow = Flow.to(local, plain(peer));
        flows[slot] = flow;
        return flow;
    }

    /** A copy that keeps nothing else alive: the address of a datagram may be a subclass that refers to its buffer. */
    private static InetSocketAddress plain(InetSocketAddress peer) {
        return peer.getClass() == InetSocketAddress.class
                ? peer
                : new InetSocketAddress(peer.getAddress(), peer.getPort());
    }
}
