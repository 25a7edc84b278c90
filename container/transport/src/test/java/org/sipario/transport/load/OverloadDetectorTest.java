package org.sipario.transport.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a reader has too much to do, and how one that has to make up for a standstill is told from it. */
class OverloadDetectorTest {

    private long now = Long.MAX_VALUE - 1;
    private final Backlog crowd = new Backlog(() -> now);
    private final OverloadDetector overload = new OverloadDetector(() -> now);

    @Test
    void a_burst_is_none() {
        assertThat(isThere()).isFalse();
        crowded(100);
        assertThat(isThere()).isFalse();
        crowded(1);
        assertThat(isThere()).isTrue();
    }

    @Test
    void it_is_over_when_all_is_read() {
        crowded(101);
        assertThat(isThere()).isTrue();
        crowd.looked(true);
        assertThat(isThere()).isFalse();
    }

    @Test
    void a_moment_after_it_a_smaller_burst_is_one() {
        crowded(101);
        assertThat(isThere()).isTrue();
        crowd.looked(true);
        pass(979);
        crowded(20);
        assertThat(isThere()).isFalse();
        crowded(1);
        assertThat(isThere()).isFalse();

        crowded(80);
        assertThat(isThere()).isTrue();
        crowd.looked(true);
        pass(978);
        crowded(20);
        assertThat(isThere()).isFalse();
        crowded(1);
        assertThat(isThere()).isTrue();
    }

    @Test
    void a_standstill_excuses_until_everybody_repeats_himself() {
        overload.stoodStill();
        crowded(499);
        assertThat(isThere()).isFalse();
        crowded(1);
        assertThat(isThere()).isTrue();
    }

    @Test
    void who_often_stands_still_has_no_excuse() {
        overload.stoodStill();
        pass(4_000);
        crowded(999);
        overload.stoodStill();
        assertThat(isThere()).isTrue();
    }

    @Test
    void who_seldom_stands_still_has_one_each_time() {
        overload.stoodStill();
        pass(4_000);
        crowded(1_000);
        overload.stoodStill();
        assertThat(isThere()).isFalse();
    }

    @Test
    void who_was_overloaded_before_has_none() {
        crowded(200);
        assertThat(isThere()).isTrue();
        for (int i = 0; i < 10; i++) {
            crowded(4_999);
            overload.stoodStill();
            assertThat(isThere()).isTrue();
        }
        crowded(5_000);
        overload.stoodStill();
        assertThat(isThere()).isFalse();
    }

    private boolean isThere() {
        return overload.isThereWith(crowd);
    }

    /** For so long each look leaves something. */
    private void crowded(long millis) {
        for (long i = 0; i < millis; i++) {
            crowd.looked(false);
            pass(1);
        }
        crowd.looked(false);
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }
}
