package org.sipario.tomcat.connector;

import java.io.IOException;
import org.sipario.message.wire.ListeningPoint;

/** What a SIP connector needs of the engine in its service. */
public interface ListeningPoints {

    /**
     * Opens a listening point. Requests that arrive before {@link #serve()} are answered 503.
     *
     * @throws IOException when the port cannot be bound; the message says why
     */
    ListeningPoint listen(ListeningSettings settings) throws IOException;

    /** Accepts new dialogs from now on. */
    void serve();

    /** Accepts no new dialogs from now on; those in progress continue. */
    void drain();
}
