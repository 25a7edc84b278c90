package org.sipario.transport.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EventLoops that wait without a timer keep appointments all the same. */
class EventLoopsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_appointed_while_a_loop_waits_happens_at_its_time_and_so_does_what_that_appoints(boolean portable)
            throws Exception {
        EventLoops loops = new EventLoops(portable, new SessionScheduler());
        try {
            EventLoop loop = loops.tcp().next();
            // Twice, the second time from a loop that has waited without a timer before.
            for (int i = 0; i < 2; i++) {
                CompletableFuture<Long> waited = new CompletableFuture<>();
                long begun = System.nanoTime();
                loop.schedule(
                        () -> loop.schedule(
                                () -> waited.complete(System.nanoTime() - begun), 20, TimeUnit.MILLISECONDS),
                        20,
                        TimeUnit.MILLISECONDS);
                assertThat(Duration.ofNanos(waited.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(40));
                loop.submit(() -> {}).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            loops.close(Duration.ofMillis(100));
        }
        assertThat(loops.tcp().isTerminated()).isTrue();
    }
}
