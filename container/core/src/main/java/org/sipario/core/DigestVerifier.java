package org.sipario.core;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SyntaxException;

/**
 * The server's side of digest: RFC 7616 §3.3 to §3.5, RFC 3261 §22, RFC 8760.
 *
 * <p>A nonce is its time of issue, something unique, and a keyed hash of both and the realm: nothing is remembered of a
 * challenge. Counts used are remembered ({@link NonceUses}) while the nonce lives. Safe to use from any thread.
 */
public final class DigestVerifier {

    /** 16 hex digits of time, a token, 32 hex digits of keyed hash. */
    private static final int TIME_LENGTH = 16;

    private static final int NONCE_LENGTH = TIME_LENGTH + Tokens.LENGTH + 32;

    /** A hundred bytes each; as many users as one node registers within the life of a nonce. */
    private static final int USES = 200_000;

    /** Knows passwords. */
    @FunctionalInterface
    public interface Users {
        /** The password's HA1 ({@link DigestAlgorithm#ha1}), or null for an unknown user. */
        @Nullable
        String ha1(String user, String realm, DigestAlgorithm algorithm);
    }

    /** The outcome. */
    public sealed interface Verdict {
        /** Who it is. */
        record Authenticated(String user) implements Verdict {}

        /**
         * Challenge.
         *
         * @param stale whether the password was right and only the nonce is not good any more
         */
        record Challenge(boolean stale) implements Verdict {}

        /** Credentials that can not be read: 400. */
        record Malformed(String why) implements Verdict {}
    }

    /** Knows the secret, has begun with nothing, and is only copied: making one anew means looking through Java's providers. */
    private final Mac keyed;

    private final long life;
    private final List<DigestAlgorithm> algorithms;
    private final Tokens tokens;
    private final NonceUses uses = new NonceUses(USES);

    /**
     * @param secret that nobody else knows; the same on all nodes of a cluster
     * @param life of a nonce
     * @param algorithms offered, best first (RFC 8760 §2.3)
     * @param tokens that make nonces unique
     */
    public DigestVerifier(byte[] secret, Duration life, List<DigestAlgorithm> algorithms, Tokens tokens) {
        this.keyed = keyed(secret);
        this.life = life.toMillis();
        this.algorithms = List.copyOf(algorithms);
        this.tokens = tokens;
    }

    /**
     * The challenges to send, one a header line, best first.
     *
     * @param now milliseconds since the epoch
     */
    public List<DigestChallenge> challenges(String realm, boolean stale, long now) {
        String unsigned = HexFormat.of().toHexDigits(now) + tokens.nonce();
        String nonce = unsigned + signature(unsigned, realm);
        return algorithms.stream()
                .map(algorithm -> new DigestChallenge(realm, nonce, null, algorithm, List.of("auth"), stale, false))
                .toList();
    }

    /**
     * Looks at the credentials of a request for a realm. The digest-uri is not compared with the Request-URI, which proxies
     * before us may have changed (RFC 3261 §22.4); replay is stopped by the count.
     *
     * @param header AUTHORIZATION or PROXY_AUTHORIZATION
     * @param now milliseconds since the epoch
     */
    public Verdict verify(SipRequest request, HeaderName header, String realm, Users users, long now) {
        for (HeaderField field : request.headers().all(header)) {
            try {
                Optional<DigestCredentials> found = DigestCredentials.parse(field.value())
                        .filter(credentials ->
                                credentials.realm().equals(realm) && algorithms.contains(credentials.algorithm()));
                if (found.isPresent()) {
                    return verify(request, found.get(), users, now);
                }
            } catch (SyntaxException e) {
                return new Verdict.Malformed(String.valueOf(e.getMessage()));
            }
        }
        return new Verdict.Challenge(false);
    }

    private Verdict verify(SipRequest request, DigestCredentials credentials, Users users, long now) {
        String ha1 = users.ha1(credentials.username(), credentials.realm(), credentials.algorithm());
        if (ha1 == null || !credentials.proves(ha1, request.method(), request.body())) {
            return new Verdict.Challenge(false);
        }
        return isFresh(credentials, now)
                ? new Verdict.Authenticated(credentials.username())
                : new Verdict.Challenge(true);
    }

    /** Without qop there is no count: such a client uses each nonce once. */
    private boolean isFresh(DigestCredentials credentials, long now) {
        String nonce = credentials.nonce();
        if (nonce.length() != NONCE_LENGTH) {
            return false;
        }
        int end = TIME_LENGTH + Tokens.LENGTH;
        String unsigned = nonce.substring(0, end);
        boolean ours = MessageDigest.isEqual(
                signature(unsigned, credentials.realm()).getBytes(StandardCharsets.US_ASCII),
                nonce.substring(end).getBytes(StandardCharsets.US_ASCII));
        if (!ours) {
            return false;
        }
        long issued = HexFormat.fromHexDigitsToLong(nonce, 0, TIME_LENGTH);
        long oldest = now - life;
        return issued >= oldest && uses.use(nonce, issued, credentials.count(), oldest);
    }

    private static Mac keyed(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private String signature(String unsigned, String realm) {
        try {
            // Mac has state: one for each use, so that no thread waits for another.
            Mac mac = (Mac) keyed.clone();
            byte[] whole = mac.doFinal((unsigned + realm).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, 16);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's HmacSHA256 can not be copied", e);
        }
    }
}
