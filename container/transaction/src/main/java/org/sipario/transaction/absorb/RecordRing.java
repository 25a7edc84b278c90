package org.sipario.transaction.absorb;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records in one ring of bytes, in the order in which they were added, found by their key through a hash table.
 *
 * <p>The table holds the newest record of each bucket, and a record the distance to the one before it in the same
 * bucket. A reference to a record before the first one is void, so dropping records from the front needs no change of
 * table or chains. Not safe for use by several threads.
 */
final class RecordRing {

    // Offsets within a record: header, key, answer, and padding up to a multiple of 8.
    private static final int LENGTH = 0;
    private static final int HASH = 4;
    private static final int DUE = 8;
    private static final int BACK = 16;
    private static final int KEY_LENGTH = 20;
    private static final int KEY = 24;

    private static final int LEAST = 1024;

    /**
     * Records searched in one bucket. As many with one hash are a collision attack; where the search stops, only
     * retransmissions of the attacker are not absorbed.
     */
    private static final int LONGEST_SEARCH = 64;

    /** Bits of a table entry that are marks. Positions are multiples of 8, so 48 bits are enough for them. */
    private static final int MARKS = 16;

    private final LongSupplier clock;

    /** The size is a power of two. Where a record did not fit before the end, one of negative length fills the rest. */
    private ByteBuffer ring = ByteBuffer.allocate(LEAST);

    /**
     * For each bucket the position of its newest record and the marks of all its records, a small Bloom filter: a key
     * that is not there, which is the usual case, is refused without reading the ring, which is not in the CPU's cache.
     * Positions only grow; their lowest bits are the index into the ring.
     */
    private long[] newest = new long[16];

    private long first = 8;
    private long end = 8;
    private int count;

    RecordRing(LongSupplier clock) {
        this.clock = clock;
    }

    /** @param stay how long it is found, in milliseconds */
    void add(int hash, byte[] key, byte[] answer, long stay) {
        int length = KEY + key.length + answer.length;
        if (count >= newest.length || !fits(length)) {
            rebuild(capacityFor(live() + padded(length)));
        }
        int index = append(hash, length);
        ring.putLong(index + DUE, clock.getAsLong() + stay)
                .putInt(index + KEY_LENGTH, key.length)
                .put(index + KEY, key)
                .put(index + KEY + key.length, answer);
    }

    /** The answer of a record that is not expired; null if there is none. */
    byte @Nullable [] find(int hash, AbsorbedTransactions.Key key) {
        int index = locate(hash, key);
        if (index < 0) {
            return null;
        }
        int from = index + KEY + ring.getInt(index + KEY_LENGTH);
        byte[] answer = new byte[index + ring.getInt(index + LENGTH) - from];
        ring.get(from, answer);
        return answer;
    }

    /** Lets a record expire now. */
    void expire(int hash, AbsorbedTransactions.Key key) {
        int index = locate(hash, key);
        if (index >= 0) {
            ring.putLong(index + DUE, clock.getAsLong());
        }
    }

    /** Drops expired records from the front, up to the first that is not expired. @return how many */
    int drop(int most) {
        long now = clock.getAsLong();
        int dropped = 0;
        while (first < end) {
            int index = index(first);
            int length = ring.getInt(index + LENGTH);
            if (length > 0) {
                if (dropped == most || ring.getLong(index + DUE) > now) {
                    break;
                }
                dropped++;
            }
            first += padded(Math.abs(length));
        }
        count -= dropped;
        return dropped;
    }

    /** Gives memory back if less than an eighth of the ring is in use. */
    void shrink() {
        if (ring.capacity() > LEAST && live() < ring.capacity() / 8) {
            rebuild(capacityFor(live()));
        }
    }

    /** Reads the clock only when the hash is found, which is the rare case. @return the index, or -1 */
    private int locate(int hash, AbsorbedTransactions.Key key) {
        long head = newest[bucket(hash)];
        if ((head & mark(hash)) == 0) {
            return -1;
        }
        long at = position(head);
        byte[] bytes = null;
        for (int i = 0; at >= first && i < LONGEST_SEARCH; i++) {
            int index = index(at);
            if (ring.getInt(index + HASH) == hash && ring.getLong(index + DUE) > clock.getAsLong()) {
                bytes = bytes == null ? key.bytes() : bytes;
                int from = index + KEY;
                if (Arrays.equals(bytes, 0, bytes.length, ring.array(), from, from + ring.getInt(index + KEY_LENGTH))) {
                    return index;
                }
            }
            int back = ring.getInt(index + BACK);
            if (back == 0) {
                break;
            }
            at -= back;
        }
        return -1;
    }

    /** Appends a record without its content. @return its index */
    private int append(int hash, int length) {
        int left = ring.capacity() - index(end);
        if (padded(length) > left) {
            ring.putInt(index(end) + LENGTH, -left);
            end += left;
        }
        int bucket = bucket(hash);
        long before = position(newest[bucket]);
        boolean alone = before < first;
        int index = index(end);
        ring.putInt(index + LENGTH, length)
                .putInt(index + HASH, hash)
                .putInt(index + BACK, alone ? 0 : (int) (end - before));
        newest[bucket] = end << MARKS - 3 | mark(hash) | (alone ? 0 : newest[bucket] & (1 << MARKS) - 1);
        end += padded(length);
        count++;
        return index;
    }

    private boolean fits(int length) {
        int left = ring.capacity() - index(end);
        int needed = padded(length) > left ? left + padded(length) : padded(length);
        return live() + needed <= ring.capacity();
    }

    private void rebuild(int capacity) {
        ByteBuffer from = ring;
        long at = first;
        long until = end;
        ring = ByteBuffer.allocate(capacity);
        newest = new long[Math.max(16, Integer.highestOneBit(count) * 4)];
        first = 8;
        end = 8;
        count = 0;
        while (at < until) {
            int index = (int) (at & from.capacity() - 1);
            int length = from.getInt(index + LENGTH);
            if (length > 0) {
                int to = append(from.getInt(index + HASH), length);
                // append() has written length, hash and distance; the rest is copied.
                ring.putLong(to + DUE, from.getLong(index + DUE));
                ring.put(to + KEY_LENGTH, from, index + KEY_LENGTH, length - KEY_LENGTH);
            }
            at += padded(Math.abs(length));
        }
    }

    /** With an eighth to spare, so that the ring is not rebuilt again soon. */
    private static int capacityFor(long live) {
        int least = Math.toIntExact(Math.max(LEAST, live + live / 8));
        return Integer.highestOneBit(least - 1) << 1;
    }

    private long live() {
        return end - first;
    }

    private int index(long position) {
        return (int) (position & ring.capacity() - 1);
    }

    private int bucket(int hash) {
        return hash & newest.length - 1;
    }

    private static long position(long head) {
        return head >>> MARKS << 3;
    }

    /** One of the marks, by bits of the hash that choose neither ring nor bucket. */
    private static long mark(int hash) {
        return 1L << (hash >>> 24 & MARKS - 1);
    }

    private static int padded(int length) {
        return length + 7 & -8;
    }
}
