package org.sipario.servlet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.servlet.flows.Thrown;

/** The queue of a session on threads that the test steps through; {@link CallsBetweenQueuesTest} has real ones. */
class SessionQueueTest {

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private boolean stopping;
    private final SessionQueues queues = new SessionQueues(this::execute, 3);
    private final SessionQueue queue = queues.create();
    private final List<String> done = new ArrayList<>();

    private void execute(Runnable drain) {
        if (stopping) {
            throw new RejectedExecutionException("the server is stopping");
        }
        threads.add(drain);
    }

    private void runThreads() {
        for (Runnable thread = threads.poll(); thread != null; thread = threads.poll()) {
            thread.run();
        }
    }

    // ---- tasks

    @Test
    void tasks_run_one_after_another_in_the_order_in_which_they_were_added() {
        post("first");
        queue.offer(new Recorded(), () -> {
            post("added by the second");
            done.add("second");
        });
        post("third");
        assertThat(done).isEmpty();
        runThreads();
        assertThat(done).containsExactly("first", "second", "third", "added by the second");
    }

    @Test
    void a_queue_takes_one_thread_at_a_time_and_gives_it_back_when_it_is_empty() {
        post("first");
        post("second");
        assertThat(threads).hasSize(1);
        runThreads();
        post("third");
        assertThat(threads).hasSize(1);
        runThreads();
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void a_full_queue_takes_no_request_but_what_must_not_be_lost() {
        for (int i = 0; i < 3; i++) {
            assertThat(queue.offer(new Recorded(), () -> done.add("request"))).isTrue();
        }
        assertThat(queue.offer(new Recorded(), () -> done.add("one too many"))).isFalse();
        post("timer");
        runThreads();
        assertThat(done).containsExactly("request", "request", "request", "timer");
        assertThat(queue.offer(new Recorded(), () -> done.add("another"))).isTrue();
        runThreads();
        assertThat(done).endsWith("another");
    }

    @Test
    void a_task_that_throws_has_its_exchange_given_up_and_the_next_one_runs(Thrown thrown) {
        Recorded failing = new Recorded();
        Recorded good = new Recorded();
        queue.offer(failing, () -> {
            throw new IllegalArgumentException("a bug of ours");
        });
        queue.offer(good, () -> done.add("next"));
        queue.post(null, () -> {
            throw new StackOverflowError("a bug without exchange");
        });
        runThreads();
        post("last");
        runThreads();
        assertThat(failing.givenUp).isEqualTo(1);
        assertThat(good.givenUp).isZero();
        assertThat(done).containsExactly("next", "last");
        assertThat(thrown.take()).hasSize(2).first().asString().contains("a bug of ours");
    }

    @Test
    void an_exchange_that_cannot_be_given_up_does_not_stop_the_queue_either(Thrown thrown) {
        queue.offer(
                new Recorded() {
                    @Override
                    public void giveUp() {
                        throw new IllegalStateException("another bug of ours");
                    }
                },
                () -> {
                    throw new IllegalArgumentException("a bug of ours");
                });
        post("next");
        runThreads();
        assertThat(done).containsExactly("next");
        assertThat(thrown.take()).hasSize(2).last().asString().contains("another bug of ours");
    }

    @Test
    void a_thread_that_drained_the_queue_has_its_class_loader_back() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        queue.post(null, () -> thread.setContextClassLoader(null));
        runThreads();
        assertThat(thread.getContextClassLoader()).isSameAs(before);
    }

    // ---- calls

    @Test
    void a_call_from_a_task_of_the_queue_runs_at_once() {
        post("before");
        queue.post(null, () -> done.add(queue.call(() -> "the call")));
        post("after");
        runThreads();
        assertThat(done).containsExactly("before", "the call", "after");
    }

    @Test
    void a_call_on_an_idle_queue_runs_on_the_calling_thread() {
        Thread ran = queue.call(() -> {
            assertThat(queue.isCurrent()).isTrue();
            return Thread.currentThread();
        });
        assertThat(ran).isSameAs(Thread.currentThread());
        assertThat(queue.isCurrent()).isFalse();
        assertThat(threads).isEmpty();
    }

    @Test
    void what_comes_while_a_call_runs_waits_for_its_end() {
        queue.call(() -> {
            post("task");
            assertThat(threads).isEmpty();
            return done.add("call");
        });
        runThreads();
        assertThat(done).containsExactly("call", "task");
    }

    @Test
    void what_a_call_throws_comes_to_the_caller_and_the_queue_goes_on() {
        IllegalStateException thrown = new IllegalStateException("what JSR 289 says");
        assertThatThrownBy(() -> queue.call(() -> {
                    post("task");
                    throw thrown;
                }))
                .isSameAs(thrown);
        runThreads();
        assertThat(done).containsExactly("task");
        assertThat(queue.call(() -> "fine")).isEqualTo("fine");
    }

    @Test
    void a_call_may_return_nothing() {
        assertThat(queue.<Object>call(() -> null)).isNull();
    }

    // ---- work that is wanted soon, and not waited for

    @Test
    void what_is_wanted_soon_runs_now_where_the_queue_is_idle() {
        queue.runSoon(() -> done.add("now"));
        assertThat(done).containsExactly("now");
        assertThat(threads).isEmpty();
    }

    @Test
    void what_is_wanted_soon_waits_behind_what_is_there() {
        queue.post(null, () -> {
            queue.runSoon(() -> done.add("later"));
            done.add("task");
        });
        queue.runSoon(() -> done.add("soon"));
        runThreads();
        assertThat(done).containsExactly("task", "soon", "later");
    }

    @Test
    void what_is_wanted_soon_and_throws_is_a_task_that_throws(Thrown thrown) {
        queue.runSoon(() -> {
            throw new IllegalStateException("a bug of ours");
        });
        assertThat(queue.call(() -> "fine")).isEqualTo("fine");
        assertThat(thrown.take()).singleElement().asString().contains("a bug of ours");
    }

    // ---- the server stops

    @Test
    void a_server_that_stops_refuses_tasks_and_lets_go_of_the_queue() {
        stopping = true;
        assertThatThrownBy(() -> post("refused")).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> queue.offer(new Recorded(), () -> done.add("refused")))
                .isInstanceOf(RejectedExecutionException.class);
        stopping = false;
        post("next");
        runThreads();
        assertThat(done).containsExactly("refused", "refused", "next");
    }

    @Test
    void a_call_on_an_idle_queue_needs_no_thread_of_the_server() {
        stopping = true;
        assertThat(queue.call(() -> "fine")).isEqualTo("fine");
    }

    @Test
    void a_call_on_a_queue_that_no_thread_takes_any_more_is_told_so() {
        stopping = true;
        assertThatThrownBy(() -> post("refused")).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> queue.call(() -> done.add("never")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stopping");
        stopping = false;
        post("next");
        runThreads();
        assertThat(done).containsExactly("refused", "next");
    }

    @Test
    void the_result_of_a_call_is_not_lost_because_what_came_meanwhile_is_refused() {
        assertThat(queue.call(() -> {
                    post("refused");
                    stopping = true;
                    return "fine";
                }))
                .isEqualTo("fine");
        assertThatThrownBy(() -> queue.call(() -> {
                    throw new IllegalArgumentException("what JSR 289 says");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stopping");
        stopping = false;
        post("next");
        runThreads();
        assertThat(done).containsExactly("refused", "next");
    }

    private void post(String name) {
        queue.post(null, () -> done.add(name));
    }

    /** An exchange that counts how often it was given up. */
    private static class Recorded implements Exchange {

        int givenUp;

        @Override
        public void giveUp() {
            givenUp++;
        }

        @Override
        public Method method() {
            return Method.INVITE;
        }

        @Override
        public long sequence() {
            return 1;
        }

        @Override
        public boolean isPending() {
            return true;
        }

        @Override
        public boolean isSent() {
            return false;
        }

        @Override
        public boolean isInitial() {
            return true;
        }

        @Override
        public void abandon(Session ended) {}

        @Override
        public boolean pracked(SipRequest prack) {
            return false;
        }
    }
}
