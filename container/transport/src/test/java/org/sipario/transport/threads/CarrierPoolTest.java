package org.sipario.transport.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the threads that carry sessions know that they are behind: by how long what was given to them waited. */
class CarrierPoolTest {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private long now = 1;
    private int begun;
    private Runnable onLook = () -> {};
    private final CarrierPool carriers = new CarrierPool(waiting::add, () -> true, this::look);

    @BeforeEach
    void some_time_after_the_start() {
        pass(Duration.ofSeconds(1));
    }

    @Test
    void who_has_nothing_to_do_is_not_behind() {
        pass(Duration.ofHours(1));
        assertThat(carriers.areBehind()).isFalse();
        assertThat(waiting).isEmpty();
    }

    @Test
    void work_that_is_begun_in_time_is_no_reason() {
        for (int i = 0; i < 100; i++) {
            give();
            pass(Duration.ofMillis(90));
            assertThat(carriers.areBehind()).isFalse();
            runAll();
        }
        assertThat(carriers.areBehind()).isFalse();
    }

    @Test
    void a_single_pause_is_no_reason() {
        give();
        pass(Duration.ofMillis(400));
        assertThat(carriers.areBehind()).isFalse();
        runOnce();
        pass(Duration.ofMillis(50));
        assertThat(carriers.areBehind()).isFalse();
        runAll();
        assertThat(carriers.areBehind()).isFalse();
        assertThat(waiting).isEmpty();
    }

    @Test
    void they_are_behind_when_nothing_moves_at_all() {
        give();
        pass(Duration.ofMillis(501));
        assertThat(carriers.areBehind()).isTrue();
    }

    @Test
    void they_are_behind_when_the_next_waits_too_long_too_and_until_something_is_begun_soon() {
        give();
        pass(Duration.ofMillis(150));
        runOnce();
        assertThat(carriers.areBehind()).isFalse();
        pass(Duration.ofMillis(101));
        assertThat(carriers.areBehind()).isTrue();
        runOnce();
        assertThat(carriers.areBehind()).isTrue();
        // Better, and not good.
        pass(Duration.ofMillis(30));
        runOnce();
        assertThat(carriers.areBehind()).isTrue();
        pass(Duration.ofMillis(10));
        runOnce();
        assertThat(carriers.areBehind()).isFalse();
        assertThat(waiting).isEmpty();
    }

    @Test
    void who_asks_while_a_probe_is_sent_does_not_take_the_one_before_for_it() {
        pass(Duration.ofHours(1));
        List<Boolean> meanwhile = new ArrayList<>();
        onLook = () -> meanwhile.add(carriers.areBehind());
        give();
        pass(Duration.ofMillis(150));
        runOnce();
        assertThat(meanwhile).isNotEmpty().doesNotContain(true);
    }

    @Test
    void they_ask_seldom() {
        for (int i = 0; i < 1_000; i++) {
            give();
            runAll();
        }
        assertThat(begun).isEqualTo(1_001);
        pass(Duration.ofMillis(11));
        give();
        runAll();
        assertThat(begun).isEqualTo(1_003);
    }

    /** The clock; whoever looks at it may be kept there while others ask. */
    private long look() {
        Runnable others = onLook;
        onLook = () -> {};
        others.run();
        onLook = others;
        return now;
    }

    private void give() {
        carriers.execute(() -> {});
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    /** What waits now; what that brings waits on. */
    private void runOnce() {
        for (int i = waiting.size(); i > 0; i--) {
            begun++;
            waiting.remove().run();
        }
    }

    private void runAll() {
        while (!waiting.isEmpty()) {
            runOnce();
        }
    }
}
