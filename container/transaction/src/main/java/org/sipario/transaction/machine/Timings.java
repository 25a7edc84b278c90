package org.sipario.transaction.machine;

import java.time.Duration;

/**
 * The base times of all timers: RFC 3261 §17.1.1.1 and Table 4.
 *
 * @param t1 estimate of the round-trip time, 500 ms
 * @param t2 longest retransmission interval of non-INVITE requests and INVITE responses, 4 s
 * @param t4 longest time that a message stays in the network, 5 s
 * @param trying after which the transaction itself answers an INVITE with 100, 200 ms (§17.2.1)
 * @param c timer C: longest wait for a final response to a proxied INVITE after a provisional one, over 3 minutes
 *     (§16.6)
 */
public record Timings(Duration t1, Duration t2, Duration t4, Duration trying, Duration c) {

    public static final Timings DEFAULT = new Timings(
            Duration.ofMillis(500),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5),
            Duration.ofMillis(200),
            Duration.ofSeconds(181));

    /** 64*T1: timers B, F, H, L and M. */
    public Duration timeout() {
        // Not multipliedBy, which computes with BigDecimal: this is called several times per call.
        return Duration.ofNanos(64 * t1.toNanos());
    }
}
