package org.sipario.transport.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a reader knows that it does not catch up: there is more at every look. */
class BacklogTest {

    private static final Duration LONG = Duration.ofMillis(100);

    private long now = 1;
    private final Backlog crowd = new Backlog(() -> now);

    @Test
    void looks_that_find_all_are_no_crowd() {
        look(true);
        look(true);
        assertThat(crowd.lasts(Duration.ZERO)).isFalse();
    }

    @Test
    void it_lasts_from_the_first_look_that_leaves_something() {
        looks(10);
        assertThat(crowd.lasts(LONG)).isFalse();
        looks(1);
        assertThat(crowd.lasts(LONG)).isTrue();
    }

    @Test
    void it_is_over_when_a_look_finds_all() {
        looks(20);
        look(true);
        assertThat(crowd.lasts(Duration.ZERO)).isFalse();
        look(false);
        assertThat(crowd.lasts(LONG)).isFalse();
    }

    @Test
    void it_is_over_when_nothing_came_for_a_while() {
        look(false);
        now += Duration.ofMillis(50).toNanos();
        crowd.comes();
        assertThat(crowd.lasts(Duration.ZERO)).isFalse();
    }

    @Test
    void a_time_in_which_nobody_could_look_does_not_count() {
        crowd.comes();
        crowd.looked(false);
        now += Duration.ofSeconds(1).toNanos();
        assertThat(crowd.lasts(LONG)).isFalse();
        crowd.leaves();
        crowd.comes();
        now += Duration.ofSeconds(1).toNanos();
        assertThat(crowd.lasts(LONG)).isFalse();
        crowd.looked(false);
        assertThat(crowd.lasts(LONG)).isFalse();
        looks(7);
        assertThat(crowd.lasts(LONG)).isTrue();
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            look(false);
        }
    }

    /** A look that takes ten milliseconds. */
    private void look(boolean all) {
        crowd.comes();
        crowd.looked(all);
        now += Duration.ofMillis(10).toNanos();
        crowd.leaves();
    }
}
