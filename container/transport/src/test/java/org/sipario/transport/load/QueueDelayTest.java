package org.sipario.transport.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sipario.message.wire.Load;

/** How an executor is known to be overloaded: by how long what was queued waited. */
class QueueDelayTest {

    private long now = Long.MAX_VALUE - 1;
    private final QueueDelay delay = new QueueDelay(now);

    /** Probes in the queue. */
    private int queued;

    @BeforeEach
    void some_time_after_the_start() {
        pass(Duration.ofSeconds(1));
    }

    @Test
    void without_work_there_is_no_overload() {
        pass(Duration.ofHours(1));
        assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
    }

    @Test
    void work_that_is_begun_in_time_is_none() {
        for (int i = 0; i < 100; i++) {
            queue();
            pass(Duration.ofMillis(90));
            assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
            runAll();
        }
        assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
    }

    @Test
    void a_single_pause_is_none() {
        queue();
        pass(Duration.ofMillis(400));
        assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
        runOne();
        pass(Duration.ofMillis(50));
        assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
        runAll();
        assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
    }

    @Test
    void a_queue_in_which_nothing_moves_is_overload() {
        queue();
        pass(Duration.ofMillis(501));
        assertThat(delay.load(now)).isEqualTo(Load.OVERLOADED);
    }

    @Test
    void two_late_probes_in_a_row_are_overload_until_one_is_early() {
        queue();
        pass(Duration.ofMillis(150));
        runOne();
        assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
        pass(Duration.ofMillis(101));
        assertThat(delay.load(now)).isEqualTo(Load.OVERLOADED);
        runOne();
        assertThat(delay.load(now)).isEqualTo(Load.OVERLOADED);
        // Better, and not good.
        pass(Duration.ofMillis(30));
        runOne();
        assertThat(delay.load(now)).isEqualTo(Load.OVERLOADED);
        pass(Duration.ofMillis(10));
        runOne();
        assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
        assertThat(queued).isZero();
    }

    @Test
    void the_time_without_work_before_a_probe_is_not_its_wait() {
        pass(Duration.ofHours(1));
        queue();
        assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
        pass(Duration.ofMillis(150));
        runOne();
        assertThat(delay.load(now)).isEqualTo(Load.NORMAL);
    }

    @Test
    void probes_are_few() {
        int probes = 0;
        for (int i = 0; i < 1_000; i++) {
            queue();
            probes += queued;
            runAll();
        }
        assertThat(probes).isEqualTo(1);
        pass(Duration.ofMillis(11));
        queue();
        assertThat(queued).isEqualTo(1);
        queue();
        assertThat(queued).isEqualTo(1);
    }

    /** Queues work, and a probe behind it when one is due. */
    private void queue() {
        if (delay.isProbeDue(now)) {
            queued++;
        }
    }

    /** The probe in the queue arrives; the next may be queued. */
    private void runOne() {
        queued--;
        if (delay.arrived(now)) {
            queued++;
        }
    }

    private void runAll() {
        while (queued > 0) {
            runOne();
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
