package org.sipario.trace.capture;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.sipario.message.wire.Transport;

/**
 * One message as it went over the wire.
 *
 * @param time when; as fine as the file says it, microseconds in ours
 * @param way whether the server got it or sent it
 * @param transport what was spoken
 * @param from the sender's socket address
 * @param to the receiver's socket address
 * @param bytes the message; not to be changed, perhaps not well formed
 */
public record Traced(
        Instant time, Way way, Transport transport, InetSocketAddress from, InetSocketAddress to, byte[] bytes) {

    /** Seen from the server. */
    public enum Way {
        /** The server got it. */
        IN,
        /** The server sent it. */
        OUT,
        /** The file does not say: another program wrote it. */
        UNKNOWN
    }

    /** The same message, known to be the server's or not. */
    public Traced as(Way known) {
        return new Traced(time, known, transport, from, to, bytes);
    }

    /** The end that is not the server's. */
    public InetSocketAddress peer() {
        return way == Way.OUT ? to : from;
    }

    /** The server's end. */
    public InetSocketAddress server() {
        return way == Way.OUT ? from : to;
    }
}
