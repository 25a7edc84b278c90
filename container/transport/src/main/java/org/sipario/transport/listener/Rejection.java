package org.sipario.transport.listener;

import org.sipario.message.SipRequest;
import org.sipario.message.wire.Flow;

/** Hears of a request that is wrong, but not so wrong that it could not be answered: RFC 3261 §8.2, RFC 4475. */
@FunctionalInterface
public interface Rejection {

    /**
     * Answers it. Called on the wire's own threads: must not block.
     *
     * @param request what was understood of it
     * @param flow the way it came, and the response goes
     * @param status of the response: 400, 413, 414, 505, 513 …
     * @param reason for the Reason-Phrase
     */
    void reject(SipRequest request, Flow flow, int status, String reason);
}
