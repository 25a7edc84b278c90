package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.InMemoryNetwork;

/** JSR 289, Timer Service. */
class TimerServiceTest {

    private final Server server = new Server();
    private final RecordingListener events = new RecordingListener();
    private final Server.Application application = server.deploy("app", 60, new ScriptedServlet(), events);
    private final SipApplicationSession session = application.factory().createApplicationSession();
    private final List<Long> fired = new ArrayList<>();
    private final long start = now();

    private long now() {
        return server.network.timers().now();
    }

    private void millis(long time) {
        server.after(Duration.ofMillis(time));
    }

    @Test
    void TMR_1_TMR_5_a_single_timer_fires_once_after_its_delay() {
        ServletTimer timer = application.timers().createTimer(session, 500, false, "info");
        session.setInvalidateWhenReady(false);
        assertThat(timer.getTimeRemaining()).isEqualTo(500);
        millis(499);
        assertThat(events.heard).doesNotContain("timeout");
        assertThat(timer.getTimeRemaining()).isEqualTo(1);
        millis(1);
        assertThat(events.count("timeout")).isEqualTo(1);
        assertThat(timer.getTimeRemaining()).isNegative();
        millis(5000);
        assertThat(events.count("timeout")).isEqualTo(1);
        assertThat(timer.getTimeRemaining()).isNegative();
    }

    @Test
    void TMR_2_a_repeating_timer_counts_from_the_end_of_its_last_run_or_from_its_first_schedule() {
        // A listener that works for 300 ms: the clock goes on while it is in its callback.
        for (boolean fixedDelay : new boolean[] {true, false}) {
            fired.clear();
            long begin = now();
            events.on("timeout", _ -> {
                fired.add(now() - begin);
                if (fired.size() < 4) {
                    server.network.timers().advance(Duration.ofMillis(300));
                }
            });
            ServletTimer timer = application.timers().createTimer(session, 1000, 1000, fixedDelay, false, null);
            session.setInvalidateWhenReady(false);
            while (fired.size() < 4) {
                millis(1);
            }
            timer.cancel();
            assertThat(fired)
                    .isEqualTo(fixedDelay ? List.of(1000L, 2300L, 3600L, 4900L) : List.of(1000L, 2000L, 3000L, 4000L));
        }
    }

    @Test
    void TMR_3_TMR_7_it_knows_its_owner_and_what_it_was_given() {
        ServletTimer one = application.timers().createTimer(session, 500, false, "info");
        ServletTimer two = application.timers().createTimer(session, 500, true, null);
        assertThat(one.getInfo()).isEqualTo("info");
        assertThat(two.getInfo()).isNull();
        assertThat(one.getId()).isNotEqualTo(two.getId());
        assertThat(one.getApplicationSession()).isSameAs(session);
        session.invalidate();
        assertThatIllegalStateException().isThrownBy(() -> application.timers().createTimer(session, 500, false, null));
    }

    @Test
    void TMR_4_cancel_ends_it_also_from_within_and_more_than_once() {
        events.on("timeout", timer -> ((ServletTimer) timer).cancel());
        ServletTimer timer = application.timers().createTimer(session, 100, 100, false, false, null);
        session.setInvalidateWhenReady(false);
        millis(1000);
        assertThat(events.count("timeout")).isEqualTo(1);
        timer.cancel();
        timer.cancel();
        assertThat(session.getTimers()).isEmpty();
    }

    @Test
    void TMR_6_it_tells_when_it_was_due() {
        events.on("timeout", timer -> fired.add(((ServletTimer) timer).scheduledExecutionTime() - start));
        application.timers().createTimer(session, 100, 250, false, false, null);
        millis(400);
        assertThat(fired).containsExactly(100L, 350L);
    }

    @Test
    void TMR_8_timers_end_with_their_session() {
        application.timers().createTimer(session, 500, false, null);
        session.invalidate();
        millis(1000);
        assertThat(events.heard).doesNotContain("timeout");
        assertThat(server.network.timers().waiting()).isZero();
    }

    @Test
    void TMR_10_without_a_listener_there_is_no_timer() {
        Server.Application deaf = server.deploy("deaf", new ScriptedServlet());
        SipApplicationSession other = deaf.factory().createApplicationSession();
        assertThatIllegalStateException().isThrownBy(() -> deaf.timers().createTimer(other, 500, false, null));
    }

    /** The container's threads are real here: a timeout beside the queue would run while the servlet waits. */
    @Test
    void TMR_12_a_timeout_waits_until_the_servlet_has_returned() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch returning = new CountDownLatch(1);
        InMemoryNetwork network = new InMemoryNetwork();
        Server threaded = new Server(network, network.threads());
        ScriptedServlet busy = new ScriptedServlet();
        Server.Application app = threaded.deploy("busy", busy, events.on("timeout", _ -> order.add("timeout")));
        busy.on("MESSAGE", message -> {
            app.timers().createTimer(message.getApplicationSession(), 100, false, null);
            try {
                order.add(returning.await(5, TimeUnit.SECONDS) ? "message" : "still waiting");
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            message.createResponse(200).send();
        });
        threaded.ladder("alice").play("""
                alice  -> server MESSAGE
                after 200ms
                """);
        assertThat(order).isEmpty();
        returning.countDown();
        threaded.ladder("alice").play("server -> alice 200");
        threaded.after(Duration.ZERO);
        assertThat(order).containsExactly("message", "timeout");
        threaded.assertEmpty();
    }
}
