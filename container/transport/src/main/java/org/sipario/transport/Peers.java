package org.sipario.transport;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Flow;
import org.sipario.message.ListeningPoint;

/**
 * The ways to the peers that were heard lately, one object each: what lingers of a thousand calls of a peer then holds one address and
 * not a thousand. A peer that falls out of it loses nothing. Safe to use from any thread, as a race costs an object at most.
 */
final class Peers {
    private static final int SLOTS = 1024;

    private final ListeningPoint point;
    private final @Nullable Flow[] flows = new Flow[SLOTS];

    Peers(ListeningPoint point) {
        this.point = point;
    }

    /** The way to a peer. */
    Flow flow(InetSocketAddress peer) {
        int hash = peer.hashCode() * 0x9E3779B9;
        int slot = hash >>> 22;
        Flow known = flows[slot];
        if (known != null && known.remote().equals(peer)) {
            return known;
        }
        Flow flow = Flow.to(point, new InetSocketAddress(peer.getAddress(), peer.getPort()));
        flows[slot] = flow;
        return flow;
    }
}
