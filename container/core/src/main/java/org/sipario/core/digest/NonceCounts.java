package org.sipario.core.digest;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The nonce counts (nc) that were used with each nonce: RFC 7616 §3.4.5.
 *
 * <p>Only nonces used with a correct password are kept, so clients without a password cannot fill it. It is bounded:
 * when it is full, the nonce used first is dropped, and older nonces that are not in it are refused.
 *
 * <p>A ring of numbers in the order of first use, and a hash table of the newest entry of each bucket. An entry has the
 * position of the one before it in the same bucket; a position before the first entry is void, so nothing is ever
 * removed from the table. Entries are not objects, as the garbage collector would scan all of them repeatedly.
 *
 * <p>A nonce is identified by the 128 bits of keyed hash in it, which the caller has checked and which cannot be chosen
 * without the secret. Two of 200,000 are equal with a chance of 2^-93, which would cost a client one challenge and
 * permits no replay. To fill one bucket, an attacker needs about as many challenges as there are buckets, for each
 * entry, before the first expires.
 */
final class NonceCounts {

    /** How many counts a request may arrive late. */
    private static final int WINDOW = 64;

    // An entry: the two halves of the nonce's hash, its time of issue, the highest count used, a bit for each count
    // seen (bit n: highest - n), and the position of the entry before it in the same bucket.
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int ISSUED = 2;
    private static final int HIGHEST = 3;
    private static final int SEEN = 4;
    private static final int BEFORE = 5;
    private static final int FIELDS = 6;

    /** The smallest capacity; every capacity is a power of two. */
    private static final int LEAST = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final int limit;
    private long forgotten = Long.MIN_VALUE;

    private long[] ring = new long[LEAST * FIELDS];

    /**
     * For each bucket the position of its newest entry. Positions only grow, from 1; their lowest bits are the index.
     */
    private long[] newest = new long[LEAST];

    private long first = 1;
    private long end = 1;

    NonceCounts(int limit) {
        this.limit = limit;
    }

    /**
     * Records a use.
     *
     * @param high 64 bits of the nonce's keyed hash
     * @param low the other 64 bits
     * @param issued when the nonce was issued
     * @param count of this use
     * @param oldest nonces issued before this time are expired
     * @return false for a replay, or if one cannot be excluded
     */
    boolean use(long high, long low, long issued, long count, long oldest) {
        lock.lock();
        try {
            int entry = find(high, low);
            if (entry >= 0) {
                return useAgain(entry, count);
            }
            if (issued <= forgotten) {
                return false;
            }
            drop(oldest);
            resizeIfNeeded();
            add(high, low, issued, count);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many entries it can hold before it grows. */
    int capacity() {
        return newest.length;
    }

    private boolean useAgain(int entry, long count) {
        long ahead = count - ring[entry + HIGHEST];
        long seen = ring[entry + SEEN];
        if (ahead > 0) {
            ring[entry + HIGHEST] = count;
            ring[entry + SEEN] = ahead >= WINDOW ? 1 : seen << ahead | 1;
            return true;
        }
        if (-ahead >= WINDOW || (seen >>> -ahead & 1) == 1) {
            return false;
        }
        ring[entry + SEEN] = seen | 1L << -ahead;
        return true;
    }

    /** The index of its entry; negative if there is none. */
    private int find(long high, long low) {
        long position = newest[bucket(low)];
        while (position >= first) {
            int entry = entry(position);
            if (ring[entry + LOW] == low && ring[entry + HIGH] == high) {
                return entry;
            }
            position = ring[entry + BEFORE];
        }
        return -1;
    }

    /** Drops expired entries and, if the limit is reached, one that is not expired. */
    private void drop(long oldest) {
        while (first < end) {
            long issued = ring[entry(first) + ISSUED];
            if (issued >= oldest) {
                if (end - first < limit) {
                    return;
                }
                forgotten = Math.max(forgotten, issued);
            }
            first++;
        }
    }

    /** Doubles the capacity when full; reduces it to twice the size when less than an eighth is used. */
    private void resizeIfNeeded() {
        int size = (int) (end - first);
        if (size == capacity()) {
            resize(2 * size);
        } else if (capacity() > LEAST && size < capacity() / 8) {
            resize(Math.max(LEAST, 4 * Integer.highestOneBit(size)));
        }
    }

    private void resize(int capacity) {
        long[] from = ring;
        int mask = capacity() - 1;
        long[] table = new long[capacity];
        ring = new long[capacity * FIELDS];
        newest = table;
        for (long position = first; position < end; position++) {
            System.arraycopy(from, (int) (position & mask) * FIELDS, ring, entry(position), FIELDS);
            link(position);
        }
    }

    private void add(long high, long low, long issued, long count) {
        int entry = entry(end);
        ring[entry + HIGH] = high;
        ring[entry + LOW] = low;
        ring[entry + ISSUED] = issued;
        ring[entry + HIGHEST] = count;
        ring[entry + SEEN] = 1;
        link(end);
        end++;
    }

    private void link(long position) {
        int entry = entry(position);
        int bucket = bucket(ring[entry + LOW]);
        ring[entry + BEFORE] = newest[bucket];
        newest[bucket] = position;
    }

    private int entry(long position) {
        return (int) (position & capacity() - 1) * FIELDS;
    }

    private int bucket(long low) {
        return (int) low & capacity() - 1;
    }
}
