package org.sipario.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.message.CSeq;
import org.sipario.message.SipRequest;

/**
 * The key of merged requests, which were forked upstream and arrive here more than once: RFC 3261 §8.2.2.2. A request
 * outside a dialog with the key of a request in progress, but in another transaction, is answered 482.
 *
 * @param fromTag null in requests of RFC 2543
 */
public record MergeKey(@Nullable String fromTag, String callId, CSeq cseq) {

    /** The key of a request. */
    public static MergeKey of(SipRequest request) {
        return new MergeKey(request.from().tag(), request.callId(), request.cseq());
    }

    /** Written out for speed: see {@link org.sipario.message.Method#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MergeKey key
                && callId.equals(key.callId)
                && cseq.equals(key.cseq)
                && Objects.equals(fromTag, key.fromTag);
    }

    @Override
    public int hashCode() {
        return (callId.hashCode() * 31 + Objects.hashCode(fromTag)) * 31 + cseq.hashCode();
    }
}
