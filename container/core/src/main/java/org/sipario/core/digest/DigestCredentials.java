package org.sipario.core.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.message.SyntaxException;

/**
 * A value of Authorization or Proxy-Authorization with scheme Digest: RFC 7616 §3.4, RFC 8760.
 *
 * @param username in plain text or hashed
 * @param realm of the challenge
 * @param nonce of the challenge
 * @param response the digest, in hex
 * @param cnonce the nonce of the client; not null with qop
 * @param opaque of the challenge
 * @param uri digest-uri, usually the Request-URI
 * @param qop auth, auth-int, or null for RFC 2069
 * @param count the nonce count (nc); 0 without qop
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

    /**
     * Reads a header value.
     *
     * @return empty for another scheme or an unknown algorithm
     * @throws SyntaxException if it is malformed or a required parameter is missing
     */
    public static Optional<DigestCredentials> parse(String value) throws SyntaxException {
        Optional<AuthParameters> parsed = AuthParameters.parse(value);
        Optional<DigestAlgorithm> algorithm = parsed.flatMap(AuthParameters::algorithm);
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        AuthParameters parameters = parsed.get();
        String qop = parameters.value("qop");
        return Optional.of(new DigestCredentials(
                parameters.need("username"),
                parameters.need("realm"),
                parameters.need("nonce"),
                parameters.need("uri"),
                parameters.need("response"),
                algorithm.get(),
                qop == null ? parameters.value("cnonce") : parameters.need("cnonce"),
                parameters.value("opaque"),
                qop,
                qop == null ? 0 : count(parameters.need("nc")),
                parameters.isTrue("userhash")));
    }

    /**
     * The answer to a challenge.
     *
     * @param uri the Request-URI as text
     * @param body for auth-int, which is used only if auth is not offered
     * @param count 1 for the first use of this nonce, then increasing by 1
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
        String qop = challenge.qop().isEmpty() ? null : challenge.qop().contains("auth") ? "auth" : "auth-int";
        DigestAlgorithm algorithm = challenge.algorithm();
        var open = new DigestCredentials(
                username,
                challenge.realm(),
                challenge.nonce(),
                uri,
                "",
                algorithm,
                qop == null && !algorithm.isSession() ? null : cnonce,
                challenge.opaque(),
                qop,
                qop == null ? 0 : count,
                false);
        return open.with(open.expected(algorithm.ha1(username, challenge.realm(), password), method, body));
    }

    /**
     * Whether the response proves knowledge of the password.
     *
     * @param ha1 see {@link DigestAlgorithm#ha1}
     */
    public boolean proves(String ha1, Method method, byte[] body) {
        byte[] expected = expected(ha1, method, body).getBytes(StandardCharsets.UTF_8);
        byte[] given = response.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, given);
    }

    /** The header value. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        AuthParameters.quote(text.append("Digest username="), username);
        AuthParameters.quote(text.append(", realm="), realm);
        AuthParameters.quote(text.append(", nonce="), nonce);
        AuthParameters.quote(text.append(", uri="), uri);
        text.append(", response=\"").append(response).append('"');
        text.append(", algorithm=").append(algorithm.token());
        if (cnonce != null) {
            AuthParameters.quote(text.append(", cnonce="), cnonce);
        }
        if (opaque != null) {
            AuthParameters.quote(text.append(", opaque="), opaque);
        }
        if (qop != null) {
            text.append(", qop=").append(qop).append(", nc=").append(countText());
        }
        if (userhash) {
            text.append(", userhash=true");
        }
        return text.toString();
    }

    /** RFC 7616 §3.4.1 to §3.4.3. */
    private String expected(String ha1, Method method, byte[] body) {
        String key = algorithm.isSession() ? algorithm.hash(ha1 + ":" + nonce + ":" + cnonce) : ha1;
        String a2 = method + ":" + uri + ("auth-int".equalsIgnoreCase(qop) ? ":" + algorithm.hash(body) : "");
        String proof = algorithm.hash(a2);
        return algorithm.hash(
                qop == null
                        ? key + ":" + nonce + ":" + proof
                        : key + ":" + nonce + ":" + countText() + ":" + cnonce + ":" + qop + ":" + proof);
    }

    private DigestCredentials with(String proof) {
        return new DigestCredentials(
                username, realm, nonce, uri, proof, algorithm, cnonce, opaque, qop, count, userhash);
    }

    private String countText() {
        return HexFormat.of().toHexDigits(count, 8);
    }

    private static long count(String nc) throws SyntaxException {
        try {
            if (nc.length() == 8) {
                return HexFormat.fromHexDigitsToLong(nc);
            }
        } catch (IllegalArgumentException _) {
            // Not hexadecimal: the exception below is for this and for a wrong length.
        }
        throw new SyntaxException("nc=" + nc + " is not eight hex digits");
    }
}
