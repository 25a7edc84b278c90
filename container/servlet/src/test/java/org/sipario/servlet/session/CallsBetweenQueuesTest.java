package org.sipario.servlet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls into queues from threads that are not theirs, and between queues: real threads, as a server has them. */
@Timeout(60)
class CallsBetweenQueuesTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService foreign = Executors.newCachedThreadPool();
    private final SessionQueues queues = new SessionQueues(threads, 1000);
    private final SessionQueue one = queues.create();
    private final SessionQueue two = queues.create();
    private final SessionQueue three = queues.create();

    @AfterEach
    void end() {
        threads.shutdownNow();
        foreign.shutdownNow();
    }

    // ---- a busy queue

    @Test
    void a_call_on_a_busy_queue_waits_for_the_tasks_that_are_there_and_goes_before_later_ones() throws Exception {
        List<String> done = new ArrayList<>();
        Blocked blocked = new Blocked(one);
        one.post(null, () -> done.add("task"));
        Caller<String> caller = new Caller<>(() -> one.call(() -> {
            done.add("call");
            return "result";
        }));
        caller.awaitWaiting();
        one.post(null, () -> done.add("later task"));
        blocked.release();
        assertThat(caller.result()).isEqualTo("result");
        assertThat(one.call(() -> done)).containsExactly("task", "call", "later task");
    }

    @Test
    void a_call_that_waited_runs_on_the_thread_that_made_it() throws Exception {
        Blocked blocked = new Blocked(one);
        Caller<Thread> caller = new Caller<>(() -> one.call(Thread::currentThread));
        caller.awaitWaiting();
        blocked.release();
        assertThat(caller.result()).isSameAs(caller.thread());
    }

    @Test
    void what_a_call_that_waited_throws_comes_to_the_caller_and_the_queue_goes_on() throws Exception {
        Blocked blocked = new Blocked(one);
        Caller<Object> caller = new Caller<>(() -> one.call(() -> {
            throw new IllegalStateException("what JSR 289 says");
        }));
        caller.awaitWaiting();
        blocked.release();
        assertThatThrownBy(caller::result)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("what JSR 289 says");
        assertThat(one.call(() -> "fine")).isEqualTo("fine");
    }

    @Test
    void callers_that_wait_have_their_turns_in_order() throws Exception {
        List<Integer> order = new ArrayList<>();
        Blocked blocked = new Blocked(one);
        List<Caller<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            Caller<Boolean> caller = new Caller<>(() -> one.call(() -> order.add(number)));
            caller.awaitWaiting();
            callers.add(caller);
        }
        blocked.release();
        for (Caller<Boolean> caller : callers) {
            caller.result();
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void an_interrupted_caller_waits_all_the_same_and_is_interrupted_afterwards() throws Exception {
        Blocked blocked = new Blocked(one);
        Caller<Boolean> caller =
                new Caller<>(() -> one.call(() -> Thread.currentThread().isInterrupted()));
        caller.awaitWaiting();
        caller.thread().interrupt();
        blocked.release();
        assertThat(caller.result()).isTrue();
    }

    // ---- queues that wait for each other

    @Test
    void tasks_of_two_queues_that_call_each_other_both_come_through() throws Exception {
        for (int i = 0; i < 300; i++) {
            CyclicBarrier both = new CyclicBarrier(2);
            Future<String> first = inTask(one, () -> {
                both.await();
                return two.call(() -> "from two");
            });
            Future<String> second = inTask(two, () -> {
                both.await();
                return one.call(() -> "from one");
            });
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("from two");
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("from one");
        }
    }

    @Test
    void tasks_of_three_queues_that_call_each_other_in_a_ring_all_come_through() throws Exception {
        for (int i = 0; i < 300; i++) {
            CyclicBarrier all = new CyclicBarrier(3);
            Future<String> first = inTask(one, () -> {
                all.await();
                return two.call(() -> "two");
            });
            Future<String> second = inTask(two, () -> {
                all.await();
                return three.call(() -> "three");
            });
            Future<String> third = inTask(three, () -> {
                all.await();
                return one.call(() -> "one");
            });
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("two");
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("three");
            assertThat(third.get(20, TimeUnit.SECONDS)).isEqualTo("one");
        }
    }

    @Test
    void a_queue_whose_thread_waits_is_lent_to_the_thread_that_it_waits_for() throws Exception {
        CountDownLatch inOne = new CountDownLatch(1);
        Caller<Thread>[] lender = callers();
        Future<String> held = inTask(one, () -> {
            Thread own = Thread.currentThread();
            lender[0] = new Caller<>(() -> two.call(() -> {
                inOne.countDown();
                one.call(() -> "waits for one");
                assertThat(two.isCurrent()).isTrue();
                return Thread.currentThread();
            }));
            inOne.await();
            lender[0].awaitWaiting();
            return two.call(() -> {
                assertThat(Thread.currentThread()).isSameAs(own);
                assertThat(one.isCurrent()).isTrue();
                assertThat(two.isCurrent()).isTrue();
                return two.call(() -> one.call(() -> "lent"));
            });
        });
        assertThat(held.get(20, TimeUnit.SECONDS)).isEqualTo("lent");
        assertThat(lender[0].result()).isSameAs(lender[0].thread());
    }

    @Test
    void while_a_queue_is_lent_others_wait_for_it() throws Exception {
        CountDownLatch inTwo = new CountDownLatch(1);
        CountDownLatch lent = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Future<String> held = inTask(one, () -> {
            inTwo.await();
            return two.call(() -> {
                lent.countDown();
                await(go);
                return "lent";
            });
        });
        Caller<String> lender = new Caller<>(() -> two.call(() -> {
            inTwo.countDown();
            return one.call(() -> "waited for one");
        }));
        lent.await();
        Caller<Boolean> third = new Caller<>(() -> two.call(() -> go.getCount() == 0));
        third.awaitWaiting();
        go.countDown();
        assertThat(held.get(20, TimeUnit.SECONDS)).isEqualTo("lent");
        assertThat(lender.result()).isEqualTo("waited for one");
        assertThat(third.result()).isTrue();
    }

    @Test
    void a_thread_that_has_its_turn_lends_nothing_it_holds() throws Exception {
        // The task of two waits for one; once its call runs there, one's next task must wait for two, not take it.
        for (int i = 0; i < 300; i++) {
            boolean[] inside = {false};
            CountDownLatch started = new CountDownLatch(1);
            Future<Boolean> waiting = inTask(two, () -> {
                started.countDown();
                one.call(() -> "short");
                inside[0] = true;
                Thread.yield();
                inside[0] = false;
                return true;
            });
            started.await();
            Future<Boolean> next = inTask(one, () -> two.call(() -> !inside[0]));
            assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(next.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    // ---- many

    @Test
    void calls_and_tasks_of_many_threads_through_many_queues_run_one_at_a_time_and_all_end() throws Exception {
        int count = 6;
        int callers = 8;
        int each = 2_000;
        List<SessionQueue> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(queues.create());
        }
        int[] entered = new int[count];
        int[] expected = new int[count];
        CountDownLatch tasks = new CountDownLatch(callers * each / 2);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            running.add(foreign.submit(() -> {
                for (int j = 0; j < each; j++) {
                    int[] way = ThreadLocalRandom.current().ints(3, 0, count).toArray();
                    synchronized (expected) {
                        for (int at : way) {
                            expected[at]++;
                        }
                    }
                    if (j % 2 == 0) {
                        enter(all, entered, way, 0);
                    } else {
                        all.get(way[0]).post(null, () -> {
                            try {
                                enter(all, entered, way, 0);
                            } finally {
                                tasks.countDown();
                            }
                        });
                    }
                }
            }));
        }
        for (Future<?> each1 : running) {
            each1.get(50, TimeUnit.SECONDS);
        }
        assertThat(tasks.await(50, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < count; i++) {
            int at = i;
            assertThat(all.get(i).call(() -> entered[at])).isEqualTo(expected[i]);
        }
    }

    /**
     * Enters one queue after another, each from within the one before, and counts there in a way that bears no second
     * thread.
     */
    private static void enter(List<SessionQueue> all, int[] entered, int[] way, int depth) {
        if (depth == way.length) {
            return;
        }
        int at = way[depth];
        all.get(at).call(() -> {
            int before = entered[at];
            if (before % 64 == 0) {
                Thread.yield();
            }
            entered[at] = before + 1;
            enter(all, entered, way, depth + 1);
            return null;
        });
    }

    // ---- the server stops

    @Test
    void callers_that_wait_are_told_when_the_server_stops() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Caller<String> holds = new Caller<>(() -> one.call(() -> {
            await(go);
            return "held";
        }));
        holds.awaitWaiting();
        one.post(null, () -> {});
        Caller<Object> waits = new Caller<>(() -> one.call(Object::new));
        waits.awaitWaiting();
        threads.shutdown();
        go.countDown();
        assertThat(holds.result()).isEqualTo("held");
        assertThatThrownBy(waits::result)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stopping");
        assertThatThrownBy(() -> one.post(null, () -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void a_caller_whose_turn_is_next_needs_no_thread_of_the_server() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Caller<String> holds = new Caller<>(() -> one.call(() -> {
            await(go);
            return "held";
        }));
        holds.awaitWaiting();
        Caller<String> waits = new Caller<>(() -> one.call(() -> "next"));
        waits.awaitWaiting();
        threads.shutdown();
        go.countDown();
        assertThat(holds.result()).isEqualTo("held");
        assertThat(waits.result()).isEqualTo("next");
    }

    // ---- threads

    private static <T> Future<T> inTask(SessionQueue queue, Callable<T> work) {
        java.util.concurrent.FutureTask<T> task = new java.util.concurrent.FutureTask<>(work);
        queue.post(null, task);
        return task;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static Caller<Thread>[] callers() {
        return (Caller<Thread>[]) new Caller<?>[1];
    }

    /** A task that keeps a queue until it is released. */
    private static final class Blocked {

        private final CountDownLatch go = new CountDownLatch(1);

        Blocked(SessionQueue queue) throws InterruptedException {
            CountDownLatch there = new CountDownLatch(1);
            queue.post(null, () -> {
                there.countDown();
                await(go);
            });
            there.await();
        }

        void release() {
            go.countDown();
        }
    }

    /** A thread of an application's own that makes one call. */
    private final class Caller<T> {

        private final Thread[] thread = new Thread[1];
        private final Future<T> result;

        Caller(Callable<T> call) {
            CountDownLatch started = new CountDownLatch(1);
            result = foreign.submit(() -> {
                thread[0] = Thread.currentThread();
                started.countDown();
                return call.call();
            });
            await(started);
        }

        Thread thread() {
            return thread[0];
        }

        T result() throws Exception {
            return result.get(20, TimeUnit.SECONDS);
        }

        void awaitWaiting() {
            awaitUntil(() -> thread[0].getState() == Thread.State.WAITING);
        }
    }

    private static void awaitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
