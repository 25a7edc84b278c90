package org.sipario.transport.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WheelTimersTest {

    @Test
    void a_task_runs_once_its_delay_is_over_and_not_before() throws Exception {
        try (WheelTimers timers = new WheelTimers()) {
            CountDownLatch ran = new CountDownLatch(1);
            long started = System.nanoTime();

            timers.start(Duration.ofMillis(50), ran::countDown);

            assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(50_000_000L);
        }
    }

    @Test
    void a_stopped_timer_does_not_run() throws Exception {
        try (WheelTimers timers = new WheelTimers()) {
            AtomicBoolean first = new AtomicBoolean();
            CountDownLatch second = new CountDownLatch(1);

            timers.start(Duration.ofMillis(30), () -> first.set(true)).stop();
            timers.start(Duration.ofMillis(100), second::countDown);

            assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(first).isFalse();
        }
    }

    @Test
    void a_task_that_throws_does_not_stop_the_wheel() throws Exception {
        try (WheelTimers timers = new WheelTimers()) {
            CountDownLatch second = new CountDownLatch(1);

            timers.start(Duration.ofMillis(10), () -> {
                throw new IllegalStateException("a bug");
            });
            timers.start(Duration.ofMillis(40), second::countDown);

            assertThat(second.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }
}
