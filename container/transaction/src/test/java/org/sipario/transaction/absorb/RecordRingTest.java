package org.sipario.transaction.absorb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordRingTest {

    private record Key(String text, int hash) implements AbsorbedTransactions.Key {

        Key(String text) {
            this(text, text.hashCode());
        }

        @Override
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private record Kept(Key key, byte[] answer, long due) {}

    private long now;
    private final RecordRing log = new RecordRing(() -> now);

    @Test
    void finds_what_was_added_until_its_time_is_over() {
        add("one", "first answer", 100);
        add("two", "", 100);
        now = 99;
        assertThat(find("one")).isEqualTo("first answer");
        assertThat(find("two")).isEmpty();
        assertThat(find("three")).isNull();
        now = 100;
        assertThat(find("one")).isNull();
    }

    @Test
    void tells_keys_of_one_hash_apart() {
        for (int i = 0; i < 20; i++) {
            add(new Key("key " + i, 7), "answer " + i, 100);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(find(new Key("key " + i, 7))).isEqualTo("answer " + i);
        }
        assertThat(find(new Key("another", 7))).isNull();
    }

    @Test
    void does_not_search_for_ever_among_those_that_somebody_made_alike() {
        for (int i = 0; i < 1000; i++) {
            add(new Key("key " + i, 7), "", 100);
        }
        assertThat(find(new Key("key 999", 7))).isNotNull();
        assertThat(find(new Key("key 0", 7))).isNull();
    }

    @Test
    void one_that_has_expired_is_not_found_and_goes_in_its_turn() {
        add("one", "", 100);
        add("two", "", 100);
        now = 10;
        log.expire(new Key("two").hash, new Key("two"));
        assertThat(find("two")).isNull();
        assertThat(find("one")).isNotNull();
        assertThat(log.drop(9)).isZero();
        now = 100;
        assertThat(log.drop(9)).isEqualTo(2);
    }

    @Test
    void lets_go_of_no_more_than_it_is_told() {
        add("one", "", 100);
        add("two", "", 101);
        add("three", "", 102);
        now = 101;
        assertThat(log.drop(1)).isEqualTo(1);
        assertThat(log.drop(9)).isEqualTo(1);
        assertThat(log.drop(9)).isZero();
        assertThat(find("three")).isNotNull();
    }

    @Test
    void finds_all_and_nothing_else_however_it_grows_shrinks_and_goes_round() {
        Random random = new Random(20261121);
        Map<String, Kept> model = new HashMap<>();
        ArrayDeque<Kept> inOrder = new ArrayDeque<>();
        int dropped = 0;
        int added = 0;
        for (int round = 0; round < 200_000; round++) {
            // Between busy and quiet times by a factor of a hundred.
            now += random.nextInt(round / 20_000 % 2 == 0 ? 3 : 300);
            Key key = new Key("z9hG4bK" + random.nextInt(50_000));
            if (random.nextInt(4) > 0 && !model.containsKey(key.text)) {
                Kept kept = new Kept(key, new byte[random.nextInt(60) * random.nextInt(20)], now + 5_000);
                random.nextBytes(kept.answer);
                log.add(key.hash, key.bytes(), kept.answer, 5_000);
                model.put(key.text, kept);
                inOrder.add(kept);
                added++;
            }
            while (!inOrder.isEmpty() && inOrder.getFirst().due <= now) {
                model.remove(inOrder.removeFirst().key.text);
            }
            Kept expected = model.get(key.text);
            assertThat(log.find(key.hash, key)).isEqualTo(expected == null ? null : expected.answer);
            if (random.nextBoolean()) {
                dropped += log.drop(random.nextInt(4));
            }
            if (random.nextInt(500) == 0) {
                dropped += log.drop(Integer.MAX_VALUE);
                log.shrink();
            }
        }
        now += 5_000;
        assertThat(dropped + log.drop(Integer.MAX_VALUE)).isEqualTo(added);
    }

    private void add(String key, String answer, long stay) {
        add(new Key(key), answer, stay);
    }

    private void add(Key key, String answer, long stay) {
        log.add(key.hash, key.bytes(), answer.getBytes(StandardCharsets.UTF_8), stay);
    }

    private @Nullable String find(String key) {
        return find(new Key(key));
    }

    private @Nullable String find(Key key) {
        byte[] found = log.find(key.hash, key);
        return found == null ? null : new String(found, StandardCharsets.UTF_8);
    }
}
