package org.sipario.transaction;

import java.util.List;
import org.sipario.message.Flow;
import org.sipario.message.HeaderField;
import org.sipario.message.SipRequest;

/** A request that went out and what came back: RFC 3261 §17.1. Safe to use from any thread. */
public final class ClientTransaction {

    ClientTransaction() {}

    /** The request as it was sent, topmost Via included. */
    public SipRequest request() {
        throw new UnsupportedOperationException();
    }

    /** The way it left. */
    public Flow flow() {
        throw new UnsupportedOperationException();
    }

    /** Whether a final response came or none will come. */
    public boolean isDone() {
        throw new UnsupportedOperationException();
    }

    /**
     * Cancels an INVITE (RFC 3261 §9.1): at once when a provisional has come, else as soon as one comes, never after a
     * final one. When no final response follows within 64*T1, the user hears of a time-out.
     *
     * @param extra headers to add, as Reason (RFC 3326)
     */
    public void cancel(List<HeaderField> extra) {
        throw new UnsupportedOperationException();
    }
}
