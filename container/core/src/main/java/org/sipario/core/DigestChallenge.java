package org.sipario.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SyntaxException;

/**
 * A value of WWW-Authenticate or Proxy-Authenticate with scheme Digest: RFC 7616 §3.3, RFC 8760.
 *
 * @param realm whose passwords are asked for
 * @param nonce to be given back
 * @param opaque to be given back, or null
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

    /** Copies the list. */
    public DigestChallenge {
        qop = List.copyOf(qop);
    }

    /**
     * Reads a header value.
     *
     * @return empty for another scheme or an algorithm we do not know: to be ignored
     * @throws SyntaxException if it can not be read, or realm or nonce is missing
     */
    public static Optional<DigestChallenge> parse(String value) throws SyntaxException {
        Optional<AuthParameters> parsed = AuthParameters.parse(value);
        if (parsed.isEmpty() || parsed.get().algorithm().isEmpty()) {
            return Optional.empty();
        }
        AuthParameters parameters = parsed.get();
        String qop = parameters.value("qop");
        return Optional.of(new DigestChallenge(
                parameters.need("realm"),
                parameters.need("nonce"),
                parameters.value("opaque"),
                parameters.algorithm().get(),
                qop == null ? List.of() : tokens(qop),
                parameters.isTrue("stale"),
                parameters.isTrue("userhash")));
    }

    /** The header value. */
    @Override
    public String toString() {
        var text = new StringBuilder("Digest realm=").append(AuthParameters.quoted(realm));
        text.append(", nonce=").append(AuthParameters.quoted(nonce));
        if (opaque != null) {
            text.append(", opaque=").append(AuthParameters.quoted(opaque));
        }
        text.append(", algorithm=").append(algorithm.token());
        if (!qop.isEmpty()) {
            text.append(", qop=").append(AuthParameters.quoted(String.join(",", qop)));
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
        return Arrays.stream(list.split(","))
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .filter(token -> !token.isEmpty())
                .toList();
    }
}
