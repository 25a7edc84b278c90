package org.sipario.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.VirtualTimers;

class AlarmsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTimers clock = new VirtualTimers();
    private final Alarms alarms = new Alarms(clock);
    private final List<String> fired = new ArrayList<>();

    private final class Owner extends Timed {
        private final String name;

        Owner(String name) {
            this.name = name;
        }

        @Override
        void fired(Alarm alarm) {
            fired.add(name + " " + alarm.timer() + " at " + (clock.now() - VirtualTimers.EPOCH));
            if (name.equals("broken")) {
                throw new IllegalStateException("a bug");
            }
        }
    }

    @Test
    void each_fires_after_its_own_delay() {
        alarms.set(Timer.J, SECOND, new Owner("first"));
        alarms.set(Timer.K, Duration.ofMillis(300), new Owner("short"));
        clock.advance(Duration.ofMillis(400));
        alarms.set(Timer.L, SECOND, new Owner("second"));
        clock.advance(Duration.ofSeconds(5));

        assertThat(fired).containsExactly("short K at 300", "first J at 1000", "second L at 1400");
        assertThat(clock.waiting()).isZero();
    }

    @Test
    void a_stopped_one_is_silent_and_delays_nobody() {
        Alarm stopped = alarms.set(Timer.J, SECOND, new Owner("stopped"));
        clock.advance(Duration.ofMillis(1));
        alarms.set(Timer.J, SECOND, new Owner("next"));
        stopped.stop();
        clock.advance(Duration.ofSeconds(5));

        assertThat(fired).containsExactly("next J at 1001");
    }

    @Test
    void however_many_wait_the_clock_waits_once_for_each_delay() {
        for (int i = 0; i < 1000; i++) {
            alarms.set(Timer.J, SECOND, new Owner("one of many"));
            alarms.set(Timer.A, Duration.ofMillis(500), new Owner("one of many"));
        }

        assertThat(clock.waiting()).isEqualTo(2);
        clock.advance(SECOND);
        assertThat(fired).hasSize(2000);
    }

    @Test
    void one_that_throws_does_not_keep_the_others() {
        alarms.set(Timer.J, SECOND, new Owner("broken"));
        alarms.set(Timer.J, SECOND, new Owner("sound"));
        clock.advance(Duration.ofMillis(1));
        alarms.set(Timer.J, SECOND, new Owner("later"));

        assertThatIllegalStateException()
                .isThrownBy(() -> clock.advance(SECOND))
                .withMessage("a bug");
        clock.advance(SECOND);
        assertThat(fired).containsExactly("broken J at 1000", "sound J at 1000", "later J at 1001");
    }

    @Test
    void a_line_that_has_run_empty_begins_anew() {
        alarms.set(Timer.J, SECOND, new Owner("first"));
        clock.advance(Duration.ofSeconds(3));
        alarms.set(Timer.J, SECOND, new Owner("second"));
        clock.advance(Duration.ofSeconds(3));

        assertThat(fired).containsExactly("first J at 1000", "second J at 4000");
    }
}
