package org.sipario.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a reader that has to make up for a standstill is told from one for whom too much comes. */
class ExcuseTest {

    private long now = Long.MAX_VALUE - 1;
    private final Excuse excuse = new Excuse(() -> now);

    @Test
    void without_a_standstill_there_is_none() {
        assertThat(excuse.letsOff()).isFalse();
    }

    @Test
    void it_lasts_until_everybody_repeats_himself() {
        excuse.stoodStill();
        assertThat(excuse.letsOff()).isTrue();
        pass(499);
        assertThat(excuse.letsOff()).isTrue();
        pass(1);
        assertThat(excuse.letsOff()).isFalse();
    }

    @Test
    void who_often_stands_still_has_none() {
        excuse.stoodStill();
        pass(4_999);
        excuse.stoodStill();
        assertThat(excuse.letsOff()).isFalse();
    }

    @Test
    void who_seldom_stands_still_has_one_each_time() {
        excuse.stoodStill();
        pass(5_000);
        excuse.stoodStill();
        assertThat(excuse.letsOff()).isTrue();
    }

    @Test
    void who_was_behind_before_has_none() {
        assertThat(excuse.letsOff()).isFalse();
        for (int i = 0; i < 10; i++) {
            pass(4_999);
            excuse.stoodStill();
            assertThat(excuse.letsOff()).isFalse();
        }
        pass(5_000);
        excuse.stoodStill();
        assertThat(excuse.letsOff()).isTrue();
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }
}
