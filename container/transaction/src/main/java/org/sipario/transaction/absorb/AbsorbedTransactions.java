package org.sipario.transaction.absorb;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;

/**
 * The transactions of one kind that only absorb retransmissions (RFC 3261 §17, RFC 6026 §7), for up to 32 s: at any
 * time nearly all transactions that there are.
 *
 * <p>Each is a record of bytes, its key and the response to be sent again, and no object: the garbage collector neither
 * scans nor moves it. Safe to use from any thread.
 */
public final class AbsorbedTransactions {

    /** Bits of the hash that choose the ring: 16 rings, so that threads rarely wait for the same lock. */
    private static final int RING_BITS = 4;

    /** How many sweeps there are in the longest time that a transaction stays. */
    private static final int SWEEPS = 8;

    private final Timers timers;
    private final Duration longest;
    private final IntConsumer ended;
    private final Guarded[] rings = new Guarded[1 << RING_BITS];
    private final LongAdder size = new LongAdder();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    /**
     * None yet.
     *
     * @param longest time that a transaction stays
     * @param ended told how many transactions have ended, some time after their end
     */
    public AbsorbedTransactions(Timers timers, Duration longest, IntConsumer ended) {
        this.timers = timers;
        this.longest = longest;
        this.ended = ended;
        for (int i = 0; i < rings.length; i++) {
            rings[i] = new Guarded(new ReentrantLock(), new RecordRing(timers::ticks));
        }
    }

    /**
     * Keeps a transaction.
     *
     * @param stay how long it absorbs
     * @param answer sent when its request is retransmitted; empty for nothing
     */
    public void keep(Key key, Duration stay, byte[] answer) {
        int hash = spread(key);
        byte[] bytes = key.bytes();
        Guarded ring = ring(hash);
        int gone;
        ring.lock.lock();
        try {
            // Drop what has ended, so that the ring need not grow; two at most, as a message is being processed.
            gone = ring.records.drop(2);
            ring.records.add(hash, bytes, answer, stay.toMillis());
        } finally {
            ring.lock.unlock();
        }
        size.increment();
        ended(gone);
        if (!sweeping.get() && sweeping.compareAndSet(false, true)) {
            timers.start(longest, this::sweepOnTime);
        }
    }

    /** The answer to a retransmission, empty for nothing; null if there is no such transaction. */
    public byte @Nullable [] find(Key key) {
        int hash = spread(key);
        Guarded ring = ring(hash);
        ring.lock.lock();
        try {
            return ring.records.find(hash, key);
        } finally {
            ring.lock.unlock();
        }
    }

    /** Ends a transaction before its time. */
    public void forget(Key key) {
        int hash = spread(key);
        Guarded ring = ring(hash);
        ring.lock.lock();
        try {
            ring.records.expire(hash, key);
        } finally {
            ring.lock.unlock();
        }
    }

    /** How many there are, including those that have ended but were not dropped yet. */
    public long size() {
        return size.sum();
    }

    /** Drops all that have ended. */
    public void sweep() {
        for (Guarded ring : rings) {
            int gone;
            ring.lock.lock();
            try {
                gone = ring.records.drop(Integer.MAX_VALUE);
                ring.records.shrink();
            } finally {
                ring.lock.unlock();
            }
            ended(gone);
        }
    }

    private void sweepOnTime() {
        sweep();
        // Clear the flag before reading the size: a concurrent keep() then starts the next sweep itself.
        sweeping.set(false);
        if (size() > 0 && sweeping.compareAndSet(false, true)) {
            timers.start(longest.dividedBy(SWEEPS), this::sweepOnTime);
        }
    }

    private void ended(int count) {
        if (count > 0) {
            size.add(-count);
            ended.accept(count);
        }
    }

    private Guarded ring(int hash) {
        return rings[hash >>> Integer.SIZE - RING_BITS];
    }

    /**
     * Mixes the bits: hashes of similar texts differ in few of them, and the ring is chosen by the highest bits, the
     * bucket in it by the lowest.
     */
    private static int spread(Key key) {
        return Integer.rotateLeft(key.hashCode() * 0x9E3779B9, 16);
    }

    /**
     * A ring and its lock. Not a monitor: with compact object headers the JVM finds a monitor that was ever contended
     * through a table, at every use.
     */
    private record Guarded(ReentrantLock lock, RecordRing records) {}

    /** The key of a transaction. The key of a retransmission has the same bytes and the same hash. */
    public interface Key {

        /** The whole key. */
        byte[] bytes();
    }
}
