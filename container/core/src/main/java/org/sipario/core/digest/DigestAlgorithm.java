package org.sipario.core.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A digest algorithm: RFC 7616 §3.2, RFC 8760 §2.1. In order of strength; those with a session key are not offered
 * here.
 */
public enum DigestAlgorithm {
    /** The strongest. */
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    /** In newer phones. */
    SHA_256("SHA-256", "SHA-256", false),
    /** In every phone; broken as a hash, but still in use here (RFC 8760 §2.1). */
    MD5("MD5", "MD5", false),
    /** SHA-512-256 with a session key. */
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true),
    /** SHA-256 with a session key. */
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    /** MD5 with a session key. */
    MD5_SESS("MD5-sess", "MD5", true);

    private final String token;
    private final boolean session;

    /** Without input, to be cloned: {@code getInstance} would search the security providers each time. */
    private final MessageDigest begun;

    DigestAlgorithm(String token, String java, boolean session) {
        this.token = token;
        this.session = session;
        try {
            this.begun = MessageDigest.getInstance(java);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + java, e);
        }
    }

    /** The value of the algorithm parameter. */
    public String token() {
        return token;
    }

    /** Whether A1 includes nonce and cnonce (RFC 7616 §3.4.2). */
    public boolean isSession() {
        return session;
    }

    /** The algorithm of that name, in any case of letters; empty for an unknown one. */
    public static Optional<DigestAlgorithm> of(String token) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equalsIgnoreCase(token)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** H(text) in lower-case hex; text as UTF-8. */
    public String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    /** H(bytes) in lower-case hex. */
    public String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) begun.clone()).digest(bytes));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's " + begun.getAlgorithm() + " can not be copied", e);
        }
    }

    /** H(user:realm:password), which a server may store instead of the password. */
    public String ha1(String user, String realm, String password) {
        return hash(user + ":" + realm + ":" + password);
    }
}
