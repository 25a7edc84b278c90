package org.sipario.core.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Tokens;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SyntaxException;

/**
 * The server side of digest: RFC 7616 §3.3 to §3.5, RFC 3261 §22, RFC 8760.
 *
 * <p>A nonce is its time of issue, a unique token, and a keyed hash of both and the realm, so no state is kept for a
 * challenge. The nonce counts used are kept ({@link NonceCounts}) while the nonce is valid. Safe to use from any
 * thread.
 */
public final class DigestVerifier {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Hex digits of 64 bits. */
    private static final int HEX_LENGTH = 16;

    // A nonce: the time in hex, a token, 128 bits of keyed hash in hex.
    private static final int SIGNATURE = HEX_LENGTH + Tokens.LENGTH;
    private static final int SIGNATURE_LOW = SIGNATURE + HEX_LENGTH;
    private static final int NONCE_LENGTH = SIGNATURE_LOW + HEX_LENGTH;

    /** The users that one node registers within the life of a nonce; 15 MB if there are so many. */
    private static final int USES = 200_000;

    private static final List<String> QOP = List.of("auth");

    /** The passwords. */
    @FunctionalInterface
    public interface Users {
        /** HA1 of the user ({@link DigestAlgorithm#ha1}), or null for an unknown user. */
        @Nullable
        String ha1(String user, String realm, DigestAlgorithm algorithm);
    }

    /** The outcome. */
    public sealed interface Verdict {
        /** The credentials are valid. */
        record Authenticated(String user) implements Verdict {}

        /**
         * To be challenged.
         *
         * @param stale whether the password was correct and only the nonce is no longer valid
         */
        record Challenge(boolean stale) implements Verdict {}

        /** Malformed credentials: 400. */
        record Malformed(String why) implements Verdict {}
    }

    /** Has the key and no input, to be cloned: {@code getInstance} would search the security providers each time. */
    private final Mac keyed;

    private final long life;
    private final List<DigestAlgorithm> algorithms;
    private final Tokens tokens;
    private final NonceCounts uses = new NonceCounts(USES);

    /**
     * @param secret the key of the nonces; the same on all nodes of a cluster
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
     * The challenges to send, one for each header line, best first.
     *
     * @param now milliseconds since the epoch
     */
    public List<DigestChallenge> challenges(String realm, boolean stale, long now) {
        String nonce = nonce(realm, now);
        List<DigestChallenge> challenges = new ArrayList<>(algorithms.size());
        for (DigestAlgorithm algorithm : algorithms) {
            challenges.add(new DigestChallenge(realm, nonce, null, algorithm, QOP, stale, false));
        }
        return Collections.unmodifiableList(challenges);
    }

    /**
     * Verifies the credentials of a request for a realm. The digest-uri is not compared with the Request-URI, which
     * proxies may have changed (RFC 3261 §22.4); replay is prevented by the nonce count.
     *
     * @param header AUTHORIZATION or PROXY_AUTHORIZATION
     * @param now milliseconds since the epoch
     */
    public Verdict verify(SipRequest request, HeaderName header, String realm, Users users, long now) {
        for (HeaderField field : request.headers().all(header)) {
            try {
                DigestCredentials found = DigestCredentials.parse(field.value()).orElse(null);
                if (found != null && found.realm().equals(realm) && algorithms.contains(found.algorithm())) {
                    return verify(request, found, users, now);
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

    /** Without qop there is no count: such a client may use each nonce once. */
    private boolean isFresh(DigestCredentials credentials, long now) {
        String nonce = credentials.nonce();
        // Characters that are not ASCII become question marks, which no nonce made here has.
        byte[] given = nonce.getBytes(StandardCharsets.US_ASCII);
        if (given.length != NONCE_LENGTH) {
            return false;
        }
        byte[] ours = Arrays.copyOf(given, NONCE_LENGTH);
        sign(ours, credentials.realm());
        if (!MessageDigest.isEqual(ours, given)) {
            return false;
        }
        long issued = HexFormat.fromHexDigitsToLong(nonce, 0, HEX_LENGTH);
        long oldest = now - life;
        return issued >= oldest
                && uses.use(
                        HexFormat.fromHexDigitsToLong(nonce, SIGNATURE, SIGNATURE_LOW),
                        HexFormat.fromHexDigitsToLong(nonce, SIGNATURE_LOW, NONCE_LENGTH),
                        issued,
                        credentials.count(),
                        oldest);
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

    private String nonce(String realm, long now) {
        byte[] nonce = new byte[NONCE_LENGTH];
        writeHex(now, nonce, 0);
        byte[] token = tokens.nonce().getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(token, 0, nonce, HEX_LENGTH, Tokens.LENGTH);
        sign(nonce, realm);
        return new String(nonce, StandardCharsets.US_ASCII);
    }

    /** Writes the signature after the part that it signs. */
    private void sign(byte[] nonce, String realm) {
        try {
            // A Mac has state: a clone for each use, so that no thread waits for another.
            Mac mac = (Mac) keyed.clone();
            mac.update(nonce, 0, SIGNATURE);
            ByteBuffer whole = ByteBuffer.wrap(mac.doFinal(realm.getBytes(StandardCharsets.UTF_8)));
            writeHex(whole.getLong(), nonce, SIGNATURE);
            writeHex(whole.getLong(), nonce, SIGNATURE_LOW);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's HmacSHA256 cannot be cloned", e);
        }
    }

    /** Sixteen digits. HexFormat would make a string first. */
    private static void writeHex(long value, byte[] to, int at) {
        long rest = value;
        for (int i = at + HEX_LENGTH - 1; i >= at; i--) {
            to[i] = DIGITS[(int) rest & 15];
            rest >>>= 4;
        }
    }
}
