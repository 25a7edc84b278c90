package org.sipario.tomcat.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Locator;
import org.sipario.message.wire.Receiver;
import org.sipario.message.wire.Timers;
import org.sipario.message.wire.Wire;
import org.sipario.tomcat.connector.ListeningSettings;
import org.sipario.transport.listener.Rejection;
import org.sipario.transport.listener.Tap;

/**
 * What the SIP side of a server runs on: listening points, sending, a clock and threads. By default these are sockets,
 * DNS, real time and virtual threads; a test gives {@code EmbeddedServerBuilder.on} a network in memory and a virtual
 * clock in their place.
 *
 * <p>One platform carries one server, once.
 */
public interface Platform {

    /** Sets the receiver of all messages; called before the first {@link #listen}. */
    void deliverTo(Receiver receiver, Rejection rejection);

    /**
     * Opens a listening point, for a SIP {@code <Connector>}.
     *
     * @throws IOException when it cannot be opened; the message says why and what to do
     */
    ListeningPoint listen(ListeningSettings settings) throws IOException;

    /** Sends messages. */
    Wire wire();

    /** Finds the servers for a URI (RFC 3263). */
    Locator locator();

    /** The clock. */
    Timers timers();

    /** Runs session queues. Applications may block there. */
    Executor executor();

    /** Passes every message, sent or received, to a tap; null for none, which must cost next to nothing. */
    void tap(@Nullable Tap tap);

    /** The messages of each listening point so far. */
    List<ServerCounts.Traffic> traffic();

    /**
     * Closes everything that was opened; the platform is not used again.
     *
     * @param grace how long sending what is queued may take
     */
    void close(Duration grace);
}
