package org.sipario.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which counts of which nonces were used: RFC 7616 §3.4.5. Only nonces that somebody with a password used are kept, so
 * strangers can not fill it. Bounded: when full it forgets the one used first and refuses all older ones that it does not know.
 */
final class NonceUses {

    /** Requests of one client overtake each other by less. */
    private static final int WINDOW = 64;

    /**
     * One nonce.
     *
     * @param highest count used.
     * @param seen bit n: {@code highest - n} was used
     */
    private record Uses(long issued, long highest, long seen) {}

    private final int limit;
    private final Map<String, Uses> known = new LinkedHashMap<>();
    private long forgotten = Long.MIN_VALUE;

    NonceUses(int limit) {
        this.limit = limit;
    }

    /** Marks a use; false if it is a repetition, or can not be told from one. */
    synchronized boolean use(String nonce, long issued, long count, long oldest) {
        Uses uses = known.get(nonce);
        if (uses == null) {
            if (issued <= forgotten) {
                return false;
            }
            makeRoom(oldest);
            known.put(nonce, new Uses(issued, count, 1));
            return true;
        }
        long ahead = count - uses.highest();
        if (ahead > 0) {
            long seen = ahead >= WINDOW ? 1 : uses.seen() << ahead | 1;
            known.put(nonce, new Uses(issued, count, seen));
            return true;
        }
        if (-ahead >= WINDOW || (uses.seen() >>> -ahead & 1) == 1) {
            return false;
        }
        known.put(nonce, new Uses(issued, uses.highest(), uses.seen() | 1L << -ahead));
        return true;
    }

    private void makeRoom(long oldest) {
        var entries = known.values().iterator();
        while (entries.hasNext()) {
            Uses first = entries.next();
            boolean expired = first.issued() < oldest;
            if (!expired && known.size() < limit) {
                return;
            }
            if (!expired) {
                forgotten = Math.max(forgotten, first.issued());
            }
            entries.remove();
        }
    }
}
