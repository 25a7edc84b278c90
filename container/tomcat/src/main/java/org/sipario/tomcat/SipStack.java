package org.sipario.tomcat;

import java.io.IOException;
import java.time.Duration;
import org.sipario.message.ListeningPoint;

/** The SIP half of a {@link SipEngine}: transport, transactions and the container above them, introduced to each other. */
interface SipStack {

    /**
     * Opens a listening point. Requests that come in before {@link #serve()} are answered 503.
     *
     * @throws IOException when the port cannot be had
     */
    ListeningPoint listen(ListeningSettings settings) throws IOException;

    /** Takes new dialogs from now on. */
    void serve();

    /** Takes no more new dialogs; those there are go on. */
    void drain();

    /** Closes everything, after at most this long. */
    void stop(Duration grace);
}
