package org.sipario.core.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.core.Texts.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.core.Tokens;
import org.sipario.core.digest.DigestVerifier.Verdict;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;

@DisplayName("RFC 7616 §3.3: SEC-17")
class RFC7616_3_3_DigestVerifierTest {

    private static final String REALM = "biloxi.com";
    private static final long NOW = 1_700_000_000_000L;
    private static final byte[] SECRET = "a secret of 16 b".getBytes(StandardCharsets.US_ASCII);

    private final DigestVerifier verifier = new DigestVerifier(
            SECRET, Duration.ofMinutes(5), List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5), new Tokens(1, 2));
    private final DigestVerifier.Users users =
            (user, realm, algorithm) -> user.equals("bob") ? algorithm.ha1(user, realm, "zanzibar") : null;

    @Test
    void the_best_algorithm_is_offered_first_with_one_nonce() {
        List<DigestChallenge> challenges = verifier.challenges(REALM, false, NOW);

        assertThat(challenges)
                .extracting(DigestChallenge::algorithm)
                .containsExactly(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        assertThat(challenges)
                .extracting(DigestChallenge::nonce)
                .containsOnly(challenges.getFirst().nonce());
        assertThat(verifier.challenges(REALM, false, NOW).getFirst().nonce())
                .isNotEqualTo(challenges.getFirst().nonce());
    }

    @Test
    void the_right_password_is_authenticated_with_each_algorithm() {
        for (DigestChallenge challenge : verifier.challenges(REALM, false, NOW)) {
            assertThat(verify(
                            register(
                                    challenge, "bob", "zanzibar", challenge.algorithm() == DigestAlgorithm.MD5 ? 2 : 1),
                            NOW))
                    .isEqualTo(new Verdict.Authenticated("bob"));
        }
    }

    @Test
    void no_credentials_wrong_password_unknown_user_and_other_realm_are_challenged() {
        DigestChallenge challenge = challenge(NOW);

        assertThat(verify(request("REGISTER", "sip:biloxi.com"), NOW)).isEqualTo(new Verdict.Challenge(false));
        assertThat(verify(register(challenge, "bob", "guess", 1), NOW)).isEqualTo(new Verdict.Challenge(false));
        assertThat(verify(register(challenge, "eve", "zanzibar", 1), NOW)).isEqualTo(new Verdict.Challenge(false));
        SipRequest good = register(challenge, "bob", "zanzibar", 1);
        assertThat(verifier.verify(good, HeaderName.AUTHORIZATION, "atlanta.com", users, NOW))
                .isEqualTo(new Verdict.Challenge(false));
        assertThat(verifier.verify(good, HeaderName.PROXY_AUTHORIZATION, REALM, users, NOW))
                .isEqualTo(new Verdict.Challenge(false));
    }

    @Test
    void an_old_nonce_is_stale() {
        SipRequest request = register(challenge(NOW), "bob", "zanzibar", 1);

        assertThat(verify(request, NOW + Duration.ofMinutes(5).toMillis() + 1)).isEqualTo(new Verdict.Challenge(true));
        assertThat(verify(request, NOW + Duration.ofMinutes(5).toMillis())).isEqualTo(new Verdict.Authenticated("bob"));
    }

    @Test
    void a_nonce_we_did_not_make_is_stale() {
        var other = new DigestVerifier(
                "another secret!!".getBytes(StandardCharsets.US_ASCII),
                Duration.ofMinutes(5),
                List.of(DigestAlgorithm.MD5),
                new Tokens(1, 2));

        assertThat(verify(register(other.challenges(REALM, false, NOW).getFirst(), "bob", "zanzibar", 1), NOW))
                .isEqualTo(new Verdict.Challenge(true));
        assertThat(verify(
                        register(
                                new DigestChallenge(
                                        REALM, "x", null, DigestAlgorithm.MD5, List.of("auth"), false, false),
                                "bob",
                                "zanzibar",
                                1),
                        NOW))
                .isEqualTo(new Verdict.Challenge(true));
    }

    @Test
    void a_replay_is_stale_and_overtaking_is_not() {
        DigestChallenge challenge = challenge(NOW);

        assertThat(use(challenge, 1)).isTrue();
        assertThat(use(challenge, 1)).isFalse();
        assertThat(use(challenge, 3)).isTrue();
        assertThat(use(challenge, 2)).isTrue();
        assertThat(use(challenge, 2)).isFalse();
        assertThat(use(challenge, 100)).isTrue();
        assertThat(use(challenge, 37)).isTrue();
        assertThat(use(challenge, 36)).isFalse();
        assertThat(use(challenge, 35)).isFalse();
    }

    @Test
    void without_a_count_a_nonce_is_good_once() {
        DigestChallenge offered = challenge(NOW);
        var old = new DigestChallenge(REALM, offered.nonce(), null, DigestAlgorithm.MD5, List.of(), false, false);

        assertThat(verify(register(old, "bob", "zanzibar", 1), NOW)).isEqualTo(new Verdict.Authenticated("bob"));
        assertThat(verify(register(old, "bob", "zanzibar", 1), NOW)).isEqualTo(new Verdict.Challenge(true));
    }

    @Test
    void unreadable_credentials_are_malformed() {
        SipRequest request = request("REGISTER", "sip:biloxi.com", "Authorization: Digest username=\"bob");

        assertThat(verify(request, NOW)).isInstanceOf(Verdict.Malformed.class);
    }

    @Test
    void a_nonce_changed_anywhere_is_stale() {
        String nonce = challenge(NOW).nonce();

        for (int i = 0; i < nonce.length(); i++) {
            char other = nonce.charAt(i) == '0' ? '1' : '0';
            assertStale(nonce.substring(0, i) + other + nonce.substring(i + 1));
        }
        assertStale(nonce.substring(1));
        assertStale(nonce + "0");
        assertStale(nonce.substring(0, 29) + nonce.substring(29).toUpperCase(Locale.ROOT));
        assertStale("g".repeat(nonce.length()));
        assertStale("\u0660".repeat(nonce.length()));
        assertStale("\ud83d\ude00".repeat(nonce.length()));
        assertThat(verify(register(answerable(nonce), "bob", "zanzibar", 1), NOW))
                .isEqualTo(new Verdict.Authenticated("bob"));
    }

    @Test
    void a_nonce_of_another_realm_is_stale() {
        assertStale(verifier.challenges("atlanta.com", false, NOW).getFirst().nonce());
    }

    @Test
    void each_nonce_has_counts_of_its_own() {
        for (int i = 0; i < 100; i++) {
            DigestChallenge challenge = challenge(NOW);
            assertThat(use(challenge, 1)).isTrue();
            assertThat(use(challenge, 1)).isFalse();
            assertThat(use(challenge, 2)).isTrue();
        }
    }

    /** So that a nonce is valid on all nodes of a cluster, also while they are upgraded. */
    @Test
    void a_challenge_is_written_as_ever() {
        assertThat(challenge(NOW))
                .hasToString("Digest realm=\"biloxi.com\", "
                        + "nonce=\"0000018bcfe568008ca5f6ngsn9rr3ebf5d97203407696c5abc4d0949844b\", "
                        + "algorithm=SHA-256, qop=\"auth\"");
        assertThat(verifier.challenges("a \"b\"", true, NOW).getLast().toString())
                .startsWith("Digest realm=\"a \\\"b\\\"\", nonce=\"0000018bcfe56800")
                .endsWith("\", algorithm=MD5, qop=\"auth\", stale=true");
    }

    private void assertStale(String nonce) {
        assertThat(verify(register(answerable(nonce), "bob", "zanzibar", 1), NOW))
                .as(nonce)
                .isEqualTo(new Verdict.Challenge(true));
    }

    private static DigestChallenge answerable(String nonce) {
        return new DigestChallenge(REALM, nonce, null, DigestAlgorithm.MD5, List.of("auth"), false, false);
    }

    private DigestChallenge challenge(long now) {
        return verifier.challenges(REALM, false, now).getFirst();
    }

    private boolean use(DigestChallenge challenge, long count) {
        return verify(register(challenge, "bob", "zanzibar", count), NOW) instanceof Verdict.Authenticated;
    }

    private Verdict verify(SipRequest request, long now) {
        return verifier.verify(request, HeaderName.AUTHORIZATION, REALM, users, now);
    }

    private static SipRequest register(DigestChallenge challenge, String user, String password, long count) {
        var credentials = DigestCredentials.answer(
                challenge, user, password, Method.REGISTER, "sip:biloxi.com", new byte[0], "0a4f113b", count);
        return request("REGISTER", "sip:biloxi.com", "Authorization: Bearer none", "Authorization: " + credentials);
    }
}
