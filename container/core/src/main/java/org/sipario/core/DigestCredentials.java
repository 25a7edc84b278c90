package org.sipario.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.message.SyntaxException;

/**
 * A value of Authorization or Proxy-Authorization with scheme Digest: RFC 7616 §3.4, RFC 8760.
 *
 * @param uri digest-uri, usually the Request-URI
 * @param qop auth, auth-int, or null as of RFC 2069
 * @param count nc; 0 without qop
 * @param userhash whether username is H(user:realm)
 */
public record DigestCredentials(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        DigestAlgorithm algorithm,
        @Nullable String cnonce,
        @Nullable String opaque,
        @Nullable String qop,
        long count,
        boolean userhash) {

    /** Empty for another scheme or an unknown algorithm. @throws SyntaxException if something needed is missing */
    public static Optional<DigestCredentials> parse(String value) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /**
     * The answer to a challenge.
     *
     * @param uri the Request-URI as text
     * @param body for auth-int, which is used only where auth is not offered
     * @param count 1 for the first use of this nonce, then one more each time
     */
    public static DigestCredentials answer(
            DigestChallenge challenge,
            String username,
            String password,
            Method method,
            String uri,
            byte[] body,
            String cnonce,
            long count) {
        throw new UnsupportedOperationException();
    }

    /** Whether the response proves knowledge of the password. @param ha1 see {@link DigestAlgorithm#ha1} */
    public boolean proves(String ha1, Method method, byte[] body) {
        throw new UnsupportedOperationException();
    }

    /** The header value. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException();
    }
}
