package org.sipario.core;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.message.CSeq;
import org.sipario.message.SipRequest;

/**
 * What is equal in requests that were forked upstream and meet here again: RFC 3261 §8.2.2.2. A second request outside a
 * dialog with the key of one under way, but in another transaction, is answered 482.
 *
 * @param fromTag null in requests of RFC 2543
 */
public record MergeKey(@Nullable String fromTag, String callId, CSeq cseq) {

    /** The key of a request. */
    public static MergeKey of(SipRequest request) {
        return new MergeKey(request.from().tag(), request.callId(), request.cseq());
    }

    /** By hand, as in {@link org.sipario.message.Method}. */
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
