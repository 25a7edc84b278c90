package org.sipario.tomcat;

import java.io.IOException;
import java.time.Duration;

/**
 * Calls a server until it has done everything that a call needs some thousand times. {@code sipario warm-up} does this to a server of
 * which Java keeps what it has learned (an AOT cache), so that the next one starts with it.
 */
public final class WarmUp {
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final int CALLS = 4_000;

    private WarmUp() {}

    /**
     * Calls, and says how often. The exit status is 1 when a call was not answered as it should be.
     *
     * @param arguments where the server listens, as {@code sipario status} says it, such as {@code udp 127.0.0.1:5060}
     */
    public static void main(String[] arguments) {
        int calls = 0;
        long end = System.nanoTime() + LENGTH.toNanos();
        try (TrainingCall training = new TrainingCall(ListeningAddress.parse(arguments[0]))) {
            while (calls < CALLS && System.nanoTime() < end) {
                training.play();
                training.register();
                calls++;
            }
        } catch (IOException e) {
            System.err.println("after " + calls + " calls: " + e.getMessage());
            System.exit(1);
        }
        System.out.println(calls + " calls");
    }
}
