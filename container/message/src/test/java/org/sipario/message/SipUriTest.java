package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 §19.1, RFC 5954. */
class SipUriTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:alice@atlanta.com",
                "sip:alice:secretword@atlanta.com;transport=tcp",
                "sips:alice@atlanta.com?subject=project%20x&priority=urgent",
                "sip:+1-212-555-1212:1234@gateway.com;user=phone",
                "sips:1212@gateway.com",
                "sip:alice@192.0.2.4",
                "sip:atlanta.com;method=REGISTER?to=alice%40atlanta.com",
                "sip:alice;day=tuesday@atlanta.com",
                "SIP:Alice@Host:5060;lr=on;;x",
                "sip:[2001:db8::1]:5060;maddr=[::1]",
                "sip:user@[2001:db8:::192.0.2.1]",
                "sip:*72#@pbx_1.example.com",
                "sip:a@x.invalid;transport=ws"
            })
    void a_parsed_uri_prints_as_it_came(String text) throws SyntaxException {
        assertThat(SipUri.parse(text)).hasToString(text);
        assertThat(Uri.parse(text)).isEqualTo(SipUri.parse(text));
    }

    @Test
    void the_parts_are_found() throws SyntaxException {
        SipUri uri = SipUri.parse("sips:a%20l;x=y:pw@[::1]:5070;lr;transport=TCP;p=?Subject=a%26b&x=");

        assertThat(uri.isSecure()).isTrue();
        assertThat(uri.user()).isEqualTo("a%20l;x=y");
        assertThat(uri.password()).isEqualTo("pw");
        assertThat(uri.host()).isEqualTo("[::1]");
        assertThat(uri.port()).isEqualTo(5070);
        assertThat(uri.isLooseRoute()).isTrue();
        assertThat(uri.transport()).isEqualTo("TCP");
        assertThat(uri.parameters().value("p")).isEmpty();
        assertThat(uri.headers())
                .containsExactly(new SipUri.UriHeader("Subject", "a%26b"), new SipUri.UriHeader("x", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sip:",
                "sip",
                "sip:@h",
                "sip:a@",
                "sip:a b@h",
                "sip:h:",
                "sip:h:70000",
                "sip:h:5x",
                "sip:2001:db8::10",
                "sip:[::1",
                "sip:[]",
                "sip:[::1]x",
                "sip:[gg::1]",
                "sip:h?x",
                "sip:a@h/",
                "sip:<a@h>",
                "sip:h\u0000"
            })
    void what_is_no_uri_is_refused(String text) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> Uri.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sip:%61lice@atlanta.com;transport=TCP      | sip:alice@AtLanTa.CoM;Transport=tcp
            sip:carol@chicago.com                      | sip:carol@chicago.com;newparam=5
            sip:carol@chicago.com;security=on          | sip:carol@chicago.com;newparam=5
            sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com | \
                sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com
            sip:alice@atlanta.com?subject=project%20x&priority=urgent | \
                sip:alice@atlanta.com?priority=urgent&subject=project%20x
            sip:a@[2001:db8::9:1]                      | sip:a@[2001:DB8:0:0:0:0:9:1]
            """)
    void the_table_of_equal_uris(String one, String other) throws SyntaxException {
        assertThat(SipUri.parse(one).matches(SipUri.parse(other))).isTrue();
        assertThat(SipUri.parse(other).matches(SipUri.parse(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SIP:ALICE@AtLanTa.CoM;Transport=udp        | sip:alice@AtLanTa.CoM;Transport=UDP
            sip:bob@biloxi.com                         | sip:bob@biloxi.com:5060
            sip:bob@biloxi.com                         | sip:bob@biloxi.com;transport=udp
            sip:bob@biloxi.com                         | sip:bob@biloxi.com:6000;transport=tcp
            sip:carol@chicago.com                      | sip:carol@chicago.com?Subject=next%20meeting
            sip:bob@phone21.boxesbybob.com             | sip:bob@192.0.2.4
            sip:carol@chicago.com;security=on          | sip:carol@chicago.com;security=off
            sip:a@h                                    | sips:a@h
            sip:a@h                                    | sip:h
            sip:a@h;user=phone                         | sip:a@h
            sip:a@h;lr                                 | sip:a@h;lr=on
            sip:a%3Bb@h                                | sip:a;b@h
            sip:a@[2001:db8::9:1]                      | sip:a@[2001:db8::9:255]
            """)
    void the_table_of_different_uris(String one, String other) throws SyntaxException {
        assertThat(SipUri.parse(one).matches(SipUri.parse(other))).isFalse();
        assertThat(SipUri.parse(other).matches(SipUri.parse(one))).isFalse();
    }

    @Test
    void a_changed_part_leaves_the_others() throws SyntaxException {
        SipUri uri = SipUri.parse("sip:a:b@h:1;x=y;lr?s=t");

        assertThat(uri.withSecure(true)).hasToString("sips:a:b@h:1;x=y;lr?s=t");
        assertThat(uri.withUser("c")).hasToString("sip:c:b@h:1;x=y;lr?s=t");
        assertThat(uri.withUser(null)).hasToString("sip:h:1;x=y;lr?s=t");
        assertThat(uri.withPassword(null)).hasToString("sip:a@h:1;x=y;lr?s=t");
        assertThat(uri.withHost("g").withPort(-1)).hasToString("sip:a:b@g;x=y;lr?s=t");
        assertThat(uri.with("X", "z").with("new", null)).hasToString("sip:a:b@h:1;x=z;lr;new?s=t");
        assertThat(uri.without("LR").withHeaders(java.util.List.of())).hasToString("sip:a:b@h:1;x=y");
        assertThat(uri).hasToString("sip:a:b@h:1;x=y;lr?s=t");
    }

    @Test
    void escapes_are_resolved_once_and_made_where_need_be() {
        assertThat(SipUri.unescape("value%25%34%31")).isEqualTo("value%41");
        assertThat(SipUri.unescape("100%")).isEqualTo("100%");
        assertThat(SipUri.unescape("%zz%C3%A4")).isEqualTo("%zzä");
        assertThat(SipUri.escapeUser("a b%@ä;x=1")).isEqualTo("a%20b%25%40%C3%A4;x=1");
        assertThat(SipUri.unescape(SipUri.escapeUser("a b%@ä;x=1"))).isEqualTo("a b%@ä;x=1");
    }
}
