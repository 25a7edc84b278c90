package org.sipario.transaction;

import org.jspecify.annotations.Nullable;
import org.sipario.message.Flow;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** A request that came in and its answers: RFC 3261 §17.2. Safe to use from any thread. */
public final class ServerTransaction {

    ServerTransaction() {}

    /** The request, until the final response has gone; then null: nothing is kept of a finished call. */
    public @Nullable SipRequest request() {
        throw new UnsupportedOperationException();
    }

    /** The way the request came. */
    public Flow flow() {
        throw new UnsupportedOperationException();
    }

    /** Who wants to hear of failures and is found again by a CANCEL; null until {@link #attach}. */
    public @Nullable ServerUser user() {
        throw new UnsupportedOperationException();
    }

    /** Says who answers this request. */
    public void attach(ServerUser user) {
        throw new UnsupportedOperationException();
    }

    /** Whether a final response has gone. */
    public boolean isAnswered() {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends a response. After a final one, only further 2xx to an INVITE go out (RFC 6026 §7.1).
     *
     * @return false if the transaction does not allow it any more; nothing was sent
     */
    public boolean respond(SipResponse response) {
        throw new UnsupportedOperationException();
    }
}
