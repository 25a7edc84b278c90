package org.sipario.transaction;

import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/**
 * Responses without a transaction: RFC 3261 §8.2.7. What is random in other responses is computed from the request, so
 * that a retransmission gets the same response.
 */
public final class StatelessResponses {

    private static final int RETRY_FROM = 5;
    private static final int RETRY_SPREAD = 11;

    private StatelessResponses() {}

    /**
     * A response with a To tag.
     *
     * @param status 300 … 699
     * @param reason null for the usual phrase
     */
    public static SipResponse answer(SipRequest request, int status, @Nullable String reason) {
        return SipResponse.to(request, status, reason, "s" + Integer.toUnsignedString(hash(request), 36));
    }

    /** A 503 with Retry-After of 5 to 15 s, spread so that not all come back at once (RFC 3261 §21.5.4). */
    static SipResponse unavailable(SipRequest request, String reason) {
        int seconds = RETRY_FROM + Math.floorMod(hash(request), RETRY_SPREAD);
        return answer(request, 503, reason).edit(edit -> edit.set(HeaderName.RETRY_AFTER, Integer.toString(seconds)));
    }

    /** Of the headers that are there: a malformed request may have no Call-ID. */
    private static int hash(SipRequest request) {
        String branch = request.topVia().branch();
        String callId = request.headers().value(HeaderName.CALL_ID);
        int hash = 31 * (callId == null ? 0 : callId.hashCode()) + (branch == null ? 0 : branch.hashCode());
        // Similar Call-IDs have similar hashes: mix the bits (the finalizer of MurmurHash3).
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
