package org.sipario.transaction.absorb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.VirtualTimers;

class AbsorbedTransactionsTest {

    private static final Duration STAY = Duration.ofSeconds(32);
    private static final byte[] NOTHING = {};

    private record Key(String text) implements AbsorbedTransactions.Key {

        @Override
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final VirtualTimers clock = new VirtualTimers();
    private final AtomicInteger ended = new AtomicInteger();
    private final AbsorbedTransactions absorbed = new AbsorbedTransactions(clock, STAY, ended::addAndGet);

    @Test
    void each_is_there_for_its_own_time() {
        absorbed.keep(new Key("long"), STAY, NOTHING);
        absorbed.keep(new Key("short"), Duration.ofSeconds(3), NOTHING);
        clock.advance(Duration.ofMillis(2_999));
        assertThat(absorbed.find(new Key("short"))).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(absorbed.find(new Key("short"))).isNull();
        clock.advance(Duration.ofMillis(28_999));
        assertThat(absorbed.find(new Key("long"))).isNotNull();
        clock.advance(Duration.ofMillis(1));
        assertThat(absorbed.find(new Key("long"))).isNull();
    }

    @Test
    void says_how_many_have_ended_though_nobody_asks_and_then_rests() {
        for (int i = 0; i < 1000; i++) {
            absorbed.keep(new Key("key " + i), STAY, NOTHING);
            clock.advance(Duration.ofMillis(10));
        }
        assertThat(absorbed.size()).isEqualTo(1000);
        assertThat(clock.waiting()).isEqualTo(1);
        clock.advance(STAY.plusSeconds(4));
        assertThat(ended).hasValue(1000);
        assertThat(absorbed.size()).isZero();
        assertThat(clock.waiting()).isZero();
        absorbed.keep(new Key("later"), STAY, NOTHING);
        clock.advance(STAY);
        assertThat(ended).hasValue(1001);
    }

    @Test
    void as_many_go_as_come_without_anybody_looking() {
        for (int i = 0; i < 100_000; i++) {
            absorbed.keep(new Key("key " + i), Duration.ofMillis(1_000), NOTHING);
            clock.advance(Duration.ofMillis(1));
        }
        // Those of the last second, and in each ring a few that were not dropped yet.
        assertThat(absorbed.size()).isBetween(999L, 1_100L);
    }

    @Test
    void one_that_is_forgotten_is_not_there() {
        absorbed.keep(new Key("one"), STAY, NOTHING);
        absorbed.forget(new Key("one"));
        absorbed.forget(new Key("never there"));
        assertThat(absorbed.find(new Key("one"))).isNull();
        absorbed.sweep();
        assertThat(ended).hasValue(1);
    }

    @Test
    void many_threads_keep_and_find_their_own() {
        boolean all = IntStream.range(0, 20_000).parallel().allMatch(i -> {
            Key key = new Key("key " + i);
            byte[] answer = key.bytes();
            absorbed.keep(key, STAY, answer);
            return Arrays.equals(answer, absorbed.find(key));
        });
        assertThat(all).isTrue();
        clock.advance(STAY);
        assertThat(ended).hasValue(20_000);
        assertThat(clock.waiting()).isZero();
    }
}
