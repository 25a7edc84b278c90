package org.sipario.transport.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a reader has too much to do, and how one that makes up for a standstill is told from it. */
class OverloadDetectorTest {

    private long now = Long.MAX_VALUE - 1;
    private final Backlog backlog = new Backlog();
    private final OverloadDetector overload = new OverloadDetector(now);

    @Test
    void a_burst_is_no_overload() {
        assertThat(isOverloaded()).isFalse();
        backlogged(100);
        assertThat(isOverloaded()).isFalse();
        backlogged(1);
        assertThat(isOverloaded()).isTrue();
    }

    @Test
    void it_is_over_when_all_is_read() {
        backlogged(101);
        assertThat(isOverloaded()).isTrue();
        backlog.cleared();
        assertThat(isOverloaded()).isFalse();
    }

    @Test
    void within_a_second_after_it_a_smaller_burst_is_one() {
        backlogged(101);
        assertThat(isOverloaded()).isTrue();
        backlog.cleared();
        pass(979);
        backlogged(20);
        assertThat(isOverloaded()).isFalse();
        backlogged(1);
        assertThat(isOverloaded()).isFalse();

        backlogged(80);
        assertThat(isOverloaded()).isTrue();
        backlog.cleared();
        pass(978);
        backlogged(20);
        assertThat(isOverloaded()).isFalse();
        backlogged(1);
        assertThat(isOverloaded()).isTrue();
    }

    @Test
    void after_a_standstill_there_is_a_grace_period_until_peers_retransmit() {
        overload.stalled(now);
        backlogged(499);
        assertThat(isOverloaded()).isFalse();
        backlogged(1);
        assertThat(isOverloaded()).isTrue();
    }

    @Test
    void frequent_standstills_have_no_grace_period() {
        overload.stalled(now);
        pass(4_000);
        backlogged(999);
        overload.stalled(now);
        assertThat(isOverloaded()).isTrue();
    }

    @Test
    void rare_standstills_have_one_each() {
        overload.stalled(now);
        pass(4_000);
        backlogged(1_000);
        overload.stalled(now);
        assertThat(isOverloaded()).isFalse();
    }

    @Test
    void a_standstill_soon_after_an_overload_has_none() {
        backlogged(200);
        assertThat(isOverloaded()).isTrue();
        for (int i = 0; i < 10; i++) {
            backlogged(4_999);
            overload.stalled(now);
            assertThat(isOverloaded()).isTrue();
        }
        backlogged(5_000);
        overload.stalled(now);
        assertThat(isOverloaded()).isFalse();
    }

    private boolean isOverloaded() {
        return overload.isOverloaded(backlog, now);
    }

    /** For so long each look leaves something. */
    private void backlogged(long millis) {
        for (long i = 0; i < millis; i++) {
            backlog.remains(now);
            pass(1);
        }
        backlog.remains(now);
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }
}
