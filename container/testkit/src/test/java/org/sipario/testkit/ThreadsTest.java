package org.sipario.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;

/** A server with a virtual thread for each task, on the network in memory. */
@Timeout(30)
class ThreadsTest {

    private static final String OPTIONS = """
            alice  -> server OPTIONS
            server -> alice  200
            """;

    private final InMemoryNetwork net = new InMemoryNetwork();
    private final Executor threads = net.threads();
    private final Ladder ladder = Ladder.on(net, "alice", "bob");

    @Test
    void a_ladder_waits_for_a_handler_that_takes_its_time() {
        net.deliverTo((message, flow, _) -> threads.execute(() -> {
            LockSupport.parkNanos(BusyThreads.PARKED.multipliedBy(3).toNanos());
            answer(message, flow);
        }));
        ladder.play(OPTIONS).play(OPTIONS);
    }

    @Test
    void a_handler_that_waits_for_the_clock_does_not_stop_the_clock() {
        CountDownLatch rung = new CountDownLatch(1);
        net.deliverTo((message, flow, _) -> threads.execute(() -> {
            net.timers().start(Duration.ofSeconds(3), rung::countDown);
            await(rung);
            answer(message, flow);
        }));
        ladder.play("""
                alice  -> server OPTIONS
                after 2999ms
                [server -> alice 100]
                after 1ms
                server -> alice  200
                """);
    }

    @Test
    void what_a_handler_leaves_to_others_is_waited_for_too() {
        net.deliverTo((message, flow, _) -> threads.execute(() -> threads.execute(() -> answer(message, flow))));
        ladder.play(OPTIONS);
    }

    @Test
    void an_answer_from_a_thread_of_the_applications_own_is_waited_for() {
        net.deliverTo((message, flow, _) -> Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(BusyThreads.PARKED.multipliedBy(2).toNanos());
            answer(message, flow);
        }));
        ladder.play(OPTIONS);
    }

    @Test
    void messages_to_two_listeners_may_come_in_any_order() {
        net.deliverTo((message, flow, _) -> threads.execute(() -> {
            SipRequest request = (SipRequest) message;
            net.send(SipResponse.to(request, 180, null, "t1"), toBob(flow), _ -> {});
            answer(message, flow);
        }));
        ladder.play("""
                alice  -> server OPTIONS
                server -> alice  200
                server -> bob    180
                """);
    }

    @Test
    void verbs_wait_as_ladders_do() {
        net.deliverTo(new Relay(net, threads));
        TestUserAgent alice = net.agent("alice").media();
        TestUserAgent bob = net.agent("bob").media();
        TestUserAgent carol = net.agent("carol").media();
        alice.call(bob);
        bob.ring();
        bob.answer();
        alice.hold();
        alice.line("2").call(carol);
        carol.answer();
        alice.transfer(alice.line("2"));
        assertThat(bob.line("transfer").call().isUp()).isTrue();
        carol.hangUp();
        assertThat(bob.line("transfer").call().isUp()).isFalse();
    }

    @Test
    void a_server_that_runs_in_a_circle_is_shown_where_it_runs() {
        CountDownLatch end = new CountDownLatch(1);
        net.patience(Duration.ofMillis(200)).deliverTo((_, _, _) -> threads.execute(() -> runInACircle(end)));
        try {
            assertThatThrownBy(() -> ladder.play(OPTIONS))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("does not become idle")
                    .hasMessageContaining("runInACircle");
        } finally {
            end.countDown();
        }
    }

    @Test
    void a_server_that_keeps_silent_fails_the_ladder_before_long() {
        net.deliverTo((_, _, _) -> threads.execute(() -> {}));
        long start = System.nanoTime();
        assertThatThrownBy(() -> ladder.play(OPTIONS)).isInstanceOf(LadderFailure.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }

    private static void runInACircle(CountDownLatch end) {
        while (end.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private void answer(SipMessage message, Flow flow) {
        net.send(SipResponse.to((SipRequest) message, 200, null, "t1"), flow, _ -> {});
    }

    private Flow toBob(Flow flow) {
        return Flow.to(flow.local(), net.agent("bob").address());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
