package org.sipario.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How the watch tells that everything stood still from that there is too much to do. */
class StandstillTest {

    private long now = Long.MAX_VALUE - 1;
    private final Standstill standstill = new Standstill();

    @Test
    void who_wakes_about_in_time_has_no_excuse() {
        assertThat(excuses(0)).isFalse();
        assertThat(excuses(49)).isFalse();
    }

    @Test
    void who_was_kept_from_waking_has_one() {
        assertThat(excuses(50)).isTrue();
    }

    @Test
    void who_often_stands_still_has_none() {
        assertThat(excuses(100)).isTrue();
        for (int i = 0; i < 10; i++) {
            now += Duration.ofSeconds(3).toNanos();
            assertThat(excuses(100)).isFalse();
        }
        now += Duration.ofSeconds(6).toNanos();
        assertThat(excuses(100)).isTrue();
    }

    private boolean excuses(long lateMillis) {
        long due = now;
        now += Duration.ofMillis(lateMillis).toNanos();
        return standstill.excuses(due, now);
    }
}
