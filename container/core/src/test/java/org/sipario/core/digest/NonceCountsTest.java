package org.sipario.core.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 7616 §3.4.5: SEC-17")
class NonceCountsTest {

    private static final long ALWAYS = Long.MIN_VALUE;

    @Test
    void a_count_is_good_once() {
        var uses = new NonceCounts(10);

        assertThat(use(uses, 1, 10, 1)).isTrue();
        assertThat(use(uses, 1, 10, 1)).isFalse();
        assertThat(use(uses, 1, 10, 2)).isTrue();
        assertThat(use(uses, 1, 10, 1)).isFalse();
        assertThat(use(uses, 1, 10, 2)).isFalse();
    }

    @Test
    void requests_may_overtake_each_other_within_the_window() {
        var uses = new NonceCounts(10);

        assertThat(use(uses, 1, 10, 100)).isTrue();
        for (int count = 99; count > 36; count--) {
            assertThat(use(uses, 1, 10, count)).as("%s", count).isTrue();
            assertThat(use(uses, 1, 10, count)).as("%s", count).isFalse();
        }
        assertThat(use(uses, 1, 10, 36)).isFalse();
    }

    @Test
    void the_window_moves_with_the_highest_count() {
        var uses = new NonceCounts(10);

        assertThat(use(uses, 1, 10, 1)).isTrue();
        assertThat(use(uses, 1, 10, 64)).isTrue();
        assertThat(use(uses, 1, 10, 1)).isFalse();
        assertThat(use(uses, 1, 10, 2)).isTrue();
        assertThat(use(uses, 1, 10, 128)).isTrue();
        assertThat(use(uses, 1, 10, 64)).isFalse();
        assertThat(use(uses, 1, 10, 65)).isTrue();
        assertThat(use(uses, 1, 10, 0xffff_ffffL)).isTrue();
        assertThat(use(uses, 1, 10, 0xffff_ffffL)).isFalse();
        assertThat(use(uses, 1, 10, 0xffff_fffeL)).isTrue();
    }

    @Test
    void all_bits_of_a_nonce_tell_it_from_others() {
        var uses = new NonceCounts(1000);

        assertThat(uses.use(0, 0, 10, 1, ALWAYS)).isTrue();
        for (int bit = 0; bit < 64; bit++) {
            assertThat(uses.use(1L << bit, 0, 10, 1, ALWAYS)).as("%s", bit).isTrue();
            assertThat(uses.use(0, 1L << bit, 10, 1, ALWAYS)).as("%s", bit).isTrue();
        }
        for (int bit = 0; bit < 64; bit++) {
            assertThat(uses.use(1L << bit, 0, 10, 1, ALWAYS)).as("%s", bit).isFalse();
            assertThat(uses.use(0, 1L << bit, 10, 1, ALWAYS)).as("%s", bit).isFalse();
        }
        assertThat(uses.use(0, 0, 10, 1, ALWAYS)).isFalse();
    }

    @Test
    void when_full_it_refuses_what_it_may_have_forgotten() {
        var uses = new NonceCounts(2);

        assertThat(use(uses, 1, 10, 1)).isTrue();
        assertThat(use(uses, 2, 20, 1)).isTrue();
        assertThat(use(uses, 3, 30, 1)).isTrue();
        assertThat(use(uses, 1, 10, 1)).isFalse();
        assertThat(use(uses, 1, 10, 2)).isFalse();
        assertThat(use(uses, 2, 20, 2)).isTrue();
        assertThat(use(uses, 4, 5, 1)).isFalse();
        assertThat(use(uses, 5, 10, 1)).isFalse();
        assertThat(use(uses, 6, 11, 1)).isTrue();
    }

    /** The one used first is dropped, though it was issued last: then older ones cannot be told from it. */
    @Test
    void the_first_used_is_forgotten_whenever_it_was_issued() {
        var uses = new NonceCounts(2);

        assertThat(use(uses, 1, 30, 1)).isTrue();
        assertThat(use(uses, 2, 10, 1)).isTrue();
        assertThat(use(uses, 3, 40, 1)).isTrue();
        assertThat(use(uses, 1, 30, 1)).isFalse();
        assertThat(use(uses, 4, 25, 1)).isFalse();
        assertThat(use(uses, 2, 10, 2)).isTrue();
    }

    @Test
    void the_expired_make_room_and_nobody_is_refused_for_them() {
        var uses = new NonceCounts(2);

        assertThat(uses.use(1, 1, 10, 1, 0)).isTrue();
        assertThat(uses.use(2, 2, 20, 1, 0)).isTrue();
        assertThat(uses.use(3, 3, 30, 1, 25)).isTrue();
        assertThat(uses.use(4, 4, 26, 1, 25)).isTrue();
        assertThat(uses.use(3, 3, 30, 1, 25)).isFalse();
        assertThat(uses.use(5, 5, 40, 1, 35)).isTrue();
        assertThat(uses.use(6, 6, 36, 1, 35)).isTrue();
    }

    @Test
    void it_takes_as_much_room_as_it_needs_and_never_more_than_its_limit() {
        var uses = new NonceCounts(1000);
        int least = uses.capacity();

        for (int i = 0; i < 10; i++) {
            use(uses, i, i, 1);
        }
        assertThat(uses.capacity()).isEqualTo(least).isLessThan(20);
        for (int i = 10; i < 100_000; i++) {
            assertThat(use(uses, i, i, 1)).isTrue();
        }
        assertThat(uses.capacity()).isEqualTo(1024);
        for (int i = 99_000; i < 100_000; i++) {
            assertThat(use(uses, i, i, 1)).as("%s", i).isFalse();
            assertThat(use(uses, i, i, 2)).as("%s", i).isTrue();
        }
    }

    @Test
    void it_gives_room_back_and_keeps_what_is_left() {
        var uses = new NonceCounts(1000);
        int least = uses.capacity();
        for (int i = 0; i < 1000; i++) {
            use(uses, i, i, 1);
        }

        assertThat(uses.use(~1000, 1000, 1000, 1, 950)).isTrue();
        assertThat(uses.capacity()).isLessThan(1024).isGreaterThan(50);
        for (int i = 950; i <= 1000; i++) {
            assertThat(uses.use(~i, i, i, 1, 950)).as("%s", i).isFalse();
            assertThat(uses.use(~i, i, i, 2, 950)).as("%s", i).isTrue();
        }
        assertThat(uses.use(~2000, 2000, 2000, 1, 2000)).isTrue();
        assertThat(uses.capacity()).isEqualTo(least);
    }

    /** The rule of the class written plainly: a map in the order of first use, with sets of counts. */
    @Test
    void it_does_as_a_plain_map_would() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            int limit = 1 + random.nextInt(100);
            var uses = new NonceCounts(limit);
            var plain = new Plain(limit);
            // Few bits make long chains and wrong buckets; long waits make it shrink.
            int bits = 1 + random.nextInt(10);
            long now = 0;
            for (int step = 0; step < 1000; step++) {
                now += random.nextInt(40) == 0 ? random.nextInt(200) : random.nextInt(3);
                long issued = now - random.nextInt(60);
                long nonce = issued << 20 | random.nextInt(1 << bits);
                long high = random.nextInt(2);
                long count = random.nextInt(4) == 0 ? random.nextInt(200) : random.nextInt(5);
                long oldest = now - 60;

                assertThat(uses.use(high, nonce, issued, count, oldest))
                        .as("seed %s, step %s", seed, step)
                        .isEqualTo(plain.use(high + ":" + nonce, issued, count, oldest));
            }
        }
    }

    private static boolean use(NonceCounts uses, long nonce, long issued, long count) {
        return uses.use(~nonce, nonce, issued, count, ALWAYS);
    }

    private static final class Plain {

        private record Known(long issued, Set<Long> counts) {}

        private final int limit;
        private final SequencedMap<String, Known> known = new LinkedHashMap<>();
        private long forgotten = Long.MIN_VALUE;

        Plain(int limit) {
            this.limit = limit;
        }

        boolean use(String nonce, long issued, long count, long oldest) {
            Known uses = known.get(nonce);
            if (uses != null) {
                long highest = uses.counts().stream().max(Long::compare).orElseThrow();
                return count > highest - 64 && uses.counts().add(count);
            }
            if (issued <= forgotten) {
                return false;
            }
            while (!known.isEmpty() && (known.size() >= limit || first().issued() < oldest)) {
                Known gone = known.pollFirstEntry().getValue();
                forgotten = gone.issued() < oldest ? forgotten : Math.max(forgotten, gone.issued());
            }
            known.put(nonce, new Known(issued, new HashSet<>(Set.of(count))));
            return true;
        }

        private Known first() {
            return known.values().iterator().next();
        }
    }
}
