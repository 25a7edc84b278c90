package org.sipario.transport.listener;

import java.time.Duration;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Wire.SendFailure;

/** An open listening point, of whichever transport. */
public interface Listener {

    ListeningPoint listeningPoint();

    /**
     * Sends by a flow of this point.
     *
     * @param onFailure told at most once, never before this method has returned on the calling thread
     */
    void send(byte[] message, Flow flow, SendFailure onFailure);

    /** Whether the connection that a flow names is gone, so that only a new one could carry a message. */
    boolean isGone(Flow flow);

    ListenerCounts counts();

    /** Takes nothing new, lets out what is under way for at most this long, then closes. Returns when closed. */
    void close(Duration grace);
}
