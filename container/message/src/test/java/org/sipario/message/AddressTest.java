package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** name-addr, addr-spec, tel and other URIs, Via: RFC 3261 §20 and §25, RFC 3966, RFC 8217. */
class AddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <sip:a@b>;tag=1                        |               | sip:a@b       | <sip:a@b>;tag=1
            sip:a@b;tag=1                          |               | sip:a@b       | <sip:a@b>;tag=1
            Bob Smith <sip:a@b;x=y>;q=0.5;flag   | Bob Smith     | sip:a@b;x=y   | "Bob Smith" <sip:a@b;x=y>;q=0.5;flag
            "A \\"q\\" \\\\ B"<sip:a@b>            | A "q" \\ B    | sip:a@b       | "A \\"q\\" \\\\ B" <sip:a@b>
            a@b.c <sip:a@b.c>                      | a@b.c         | sip:a@b.c     | "a@b.c" <sip:a@b.c>
            <urn:service:sos>                      |               | urn:service:sos | <urn:service:sos>
            <sip:a@b> ; +sip.instance = "<urn:x>"  |               | sip:a@b       | <sip:a@b>;+sip.instance="<urn:x>"
            """)
    void addresses_of_every_form_are_read(String text, String name, String uri, String printed) throws SyntaxException {
        NameAddr address = NameAddr.parse(text);

        assertThat(address.displayName()).isEqualTo(name);
        assertThat(address.uri()).hasToString(uri);
        assertThat(address).hasToString(printed);
    }

    @Test
    void a_star_is_the_wildcard() throws SyntaxException {
        assertThat(NameAddr.parse(" * ").isWildcard()).isTrue();
        assertThat(NameAddr.parse("*").toString()).isEqualTo("*");
        assertThat(NameAddr.parse("*star* <sip:a@b>").displayName()).isEqualTo("*star*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bob",
                "\"Bob <sip:a@b>",
                "<sip:a@b",
                "< sip:a@b >",
                "Bell, Bob <sip:a@b>",
                "sip:a@b?x=y",
                "<sip:a@b>;;",
                "<sip:a@b> x",
                "<sip:a@b>;tag=\"x",
                "\"a\" sip:a@b",
                "\"a\\",
                "<>"
            })
    void what_is_no_address_is_refused(String text) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> NameAddr.parse(text));
    }

    @Test
    void a_list_of_addresses_is_split_at_its_own_commas_only() throws SyntaxException {
        SipRequest request = Messages.request(Messages.INVITE.replace(
                "Contact: <sip:alice@client",
                "m: \"A, B\" <sip:a,b@c>;x=\"1,2\",sip:d@e;q=0.1\nContact: <sip:alice@client"));

        assertThat(request.headers().addresses(HeaderName.CONTACT))
                .extracting(NameAddr::sipUri)
                .extracting(String::valueOf)
                .containsExactly("sip:a,b@c", "sip:d@e", "sip:alice@client.atlanta.example.com;transport=udp");
        assertThat(request.headers().values(HeaderName.CONTACT)).hasSize(3).contains("sip:d@e;q=0.1");
        assertThat(request.headers().address(HeaderName.PATH)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "tel:+1-201-555-0123, tel:+12015550123, true",
        "tel:+1(201)5550123;ext=1-2, tel:+12015550123;EXT=12, true",
        "tel:7042;phone-context=example.com;x=Y, tel:70-42;x=y;phone-context=EXAMPLE.com, true",
        "tel:7042;phone-context=+1-2, tel:7042;phone-context=+12, true",
        "tel:+7042, tel:7042, false",
        "tel:7042;phone-context=a.com, tel:7042;phone-context=b.com, false",
        "tel:+1;x=y, tel:+1, false",
        "tel:*21#a, tel:*21#A, true"
    })
    void telephone_numbers_are_compared_without_their_separators(String one, String other, boolean same)
            throws SyntaxException {
        assertThat(TelUri.parse(one).matches(TelUri.parse(other))).isEqualTo(same);
        assertThat(TelUri.parse(other).matches(TelUri.parse(one))).isEqualTo(same);
    }

    @Test
    void a_telephone_number_keeps_its_form() throws SyntaxException {
        TelUri tel = TelUri.parse("TEL:+1-201;ext=5");

        assertThat(tel.number()).isEqualTo("1-201");
        assertThat(tel.isGlobal()).isTrue();
        assertThat(tel).hasToString("TEL:+1-201;ext=5");
        assertThat(tel.withParameters(Parameters.NONE)).hasToString("tel:+1-201");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:",
                "tel:+",
                "tel:xyz",
                "tel:+1a",
                "tel:1 2",
                "urn:",
                ":x",
                "1:x",
                "a b:c",
                "http:<x>",
                "none"
            })
    void what_is_no_uri_is_refused(String text) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> Uri.parse(text));
    }

    @Test
    void other_schemes_are_kept_as_text() throws SyntaxException {
        assertThat(Uri.parse("Soap.Beep://192.0.2.103:3002"))
                .isEqualTo(new OtherUri("soap.beep", "Soap.Beep://192.0.2.103:3002"));
    }

    @Test
    void a_via_with_space_everywhere_is_read() throws SyntaxException {
        Via via =
                Via.parse("SIP  / 2.0  / tcp     spindle.example.com  : 5061 ; branch  =   z9hG4bK9ikj8 ;rport; ttl=1");

        assertThat(via).hasToString("SIP/2.0/TCP spindle.example.com:5061;branch=z9hG4bK9ikj8;rport;ttl=1");
        assertThat(via.hasRport()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SIP/2.0/UDP",
                "SIP/2.0/UDP ",
                "SIP/3.0/UDP a",
                "SIP/2.0 a",
                "SIP/2.0/UDP a:x",
                "SIP/2.0/UDP a;",
                "SIP/2.0/UDP a b"
            })
    void what_is_no_via_is_refused(String text) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> Via.parse(text));
    }
}
