package org.sipario.tomcat.standalone;

import java.io.IOException;
import java.time.Duration;
import org.sipario.tomcat.connector.ListeningAddress;

/**
 * Calls a server until it has run everything that a call needs a few thousand times. {@code sipario warm-up} does this to a
 * server whose loaded classes Java then stores in an AOT cache, so that the next server starts with them.
 */
public final class WarmUp {
    private static final Duration LENGTH = Duration.ofSeconds(20);
    private static final int CALLS = 4_000;

    private WarmUp() {}

    /**
     * Makes the calls and prints their number. The exit status is 1 when a call was not answered as it should be.
     *
     * @param arguments where the server listens, as {@code sipario status} prints it, such as {@code udp 127.0.0.1:5060}
     */
    public static void main(String[] arguments) {
        int calls = 0;
        long end = System.nanoTime() + LENGTH.toNanos();
        try (WarmUpCall call = new WarmUpCall(ListeningAddress.parse(arguments[0]))) {
            while (calls < CALLS && System.nanoTime() < end) {
                call.play();
                call.register();
                calls++;
            }
        } catch (IOException e) {
            System.err.println("after " + calls + " calls: " + e.getMessage());
            System.exit(1);
        }
        System.out.println(calls + " calls");
    }
}
