package org.sipario.core;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;

/** The server's side of digest: nonces that prove their own age, replay window, check: RFC 7616 §3.3 to §3.5, RFC 3261 §22. */
public final class DigestVerifier {

    /** Knows passwords. */
    @FunctionalInterface
    public interface Users {
        /** The password's HA1 ({@link DigestAlgorithm#ha1}), or null for an unknown user. */
        @Nullable
        String ha1(String user, String realm, DigestAlgorithm algorithm);
    }

    /** The outcome. */
    public sealed interface Verdict {
        record Authenticated(String user) implements Verdict {}

        /** Challenge. @param stale whether the password was right and only the nonce is not good any more */
        record Challenge(boolean stale) implements Verdict {}

        /** Credentials that can not be read: 400. */
        record Malformed(String why) implements Verdict {}
    }

    /**
     * @param secret that nobody else knows; the same on all nodes of a cluster
     * @param life of a nonce
     * @param algorithms offered, best first (RFC 8760 §2.3)
     */
    public DigestVerifier(byte[] secret, Duration life, List<DigestAlgorithm> algorithms) {
        throw new UnsupportedOperationException();
    }

    /** The challenges to send, one a header line, best first. @param now milliseconds since the epoch */
    public List<DigestChallenge> challenges(String realm, boolean stale, long now) {
        throw new UnsupportedOperationException();
    }

    /**
     * Looks at the credentials of a request for a realm.
     *
     * @param header AUTHORIZATION or PROXY_AUTHORIZATION
     * @param now milliseconds since the epoch
     */
    public Verdict verify(SipRequest request, HeaderName header, String realm, Users users, long now) {
        throw new UnsupportedOperationException();
    }
}
