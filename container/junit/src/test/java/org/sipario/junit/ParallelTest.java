package org.sipario.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.sipario.junit.apps.Greeter;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;

/**
 * Where JUnit runs tests in parallel, classes run at the same time, each on its own server, and tests of one class do
 * not.
 */
class ParallelTest {

    /** Both classes must have reached this before either goes on. */
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    private static final AtomicInteger TOGETHER = new AtomicInteger();

    private abstract static class Calls {
        private static final String MESSAGES = """
                alice   -> greeter MESSAGE
                greeter -> alice   200
                    + X-Before: 0
                alice   -> greeter MESSAGE
                greeter -> alice   200
                    + X-Before: 1
                """;

        @UserAgent("alice")
        private TestUserAgent alice;

        @RepeatedTest(4)
        void the_first_message_finds_nobody_before_it(Ladder ladder) {
            ladder.play(MESSAGES);
            assertThat(alice.name()).isEqualTo("alice");
        }
    }

    @SipTest(Greeter.class)
    static class First extends Calls {
        @BeforeAll
        static void meet() throws Exception {
            BOTH.await(60, TimeUnit.SECONDS);
            TOGETHER.incrementAndGet();
        }
    }

    @SipTest(Greeter.class)
    static class Second extends Calls {
        @BeforeAll
        static void meet() throws Exception {
            BOTH.await(60, TimeUnit.SECONDS);
            TOGETHER.incrementAndGet();
        }
    }

    @Test
    void two_classes_run_at_the_same_time_and_do_not_disturb_each_other() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(First.class), selectClass(Second.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.started(8).succeeded(8));

        assertThat(TOGETHER).hasValue(2);
    }
}
