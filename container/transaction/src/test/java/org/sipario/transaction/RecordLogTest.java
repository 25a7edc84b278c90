package org.sipario.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordLogTest {

    private record Key(String text, int hash) implements Lingering.Key {

        Key(String text) {
            this(text, text.hashCode());
        }

        @Override
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private record Kept(Key key, byte[] answer, long due) {}

    private final RecordLog log = new RecordLog();

    @Test
    void finds_what_was_added_until_its_time_is_over() {
        add("one", "first answer", 100);
        add("two", "", 100);
        assertThat(find("one", 99)).isEqualTo("first answer");
        assertThat(find("two", 99)).isEmpty();
        assertThat(find("three", 99)).isNull();
        assertThat(find("one", 100)).isNull();
    }

    @Test
    void tells_keys_of_one_hash_apart() {
        for (int i = 0; i < 20; i++) {
            Key key = new Key("key " + i, 7);
            log.add(key.hash, key.bytes(), bytes("answer " + i), 100);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(text(log.find(7, new Key("key " + i, 7), 0))).isEqualTo("answer " + i);
        }
        assertThat(log.find(7, new Key("another", 7), 0)).isNull();
    }

    @Test
    void does_not_search_for_ever_among_those_that_somebody_made_alike() {
        for (int i = 0; i < 1000; i++) {
            Key key = new Key("key " + i, 7);
            log.add(key.hash, key.bytes(), bytes(""), 100);
        }
        assertThat(log.find(7, new Key("key 999", 7), 0)).isNotNull();
        assertThat(log.find(7, new Key("key 0", 7), 0)).isNull();
    }

    @Test
    void one_that_has_expired_is_not_found_and_goes_in_its_turn() {
        add("one", "", 100);
        add("two", "", 100);
        log.expire(new Key("two").hash, new Key("two"), 10);
        assertThat(find("two", 10)).isNull();
        assertThat(find("one", 10)).isNotNull();
        assertThat(log.drop(10, 9)).isZero();
        assertThat(log.drop(100, 9)).isEqualTo(2);
    }

    @Test
    void lets_go_of_no_more_than_it_is_told() {
        add("one", "", 100);
        add("two", "", 101);
        add("three", "", 102);
        assertThat(log.drop(101, 1)).isEqualTo(1);
        assertThat(log.drop(101, 9)).isEqualTo(1);
        assertThat(log.drop(101, 9)).isZero();
        assertThat(find("three", 101)).isNotNull();
    }

    @Test
    void finds_all_and_nothing_else_however_it_grows_shrinks_and_goes_round() {
        Random random = new Random(20261121);
        Map<String, Kept> model = new HashMap<>();
        ArrayDeque<Kept> inOrder = new ArrayDeque<>();
        long now = 0;
        int dropped = 0;
        int added = 0;
        for (int round = 0; round < 200_000; round++) {
            // Between busy and quiet times a hundredfold.
            now += random.nextInt(round / 20_000 % 2 == 0 ? 3 : 300);
            Key key = new Key("z9hG4bK" + random.nextInt(50_000));
            if (random.nextInt(4) > 0 && !model.containsKey(key.text)) {
                Kept kept = new Kept(key, new byte[random.nextInt(60) * random.nextInt(20)], now + 5_000);
                random.nextBytes(kept.answer);
                log.add(key.hash, key.bytes(), kept.answer, kept.due);
                model.put(key.text, kept);
                inOrder.add(kept);
                added++;
            }
            while (!inOrder.isEmpty() && inOrder.getFirst().due <= now) {
                model.remove(inOrder.removeFirst().key.text);
            }
            Kept expected = model.get(key.text);
            assertThat(log.find(key.hash, key, now)).isEqualTo(expected == null ? null : expected.answer);
            if (random.nextBoolean()) {
                dropped += log.drop(now, random.nextInt(4));
            }
            if (random.nextInt(500) == 0) {
                dropped += log.drop(now, Integer.MAX_VALUE);
                log.shrink();
            }
        }
        assertThat(dropped + log.drop(now + 5_000, Integer.MAX_VALUE)).isEqualTo(added);
    }

    private void add(String key, String answer, long due) {
        log.add(new Key(key).hash, bytes(key), bytes(answer), due);
    }

    private @Nullable String find(String key, long now) {
        return text(log.find(new Key(key).hash, new Key(key), now));
    }

    private static @Nullable String text(byte @Nullable [] found) {
        return found == null ? null : new String(found, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
