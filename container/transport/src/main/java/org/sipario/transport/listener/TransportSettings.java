package org.sipario.transport.listener;

import java.time.Duration;
import org.sipario.message.MessageLimits;

/**
 * How the transports behave, and what a stranger may cost them.
 *
 * @param message what one message may be
 * @param connectTimeout how long a peer may take to accept a connection; 4 s leaves time for another hop before a
 *     transaction's 32 s are over, and outlasts two lost SYNs
 * @param idleTimeout a connection on which nothing moves for so long is closed; 10 min is longer than any keep-alive
 *     interval that RFC 5626 §4.4.1 lets a client choose
 * @param messageTimeout how long the rest of a message that has begun may take to come; 20 s, as a peer that trickles
 *     bytes holds memory
 * @param connections open at once on a listening point; 20,000, as each costs two buffers and a file descriptor
 * @param connectionsPerAddress open at once from or to one IP address; 1,000, as there may be an office behind it
 * @param pendingBytes of messages that wait for a peer that reads slowly; beyond 1 MiB a connection's messages fail at
 *     once
 * @param receiveBuffer bytes the kernel keeps of datagrams not yet read; 4 MiB is about half a second at 10,000 a
 *     second. Linux cuts it to {@code net.core.rmem_max}
 * @param portable whether to use Java's own sockets even where the operating system's faster interface is at hand
 */
public record TransportSettings(
        MessageLimits message,
        Duration connectTimeout,
        Duration idleTimeout,
        Duration messageTimeout,
        int connections,
        int connectionsPerAddress,
        int pendingBytes,
        int receiveBuffer,
        boolean portable) {

    /** The system property that chooses Java's own sockets in {@link #DEFAULT}: {@code true} or {@code false}. */
    public static final String PORTABLE = "sipario.transport.portable";

    /** The defaults, each for the reason given above. */
    public static final TransportSettings DEFAULT = new TransportSettings(
            MessageLimits.DEFAULT,
            Duration.ofSeconds(4),
            Duration.ofMinutes(10),
            Duration.ofSeconds(20),
            20_000,
            1_000,
            1 << 20,
            4 << 20,
            Boolean.getBoolean(PORTABLE));

    public TransportSettings {
        positive("connectTimeout", connectTimeout.toMillis());
        positive("idleTimeout", idleTimeout.toMillis());
        positive("messageTimeout", messageTimeout.toMillis());
        positive("connections", connections);
        positive("connectionsPerAddress", connectionsPerAddress);
        positive("pendingBytes", pendingBytes);
        positive("receiveBuffer", receiveBuffer);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " " + value + " is not above 0");
        }
    }
}
