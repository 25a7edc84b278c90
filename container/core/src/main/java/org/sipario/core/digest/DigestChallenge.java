package org.sipario.core.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SyntaxException;

/**
 * A value of WWW-Authenticate or Proxy-Authenticate with scheme Digest: RFC 7616 §3.3, RFC 8760.
 *
 * @param realm of the user
 * @param nonce to be returned
 * @param opaque to be returned, or null
 * @param qop offered, in order; empty for a challenge of RFC 2069
 * @param stale whether only the nonce was too old, and the password may be correct
 * @param userhash whether the user name may be hashed
 */
public record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        DigestAlgorithm algorithm,
        List<String> qop,
        boolean stale,
        boolean userhash) {

    /** Characters of a challenge made here, with a realm of usual length. */
    private static final int LENGTH = 192;

    /** Copies the list. */
    public DigestChallenge {
        qop = List.copyOf(qop);
    }

    /**
     * Reads a header value.
     *
     * @return empty for another scheme or an unknown algorithm: to be ignored
     * @throws SyntaxException if it is malformed, or realm or nonce is missing
     */
    public static Optional<DigestChallenge> parse(String value) throws SyntaxException {
        Optional<AuthParameters> parsed = AuthParameters.parse(value);
        Optional<DigestAlgorithm> algorithm = parsed.flatMap(AuthParameters::algorithm);
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        AuthParameters parameters = parsed.get();
        String qop = parameters.value("qop");
        return Optional.of(new DigestChallenge(
                parameters.need("realm"),
                parameters.need("nonce"),
                parameters.value("opaque"),
                algorithm.get(),
                qop == null ? List.of() : tokens(qop),
                parameters.isTrue("stale"),
                parameters.isTrue("userhash")));
    }

    /** The header value. */
    @Override
    public String toString() {
        var text = new StringBuilder(LENGTH);
        AuthParameters.quote(text.append("Digest realm="), realm);
        AuthParameters.quote(text.append(", nonce="), nonce);
        if (opaque != null) {
            AuthParameters.quote(text.append(", opaque="), opaque);
        }
        text.append(", algorithm=").append(algorithm.token());
        if (!qop.isEmpty()) {
            AuthParameters.quote(text.append(", qop="), qop.size() == 1 ? qop.getFirst() : String.join(",", qop));
        }
        if (stale) {
            text.append(", stale=true");
        }
        if (userhash) {
            text.append(", userhash=true");
        }
        return text.toString();
    }

    private static List<String> tokens(String list) {
        List<String> tokens = new ArrayList<>();
        for (String token : list.split(",")) {
            String clean = token.strip().toLowerCase(Locale.ROOT);
            if (!clean.isEmpty()) {
                tokens.add(clean);
            }
        }
        return tokens;
    }
}
