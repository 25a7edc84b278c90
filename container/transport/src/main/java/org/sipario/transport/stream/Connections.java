package org.sipario.transport.stream;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The connections of one listening point, by number and by peer, and how many there may be. */
final class Connections {
    private final int most;
    private final int mostPerAddress;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Long, Connection> byNumber = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Connection> byPeer = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();

    /** Makes a connection once it is allowed. */
    @FunctionalInterface
    interface Maker {

        Connection make(InetSocketAddress peer, long number);
    }

    /**
     * @param most open at once.
     * @param mostPerAddress of those, with one IP address
     */
    Connections(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** The connection of that number; null when it is gone. */
    @Nullable
    Connection numbered(long number) {
        return byNumber.get(number);
    }

    /** Takes in one that a peer has opened; null when there are too many. */
    @Nullable
    Connection accept(InetSocketAddress peer, Maker make) {
        if (!admit(peer.getAddress())) {
            return null;
        }
        Connection connection = make.make(peer, numbers.incrementAndGet());
        byNumber.put(connection.number(), connection);
        byPeer.put(peer, connection);
        return connection;
    }

    /** The connection to a peer, or the one that is made now; null when there are too many. */
    @Nullable
    Connection to(InetSocketAddress peer, Maker make) {
        Connection there = byPeer.get(peer);
        return there != null
                ? there
                : byPeer.computeIfAbsent(peer, _ -> {
                    if (!admit(peer.getAddress())) {
                        return null;
                    }
                    Connection connection = make.make(peer, numbers.incrementAndGet());
                    byNumber.put(connection.number(), connection);
                    return connection;
                });
    }

    /** Forgets one; without effect when that has been done. */
    void remove(Connection connection) {
        if (byNumber.remove(connection.number(), connection)) {
            byPeer.remove(connection.peer(), connection);
            perAddress.computeIfPresent(connection.peer().getAddress(), (_, count) -> count == 1 ? null : count - 1);
            open.decrementAndGet();
        }
    }

    /** How many are open, or being opened. */
    int size() {
        return open.get();
    }

    List<Connection> all() {
        return List.copyOf(byNumber.values());
    }

    private boolean admit(InetAddress address) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return false;
        }
        if (perAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
            perAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
            open.decrementAndGet();
            return false;
        }
        return true;
    }
}
