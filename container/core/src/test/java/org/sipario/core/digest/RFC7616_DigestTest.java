package org.sipario.core.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.message.Method;
import org.sipario.message.SyntaxException;

@DisplayName("RFC 7616: UAC-17")
class RFC7616_DigestTest {

    private static final byte[] NO_BODY = {};

    /** RFC 7616 §3.9.1, with its method GET. */
    @Test
    void the_examples_of_the_rfc_come_out() {
        assertThat(example(DigestAlgorithm.MD5)).isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(example(DigestAlgorithm.SHA_256))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    private static String example(DigestAlgorithm algorithm) {
        var challenge = new DigestChallenge(
                "http-auth@example.org",
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
                algorithm,
                List.of("auth", "auth-int"),
                false,
                false);
        return DigestCredentials.answer(
                        challenge,
                        "Mufasa",
                        "Circle of Life",
                        Method.of("GET"),
                        "/dir/index.html",
                        NO_BODY,
                        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                        1)
                .response();
    }

    /** As in RFC 2069. */
    @Test
    void without_qop_there_is_neither_count_nor_cnonce() {
        var challenge = new DigestChallenge("r", "n", null, DigestAlgorithm.MD5, List.of(), false, false);

        var credentials = DigestCredentials.answer(challenge, "u", "p", Method.REGISTER, "sip:r", NO_BODY, "c", 1);

        DigestAlgorithm md5 = DigestAlgorithm.MD5;
        assertThat(credentials.response()).isEqualTo(md5.hash(md5.hash("u:r:p") + ":n:" + md5.hash("REGISTER:sip:r")));
        assertThat(credentials.toString())
                .doesNotContain("nc=")
                .doesNotContain("cnonce")
                .doesNotContain("qop");
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void who_knows_the_password_proves_it(DigestAlgorithm algorithm) throws SyntaxException {
        var challenge = new DigestChallenge("atlanta.com", "abc", "op", algorithm, List.of("auth"), false, false);
        var sent = DigestCredentials.answer(
                challenge, "al\"ice", "secret", Method.INVITE, "sip:bob@biloxi.com", NO_BODY, "0a4f", 255);

        var received = DigestCredentials.parse(sent.toString()).orElseThrow();

        assertThat(received).isEqualTo(sent);
        assertThat(received.count()).isEqualTo(255);
        assertThat(received.proves(algorithm.ha1("al\"ice", "atlanta.com", "secret"), Method.INVITE, NO_BODY))
                .isTrue();
        assertThat(received.proves(algorithm.ha1("al\"ice", "atlanta.com", "wrong"), Method.INVITE, NO_BODY))
                .isFalse();
        assertThat(received.proves(algorithm.ha1("al\"ice", "atlanta.com", "secret"), Method.BYE, NO_BODY))
                .isFalse();
    }

    @Test
    void auth_int_covers_the_body() {
        var challenge = new DigestChallenge("r", "n", null, DigestAlgorithm.SHA_256, List.of("auth-int"), false, false);
        byte[] body = "v=0".getBytes(StandardCharsets.UTF_8);
        var credentials = DigestCredentials.answer(challenge, "u", "p", Method.INVITE, "sip:r", body, "c", 1);
        String ha1 = DigestAlgorithm.SHA_256.ha1("u", "r", "p");

        assertThat(credentials.qop()).isEqualTo("auth-int");
        assertThat(credentials.proves(ha1, Method.INVITE, body)).isTrue();
        assertThat(credentials.proves(ha1, Method.INVITE, NO_BODY)).isFalse();
    }

    @Test
    void a_challenge_is_read_as_phones_and_servers_write_it() throws SyntaxException {
        var challenge = DigestChallenge.parse("DIGEST realm=\"a, \\\"b\\\"\" ,nonce=\"x\",qop=\"Auth,auth-int\", "
                        + "algorithm = sha-256, stale=TRUE, opaque=\"\", domain=\"sip:a\",")
                .orElseThrow();

        assertThat(challenge)
                .isEqualTo(new DigestChallenge(
                        "a, \"b\"", "x", "", DigestAlgorithm.SHA_256, List.of("auth", "auth-int"), true, false));
        assertThat(DigestChallenge.parse(challenge.toString())).contains(challenge);
    }

    @Test
    void credentials_are_read_as_phones_write_them() throws SyntaxException {
        var credentials = DigestCredentials.parse("digest UserName = \"bob\",\tREALM=\"r\", x-vendor=1, nonce=\"n\" , "
                        + "uri=\"sip:r\",response=\"00\",algorithm=md5,cnonce=\"c\\\\\","
                        + "QOP=auth,nc=000000fF,opaque=\"\",X-b=\"\"")
                .orElseThrow();

        assertThat(credentials)
                .isEqualTo(new DigestCredentials(
                        "bob", "r", "n", "sip:r", "00", DigestAlgorithm.MD5, "c\\", "", "auth", 255, false));
    }

    @Test
    void credentials_are_written_with_all_that_they_have() {
        assertThat(new DigestCredentials(
                        "b\"ob", "r", "n", "sip:r", "00", DigestAlgorithm.SHA_256, "c", "o", "auth", 255, true))
                .hasToString("Digest username=\"b\\\"ob\", realm=\"r\", nonce=\"n\", uri=\"sip:r\", response=\"00\","
                        + " algorithm=SHA-256, cnonce=\"c\", opaque=\"o\", qop=auth, nc=000000ff, userhash=true");
    }

    @Test
    void a_challenge_is_written_with_all_that_it_has() {
        assertThat(new DigestChallenge(
                        "r\\", "n", "o", DigestAlgorithm.SHA_512_256, List.of("auth", "auth-int"), true, true))
                .hasToString("Digest realm=\"r\\\\\", nonce=\"n\", opaque=\"o\", algorithm=SHA-512-256,"
                        + " qop=\"auth,auth-int\", stale=true, userhash=true");
    }

    @Test
    void other_schemes_and_algorithms_are_ignored() throws SyntaxException {
        assertThat(DigestChallenge.parse("Bearer authz_server=\"https://a\"")).isEmpty();
        assertThat(DigestChallenge.parse("Digest realm=\"a\", nonce=\"b\", algorithm=AKAv1-MD5"))
                .isEmpty();
        assertThat(DigestChallenge.parse("Digestive realm=\"a\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest realm=\"a\"",
                "Digest nonce=\"a\"",
                "Digest realm=\"a, nonce=\"b\"",
                "Digest realm",
                "Digest realm=\"a\" nonce=\"b\"",
                "Digest realm=\"a\", realm=\"a\", nonce=\"b\"",
                "Digest realm=\"a\", nonce=\"b\", Realm=\"c\"",
                "Digest realm=\"a\", nonce=\"b\", x=1, X=2",
                "Digest ="
            })
    void garbage_is_refused(String value) {
        assertThatThrownBy(() -> DigestChallenge.parse(value)).isInstanceOf(SyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nc=1", "nc=0000000g", "nc=000000001"})
    void a_count_is_eight_hex_digits(String count) {
        String value = "Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"sip:r\", response=\"0\", qop=auth, "
                + "cnonce=\"c\", " + count;

        assertThatThrownBy(() -> DigestCredentials.parse(value))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining(count);
    }
}
