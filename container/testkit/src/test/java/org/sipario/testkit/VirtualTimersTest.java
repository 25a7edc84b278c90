package org.sipario.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sipario.message.wire.Timers;

class VirtualTimersTest {

    private final VirtualTimers timers = new VirtualTimers();
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasks_run_when_due_in_order_and_at_their_own_time() {
        start(20, "b");
        start(10, "a");
        start(20, "c");
        timers.advance(Duration.ofMillis(15));
        assertThat(ran).containsExactly("a@10");
        timers.advance(Duration.ofMillis(5));
        assertThat(ran).containsExactly("a@10", "b@20", "c@20");
        assertThat(timers.waiting()).isZero();
    }

    @Test
    void a_task_may_start_another_that_is_due_in_the_same_advance() {
        timers.start(Duration.ofMillis(10), () -> start(10, "second"));
        timers.advance(Duration.ofMillis(30));
        assertThat(ran).containsExactly("second@20");
        assertThat(timers.now()).isEqualTo(VirtualTimers.EPOCH + 30);
    }

    @Test
    void a_stopped_task_does_not_run() {
        Timers.Timer timer = start(10, "never");
        timer.stop();
        timer.stop();
        timers.advance(Duration.ofSeconds(1));
        assertThat(ran).isEmpty();
    }

    @Test
    void the_server_settles_after_each_task() {
        start(10, "a");
        start(20, "b");
        timers.advance(Duration.ofMillis(20), () -> ran.add("settled"));
        assertThat(ran).containsExactly("a@10", "settled", "b@20", "settled");
    }

    private Timers.Timer start(long millis, String name) {
        return timers.start(
                Duration.ofMillis(millis), () -> ran.add(name + "@" + (timers.now() - VirtualTimers.EPOCH)));
    }
}
