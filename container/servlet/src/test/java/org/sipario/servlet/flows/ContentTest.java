package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.sip.SipServletRequest;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.TextMessage;

/** JSR 289, Accessing Message Content, and languages. */
class ContentTest {

    private final OneApplication one = OneApplication.waiting();

    /** A MESSAGE from alice with a body. */
    private SipServletRequest received(String type, String body) {
        String rung = "alice -> server MESSAGE";
        one.server
                .ladder("alice")
                .with(rung, message -> message.withBody(type, body))
                .play(rung);
        return one.servlet.request();
    }

    @Test
    void MSG_15_MSG_19_text_is_a_string_in_UTF_8_where_nothing_else_is_said() throws Exception {
        SipServletRequest request = received("text/html", "<b>ü</b>");
        assertThat(request.getCharacterEncoding()).isNull();
        assertThat(request.getContent()).isEqualTo("<b>ü</b>");
    }

    @Test
    void MSG_17_MSG_18_length_type_and_bytes() throws Exception {
        SipServletRequest request = received("application/x", "äb");
        assertThat(request.getContentLength()).isEqualTo(3);
        assertThat(request.getContentType()).isEqualTo("application/x");
        assertThat(request.getRawContent()).isEqualTo("äb".getBytes(StandardCharsets.UTF_8));
        SipServletRequest bare = one.made("MESSAGE");
        assertThat(bare.getContentLength()).isZero();
        assertThat(bare.getContentType()).isNull();
        assertThat(bare.getRawContent()).isNull();
    }

    @Test
    void MSG_19_what_is_no_text_is_bytes() throws Exception {
        assertThat(received("application/sdp", "v=0").getContent()).isEqualTo(bytes("v=0"));
    }

    @Test
    void MSG_20_text_in_a_charset_nobody_knows_can_not_be_read() throws Exception {
        SipServletRequest request = received("text/plain;charset=nope", "x");
        assertThatExceptionOfType(UnsupportedEncodingException.class).isThrownBy(request::getContent);
        assertThat(request.getRawContent()).isEqualTo(bytes("x"));
    }

    @Test
    void MSG_16_a_charset_nobody_knows_is_refused() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        assertThatExceptionOfType(UnsupportedEncodingException.class)
                .isThrownBy(() -> request.setCharacterEncoding("nope"));
    }

    @Test
    void MSG_21_bytes_and_strings_can_be_written_and_nothing_else() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setContent(bytes("x"), "text/plain");
        assertThat(request.getContent()).isEqualTo("x");
        request.setContent("v=0", "application/sdp");
        assertThat(request.getContent()).isEqualTo(bytes("v=0"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.setContent(42, "text/plain"));
    }

    @Test
    void MSG_22_type_and_length_follow_the_content() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setContent("hällo", "text/plain");
        TextMessage message = one.sent(request);
        assertThat(message.header("Content-Type")).isEqualTo("text/plain");
        assertThat(message.header("Content-Length")).isEqualTo("6");
        assertThat(message.body()).isEqualTo("hällo");
    }

    @Test
    void MSG_23_no_content_has_length_0() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setContent("x", "text/plain");
        request.setContent(null, null);
        TextMessage message = one.sent(request);
        assertThat(message.header("Content-Length")).isEqualTo("0");
        assertThat(message.header("Content-Type")).isNull();
        SipServletRequest empty = one.made("MESSAGE");
        empty.setContent("", "text/plain");
        assertThat(one.sent(empty).header("Content-Length")).isEqualTo("0");
    }

    @Test
    void MSG_24_the_charset_of_the_type_counts_for_the_content_to_come() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setContentType("text/plain;charset=ISO-8859-1");
        assertThat(request.getCharacterEncoding()).isEqualTo("ISO-8859-1");
        request.setContent("ü", "text/plain");
        assertThat(request.getRawContent()).isEqualTo("ü".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(request.getContent()).isEqualTo("ü");
        assertThat(request.getContentType()).isEqualTo("text/plain;charset=ISO-8859-1");
    }

    @Test
    void MSG_25_the_length_of_what_came_or_went_is_not_to_be_set() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> received("text/plain", "x").setContentLength(1));
        SipServletRequest made = one.made("MESSAGE");
        made.setContentLength(5);
        assertThat(one.sent(made).header("Content-Length")).isEqualTo("0");
        assertThatIllegalStateException().isThrownBy(() -> made.setContentLength(1));
    }

    @Test
    void MSG_26_the_language_of_the_content() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        assertThat(request.getContentLanguage()).isNull();
        request.setContentLanguage(Locale.CANADA_FRENCH);
        assertThat(request.getContentLanguage()).isEqualTo(Locale.CANADA_FRENCH);
        assertThat(one.sent(request).header("Content-Language")).isEqualTo("fr-CA");
    }

    @Test
    void MSG_27_languages_come_by_preference() throws Exception {
        SipServletRequest request =
                one.received("MESSAGE", "Accept-Language: da;q=0.3, en-gb;q=0.8, de, xx;q=0, it;q=0.8");
        assertThat(request.getAcceptLanguage()).isEqualTo(Locale.GERMAN);
        assertThat(request.getAcceptLanguages())
                .toIterable()
                .containsExactly(Locale.GERMAN, Locale.UK, Locale.ITALIAN, Locale.of("da"));
        SipServletRequest bare = one.made("MESSAGE");
        assertThat(bare.getAcceptLanguage()).isNull();
        assertThat(bare.getAcceptLanguages()).toIterable().isEmpty();
    }

    @Test
    void MSG_28_each_language_added_is_wanted_less_than_those_before() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setAcceptLanguage(Locale.FRENCH);
        request.setAcceptLanguage(Locale.GERMAN);
        for (int i = 0; i < 12; i++) {
            request.addAcceptLanguage(Locale.of("x" + (char) ('a' + i)));
        }
        assertThat(request.getAcceptLanguages())
                .toIterable()
                .extracting(Locale::getLanguage)
                .containsExactly("de", "xa", "xb", "xc", "xd", "xe", "xf", "xg", "xh", "xi", "xj", "xk", "xl");
        assertThat(one.sent(request).headers("Accept-Language")).startsWith("de", "xa;q=0.9");
        SipServletRequest none = one.made("MESSAGE");
        none.setAcceptLanguage(Locale.GERMAN);
        none.setAcceptLanguage(null);
        assertThat(one.sent(none).header("Accept-Language")).isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
