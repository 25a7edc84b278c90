package org.sipario.core;

import java.util.Optional;

/** A digest algorithm: RFC 7616 §3.2, RFC 8760 §2.1. */
public enum DigestAlgorithm {
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    SHA_256("SHA-256", "SHA-256", false),
    MD5("MD5", "MD5", false),
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true),
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    MD5_SESS("MD5-sess", "MD5", true);

    private final String token;
    private final String java;
    private final boolean session;

    DigestAlgorithm(String token, String java, boolean session) {
        this.token = token;
        this.java = java;
        this.session = session;
    }

    /** As in the algorithm parameter. */
    public String token() {
        return token;
    }

    /** Whether A1 has nonce and cnonce in it (RFC 7616 §3.4.2). */
    public boolean isSession() {
        return session;
    }

    /** The one of that name, in any case of letters; empty for one we do not know. */
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
        throw new UnsupportedOperationException(java);
    }

    /** H(user:realm:password), which a server may store in place of the password. */
    public String ha1(String user, String realm, String password) {
        return hash(user + ":" + realm + ":" + password);
    }
}
