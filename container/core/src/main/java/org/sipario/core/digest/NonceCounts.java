package org.sipario.core.digest;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Which counts of which nonces were used: RFC 7616 §3.4.5. Only nonces that somebody with a password used are kept, so
 * strangers can not fill it. Bounded: when full it forgets the one used first and refuses all older ones that it does not know.
 *
 * <p>A ring of numbers in the order of first use, and a table, by the lowest bits of the nonces' hashes, of the newest each. An
 * entry names the one before it at the same place of the table, and those before the first have gone: nothing has to be taken out
 * of anywhere. There is no object an entry, as the garbage collector would look through all of them again and again.
 *
 * <p>A nonce is known by the 128 bits of keyed hash in it, which the caller has checked. Nobody can choose them without the
 * secret. That any two of 200,000 have the same is a chance of 2^-93, and would cost one client one challenge more; it lets
 * nobody repeat anything. Who wants many at one place of the table must ask for about as many challenges as the table has
 * places, for each of them, while the first is still good.
 */
final class NonceCounts {

    /** Requests of one client overtake each other by less. */
    private static final int WINDOW = 64;

    // An entry: the two halves of the nonce's hash, when it was issued, the highest count used, which counts were
    // seen (bit n: the highest less n), and the position of the entry before it at the same place of the table.
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int ISSUED = 2;
    private static final int HIGHEST = 3;
    private static final int SEEN = 4;
    private static final int BEFORE = 5;
    private static final int FIELDS = 6;

    /** Entries that there is always room for; a power of two, as every room is. */
    private static final int LEAST = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final int limit;
    private long forgotten = Long.MIN_VALUE;

    private long[] ring = new long[LEAST * FIELDS];

    /** Positions, which only grow; their lowest bits say where in the ring. Nothing is at 0. */
    private long[] newest = new long[LEAST];

    private long first = 1;
    private long end = 1;

    NonceCounts(int limit) {
        this.limit = limit;
    }

    /**
     * Marks a use; false if it is a repetition, or can not be told from one.
     *
     * @param high 64 bits of the nonce's keyed hash
     * @param low the other 64
     * @param issued when the nonce was made
     * @param count of this use
     * @param oldest nonces issued before it are good no more
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
            forget(oldest);
            makeRoom();
            add(high, low, issued, count);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many it can hold before it grows. */
    int room() {
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

    /** Where it is in the ring; negative when it is not. */
    private int find(long high, long low) {
        long position = newest[place(low)];
        while (position >= first) {
            int entry = entry(position);
            if (ring[entry + LOW] == low && ring[entry + HIGH] == high) {
                return entry;
            }
            position = ring[entry + BEFORE];
        }
        return -1;
    }

    /** Lets go of what has expired and, where the limit is reached, of one that has not. */
    private void forget(long oldest) {
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

    /** Doubles when full, and gives back what it needed at another time, but for twice of what is there. */
    private void makeRoom() {
        int size = (int) (end - first);
        if (size == room()) {
            resize(2 * size);
        } else if (room() > LEAST && size < room() / 8) {
            resize(Math.max(LEAST, 4 * Integer.highestOneBit(size)));
        }
    }

    private void resize(int room) {
        long[] from = ring;
        int mask = room() - 1;
        long[] table = new long[room];
        ring = new long[room * FIELDS];
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
        int place = place(ring[entry + LOW]);
        ring[entry + BEFORE] = newest[place];
        newest[place] = position;
    }

    private int entry(long position) {
        return (int) (position & room() - 1) * FIELDS;
    }

    private int place(long low) {
        return (int) low & room() - 1;
    }
}
