package org.sipario.core;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SyntaxException;

/**
 * A value of WWW-Authenticate or Proxy-Authenticate with scheme Digest: RFC 7616 §3.3, RFC 8760.
 *
 * @param qop offered, in order; empty for a challenge as of RFC 2069
 * @param stale whether only the nonce was too old, the password may be right
 * @param userhash whether the user's name may come hashed
 */
public record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        DigestAlgorithm algorithm,
        List<String> qop,
        boolean stale,
        boolean userhash) {

    /** Empty for another scheme or an algorithm we do not know: to be ignored. @throws SyntaxException if realm or nonce is missing */
    public static Optional<DigestChallenge> parse(String value) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /** The header value. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}
