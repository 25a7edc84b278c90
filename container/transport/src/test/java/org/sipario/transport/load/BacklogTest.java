package org.sipario.transport.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a reader that does not catch up is known: each look leaves something. */
class BacklogTest {

    private static final Duration LONG = Duration.ofMillis(100);

    private long now = Long.MAX_VALUE - 1;
    private final Backlog backlog = new Backlog();

    @Test
    void looks_that_find_all_are_no_backlog() {
        look(true);
        look(true);
        assertThat(lasts(Duration.ZERO)).isFalse();
    }

    @Test
    void it_lasts_from_the_first_look_that_leaves_something() {
        looks(10);
        assertThat(lasts(LONG)).isFalse();
        looks(1);
        assertThat(lasts(LONG)).isTrue();
    }

    @Test
    void it_is_over_when_a_look_finds_all() {
        looks(20);
        look(true);
        assertThat(lasts(Duration.ZERO)).isFalse();
        look(false);
        assertThat(lasts(LONG)).isFalse();
    }

    @Test
    void it_is_over_when_nothing_came_for_a_while() {
        look(false);
        pass(Duration.ofMillis(50));
        backlog.resumed(now);
        assertThat(lasts(Duration.ZERO)).isFalse();
    }

    @Test
    void time_in_which_the_reader_could_not_look_does_not_count() {
        backlog.resumed(now);
        backlog.remains(now);
        pass(Duration.ofSeconds(1));
        assertThat(lasts(LONG)).isFalse();
        backlog.worked(now);
        backlog.resumed(now);
        pass(Duration.ofSeconds(1));
        assertThat(lasts(LONG)).isFalse();
        backlog.remains(now);
        assertThat(lasts(LONG)).isFalse();
        looks(7);
        assertThat(lasts(LONG)).isTrue();
    }

    private boolean lasts(Duration time) {
        return backlog.lasts(time, now);
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            look(false);
        }
    }

    /** A look that takes ten milliseconds. */
    private void look(boolean all) {
        backlog.resumed(now);
        if (all) {
            backlog.cleared();
        } else {
            backlog.remains(now);
        }
        pass(Duration.ofMillis(10));
        backlog.worked(now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
