package org.sipario.message.wire;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The ways to the peers that were met lately, one object each: what lingers of a thousand calls of a peer then holds one address and
 * not a thousand. A peer that falls out of it loses nothing. Safe to use from any thread, as a race costs an object at most.
 */
public final class FlowCache {
    private static final int SLOTS = 1024;

    private final @Nullable Flow[] flows = new Flow[SLOTS];

    /** None is known yet. */
    public FlowCache() {}

    /** The same as {@link Flow#to}, and most often an object that there was. */
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

    /** What a reader of datagrams gives may be part of something larger. */
    private static InetSocketAddress plain(InetSocketAddress peer) {
        return peer.getClass() == InetSocketAddress.class
                ? peer
                : new InetSocketAddress(peer.getAddress(), peer.getPort());
    }
}
