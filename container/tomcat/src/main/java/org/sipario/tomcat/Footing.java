package org.sipario.tomcat;

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
import org.sipario.transport.listener.Rejection;
import org.sipario.transport.listener.Tap;

/**
 * What the SIP side of a server stands on: listening points, the way out, a clock and threads. Without another word these are
 * sockets, the name service, real time and virtual threads; a test {@linkplain EmbeddedServerBuilder#on gives} a network in
 * memory and a clock of its own in their place.
 *
 * <p>One footing carries one server, once.
 */
public interface Footing {

    /** Who hears of what comes in; told before the first {@link #listen}. */
    void deliverTo(Receiver receiver, Rejection rejection);

    /**
     * Opens a listening point, for a SIP {@code <Connector>}.
     *
     * @throws IOException when it cannot be had; the message says why and what to do
     */
    ListeningPoint listen(ListeningSettings settings) throws IOException;

    /** The way out. */
    Wire wire();

    /** Finds the servers that a URI means. */
    Locator locator();

    /** The clock. */
    Timers timers();

    /** Runs session queues. Applications may block there. */
    Executor executor();

    /** Lets one listen in on every message, whichever way it goes; null for nobody, which must cost next to nothing. */
    void tap(@Nullable Tap tap);

    /** What has passed each listening point so far. */
    List<ServerCounts.Traffic> traffic();

    /**
     * Closes everything that was opened; the footing is not used again.
     *
     * @param grace how long what is under way may take
     */
    void close(Duration grace);
}
