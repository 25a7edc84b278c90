package org.sipario.transaction.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.VirtualTimers;

class TimerQueuesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTimers clock = new VirtualTimers();
    private final TimerQueues timerQueues = new TimerQueues(clock);
    private final List<String> fired = new ArrayList<>();

    private class Owner extends TimedTransaction {
        private final String name;

        Owner(String name) {
            this.name = name;
        }

        @Override
        protected void fired(int turn) {
            fired.add(name + (isLate(turn) ? " late" : "") + " at " + (clock.now() - VirtualTimers.EPOCH));
            if (name.equals("broken")) {
                throw new IllegalStateException("a bug");
            }
        }
    }

    @Test
    void each_fires_after_its_own_delay() {
        timerQueues.set(SECOND, new Owner("first"));
        timerQueues.set(Duration.ofMillis(300), new Owner("short"));
        clock.advance(Duration.ofMillis(400));
        timerQueues.set(SECOND, new Owner("second"));
        clock.advance(Duration.ofSeconds(5));

        assertThat(fired).containsExactly("short at 300", "first at 1000", "second at 1400");
        assertThat(clock.waiting()).isZero();
    }

    @Test
    void a_stopped_one_is_silent_and_delays_nobody() {
        Owner stopped = new Owner("stopped");
        timerQueues.set(SECOND, stopped);
        clock.advance(Duration.ofMillis(1));
        timerQueues.set(SECOND, new Owner("next"));
        stopped.stop();
        clock.advance(Duration.ofSeconds(5));

        assertThat(fired).containsExactly("next at 1001");
    }

    @Test
    void any_in_a_line_can_go() {
        List<Owner> owners = new ArrayList<>();
        for (String name : List.of("first", "second", "third", "fourth")) {
            Owner owner = new Owner(name);
            owners.add(owner);
            timerQueues.set(SECOND, owner);
        }
        owners.get(1).stop();
        owners.get(0).stop();
        owners.get(3).stop();
        timerQueues.set(SECOND, new Owner("fifth"));
        clock.advance(SECOND);

        assertThat(fired).containsExactly("third at 1000", "fifth at 1000");
        assertThat(clock.waiting()).isZero();
    }

    @Test
    void one_that_is_set_again_waits_anew() {
        Owner owner = new Owner("owner");
        timerQueues.set(SECOND, owner);
        clock.advance(Duration.ofMillis(900));
        owner.stop();
        timerQueues.set(Duration.ofMillis(300), owner);
        clock.advance(Duration.ofSeconds(5));

        assertThat(fired).containsExactly("owner at 1200");
    }

    @Test
    void one_that_is_stopped_when_it_is_about_to_fire_comes_too_late() {
        Owner owner = new Owner("owner") {
            @Override
            protected void fired(int turn) {
                stop();
                super.fired(turn);
            }
        };
        timerQueues.set(SECOND, owner);
        clock.advance(SECOND);

        assertThat(fired).containsExactly("owner late at 1000");
    }

    @Test
    void however_many_wait_the_clock_waits_once_for_each_delay() {
        for (int i = 0; i < 1000; i++) {
            timerQueues.set(SECOND, new Owner("one of many"));
            timerQueues.set(Duration.ofMillis(500), new Owner("one of many"));
        }

        assertThat(clock.waiting()).isEqualTo(2);
        clock.advance(SECOND);
        assertThat(fired).hasSize(2000);
    }

    @Test
    void one_that_throws_does_not_keep_the_others() {
        timerQueues.set(SECOND, new Owner("broken"));
        timerQueues.set(SECOND, new Owner("sound"));
        clock.advance(Duration.ofMillis(1));
        timerQueues.set(SECOND, new Owner("later"));

        assertThatIllegalStateException()
                .isThrownBy(() -> clock.advance(SECOND))
                .withMessage("a bug");
        clock.advance(SECOND);
        assertThat(fired).containsExactly("broken at 1000", "sound at 1000", "later at 1001");
    }

    @Test
    void an_error_does_not_keep_the_others_either() {
        timerQueues.set(SECOND, new Owner("broken") {
            @Override
            protected void fired(int turn) {
                throw new LinkageError("a bug");
            }
        });
        timerQueues.set(SECOND, new Owner("sound"));

        assertThatThrownBy(() -> clock.advance(SECOND))
                .isInstanceOf(LinkageError.class)
                .hasMessage("a bug");
        assertThat(fired).containsExactly("sound at 1000");
        assertThat(clock.waiting()).isZero();
    }

    @Test
    void a_line_that_has_run_empty_begins_anew() {
        timerQueues.set(SECOND, new Owner("first"));
        clock.advance(Duration.ofSeconds(3));
        timerQueues.set(SECOND, new Owner("second"));
        clock.advance(Duration.ofSeconds(3));

        assertThat(fired).containsExactly("first at 1000", "second at 4000");
    }
}
