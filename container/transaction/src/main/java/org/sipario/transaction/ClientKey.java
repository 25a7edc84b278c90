package org.sipario.transaction;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.message.SipResponse;
import org.sipario.transaction.absorb.AbsorbedTransactions;
import org.sipario.transaction.machine.Kind;

/**
 * The key by which a response finds its client transaction: RFC 3261 §17.1.3.
 *
 * @param branch of the topmost Via
 * @param method of CSeq, since a CANCEL shares the branch of its INVITE
 */
record ClientKey(String branch, Method method) implements AbsorbedTransactions.Key {

    /** The key of a response; null if its Via has no branch and so is not ours. */
    static @Nullable ClientKey of(SipResponse response) {
        String branch = response.topVia().branch();
        return branch == null ? null : new ClientKey(branch, response.cseq().method());
    }

    Kind kind() {
        return Kind.client(method);
    }

    @Override
    public byte[] bytes() {
        return (branch + ' ' + method).getBytes(StandardCharsets.UTF_8);
    }

    /** Written out for speed: see {@link Method#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientKey key && branch.equals(key.branch) && method.equals(key.method);
    }

    @Override
    public int hashCode() {
        return branch.hashCode() * 31 + method.hashCode();
    }
}
