package org.sipario.transaction.absorb;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records in the order in which they came, found by their key: one ring of bytes, and a table by the lowest bits of their hashes,
 * of the newest each. A record names the one before it at the same place of the table, and those before the first have gone: nothing has to be taken out of
 * anywhere. Not safe for threads.
 */
final class RecordLog {

    // A record: these, its key, its answer, and space up to the next multiple of 8.
    private static final int LENGTH = 0;
    private static final int HASH = 4;
    private static final int DUE = 8;
    private static final int BACK = 16;
    private static final int KEY_LENGTH = 20;
    private static final int KEY = 24;

    private static final int LEAST = 1024;

    /** So many at one place of the table are somebody's intention, who then is absorbed no more; nobody else is kept waiting. */
    private static final int LONGEST_SEARCH = 64;

    /** Bits of an entry of the table. Positions are multiples of 8, so that there is room for them. */
    private static final int MARKS = 16;

    private final LongSupplier clock;

    /** A record of negative length is what was left at the end of the ring. Its size is a power of two. */
    private ByteBuffer ring = ByteBuffer.allocate(LEAST);

    /**
     * Positions, which only grow and of which the lowest bits say where in the ring, and beside each the marks of all records at this place. Where the
     * one that is looked for is not there, and mostly it is not, the ring is far away in memory and is not looked at.
     */
    private long[] newest = new long[16];

    private long first = 8;
    private long end = 8;
    private int count;

    RecordLog(LongSupplier clock) {
        this.clock = clock;
    }

    /** @param stay for how long it is found, by the clock */
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

    /** The answer of a record whose time is not over; null when there is none. */
    byte @Nullable [] find(int hash, Lingering.Key key) {
        int index = locate(hash, key);
        if (index < 0) {
            return null;
        }
        int from = index + KEY + ring.getInt(index + KEY_LENGTH);
        byte[] answer = new byte[index + ring.getInt(index + LENGTH) - from];
        ring.get(from, answer);
        return answer;
    }

    /** Its time is over. */
    void expire(int hash, Lingering.Key key) {
        int index = locate(hash, key);
        if (index >= 0) {
            ring.putLong(index + DUE, clock.getAsLong());
        }
    }

    /** Lets go of the oldest, as far as their time is over. @return how many */
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

    /** Gives back what it needed at another time. */
    void shrink() {
        if (ring.capacity() > LEAST && live() < ring.capacity() / 8) {
            rebuild(capacityFor(live()));
        }
    }

    /** The clock is asked when there is one that may be it: mostly there is none. */
    private int locate(int hash, Lingering.Key key) {
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

    /** Makes room behind the last. @return where in the ring */
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
                // Its length, hash and way back are in place; the rest is as it was.
                ring.putLong(to + DUE, from.getLong(index + DUE));
                ring.put(to + KEY_LENGTH, from, index + KEY_LENGTH, length - KEY_LENGTH);
            }
            at += padded(Math.abs(length));
        }
    }

    /** With an eighth to spare, so that it does not happen again soon. */
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

    /** By bits that choose neither the log nor the place. */
    private static long mark(int hash) {
        return 1L << (hash >>> 24 & MARKS - 1);
    }

    private static int padded(int length) {
        return length + 7 & -8;
    }
}
