package org.sipario.servlet.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TelURL;
import jakarta.servlet.sip.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrisTest {

    @Test
    @DisplayName("ADR-18: sip and sips give a SipURI, tel a TelURL, and all else a plain URI")
    void schemes_have_their_types() throws Exception {
        assertThat(Addresses.uri("sip:a@b")).isInstanceOf(SipURI.class).returns(true, URI::isSipURI);
        assertThat(Addresses.uri("sips:a@b")).isInstanceOf(SipURI.class).returns(true, URI::isSipURI);
        assertThat(Addresses.uri("tel:+1")).isInstanceOf(TelURL.class).returns(false, URI::isSipURI);
        for (String other : new String[] {"im:a@b", "urn:service:sos", "http://h/p;x?q"}) {
            assertThat(Addresses.uri(other))
                    .isInstanceOf(GenericUriFacade.class)
                    .hasToString(other)
                    .returns(false, URI::isSipURI);
        }
        assertThat(Addresses.uri("urn:service:sos").getScheme()).isEqualTo("urn");
    }

    @ParameterizedTest
    @DisplayName("ADR-19: text that is no URI is refused")
    @ValueSource(strings = {"sip:", "", "nothing", "sip:a@", "tel:", ":x", "sip:a@b c"})
    void text_that_is_no_uri(String text) {
        assertThatThrownBy(() -> Addresses.uri(text)).isInstanceOf(ServletParseException.class);
    }

    @Test
    void a_uri_of_any_scheme_has_parameters() throws Exception {
        URI uri = Addresses.uri("im:a@b;x=1;flag?y;z");
        assertThat(uri.getParameter("x")).isEqualTo("1");
        assertThat(uri.getParameter("flag")).isEmpty();
        assertThat(uri.getParameter("z")).isNull();

        uri.setParameter("x", "2");
        uri.removeParameter("flag");

        assertThat(uri).hasToString("im:a@b;x=2?y;z").isEqualTo(Addresses.uri("IM:a@b;x=2?y;z"));
        assertThat(uri).isNotEqualTo(Addresses.uri("pres:a@b;x=2?y;z"));
    }

    @Test
    @DisplayName("ADR-30: a phone number comes without +, with its separators")
    void phone_numbers() throws Exception {
        TelURL global = tel("tel:+1-201-555-0123");
        assertThat(global.getPhoneNumber()).isEqualTo("1-201-555-0123");
        assertThat(global.isGlobal()).isTrue();
        assertThat(tel("tel:7042;phone-context=example.com").isGlobal()).isFalse();
    }

    @Test
    @DisplayName("ADR-31: a local number has a context, a global one has none")
    void phone_contexts() throws Exception {
        assertThat(tel("tel:7042;phone-context=example.com").getPhoneContext()).isEqualTo("example.com");
        assertThat(tel("tel:+7042").getPhoneContext()).isNull();
    }

    @Test
    @DisplayName("ADR-32: numbers are set global, or local with a context, and must be such")
    void numbers_are_set() throws Exception {
        TelURL tel = tel("tel:7042;phone-context=example.com;x=y");

        tel.setPhoneNumber("1 201".replace(" ", "-"));
        assertThat(tel).hasToString("tel:+1-201;x=y");
        tel.setPhoneNumber("*70", "+1-201");
        assertThat(tel).hasToString("tel:*70;x=y;phone-context=+1-201");
        tel.setPhoneNumber("+44.20");
        assertThat(tel.isGlobal()).isTrue();

        for (String number : new String[] {"abc", "", "+", "1 2", "12;x"}) {
            assertThatThrownBy(() -> tel.setPhoneNumber(number)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> tel.setPhoneNumber("xyz", "example.com")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tel.setPhoneNumber("7042", "no domain")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tel.setPhoneNumber("7042", "")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @DisplayName("ADR-33: equality of numbers as RFC 3966 §5 has it")
    @CsvSource(
            delimiter = '|',
            value = {
                "tel:+1-201-555-0123 | tel:+1(201)5550123 | true",
                "tel:+1201;a=1;b=2 | tel:+1201;B=2;A=1 | true",
                "tel:7042;phone-context=Example.com | tel:7042;phone-context=example.COM | true",
                "tel:7042;phone-context=example.com | tel:7042;phone-context=example.org | false",
                "tel:+1201 | tel:1201;phone-context=example.com | false",
                "tel:+1201;a=1 | tel:+1201 | false"
            })
    void equality_of_numbers(String one, String other, boolean equal) throws Exception {
        assertThat(tel(one).equals(tel(other))).isEqualTo(equal);
        if (equal) {
            assertThat(tel(one)).hasSameHashCodeAs(tel(other));
        }
    }

    @Test
    void kinds_never_equal_each_other() throws Exception {
        assertThat(Addresses.uri("tel:+1"))
                .isNotEqualTo(Addresses.uri("sip:+1@b"))
                .isNotEqualTo(null);
        assertThat(Addresses.uri("sip:+1@b"))
                .isNotEqualTo(Addresses.uri("tel:+1"))
                .isNotEqualTo("sip:+1@b");
    }

    private static TelURL tel(String text) throws ServletParseException {
        return (TelURL) Addresses.uri(text);
    }
}
