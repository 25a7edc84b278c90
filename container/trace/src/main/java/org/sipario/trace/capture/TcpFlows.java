package org.sipario.trace.capture;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far each direction of each TCP connection has come, so that the segments of one follow each other. */
final class TcpFlows {

    /**
     * Directions remembered; one that has been silent for longest begins again at 1, which a reader sees as a new
     * connection.
     */
    private static final int BOUND = 8_192;

    private record Direction(InetSocketAddress from, InetSocketAddress to) {}

    private final Map<Direction, Integer> next = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Direction, Integer> eldest) {
            return size() > BOUND;
        }
    };

    /** The sequence number of a segment's first byte; the next one follows its last. */
    int advance(InetSocketAddress from, InetSocketAddress to, int length) {
        int sequence = expected(from, to);
        next.put(new Direction(from, to), sequence + length);
        return sequence;
    }

    /** The sequence number of the next byte. */
    int expected(InetSocketAddress from, InetSocketAddress to) {
        return next.getOrDefault(new Direction(from, to), 1);
    }
}
