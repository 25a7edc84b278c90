package org.sipario.servlet.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipURI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sipario.servlet.mapping.Stub;

class SipUriFacadeTest {

    @Test
    @DisplayName("ADR-20: a URI made of user and host has no port, and may be made secure")
    void made_of_user_and_host() {
        SipURI uri = Addresses.sipUri("alice", "example.com");

        assertThat(uri).hasToString("sip:alice@example.com");
        assertThat(uri.getPort()).isEqualTo(-1);
        uri.setSecure(true);
        assertThat(uri).hasToString("sips:alice@example.com");
        assertThat(uri.getScheme()).isEqualTo("sips");
        assertThat(Addresses.sipUri(null, "example.com")).hasToString("sip:example.com");
        assertThat(Addresses.sipUri(null, "2001:db8::1")).hasToString("sip:[2001:db8::1]");
    }

    @Test
    @DisplayName("ADR-21: getters and setters speak plain text, the URI escapes it")
    void escapes_stay_inside() throws Exception {
        SipURI uri = Addresses.sipUri("a b%", "example.com");
        assertThat(uri.getUser()).isEqualTo("a b%");
        assertThat(uri).hasToString("sip:a%20b%25@example.com");

        uri.setUserPassword("p@ss:ü");
        uri.setParameter("x", "a;b=c");
        uri.setHeader("Subject", "a & b?");

        assertThat(uri).hasToString("sip:a%20b%25:p%40ss%3A%C3%BC@example.com;x=a%3Bb%3Dc?Subject=a%20%26%20b?");
        SipURI again = sip(uri.toString());
        assertThat(again.getUser()).isEqualTo("a b%");
        assertThat(again.getUserPassword()).isEqualTo("p@ss:ü");
        assertThat(again.getParameter("x")).isEqualTo("a;b=c");
        assertThat(again.getHeader("Subject")).isEqualTo("a & b?");
    }

    @Test
    @DisplayName("ADR-22: a port or ttl that is absent is -1, and a negative one clears it")
    void absent_numbers() throws Exception {
        SipURI uri = sip("sip:a@b:5070;ttl=3");
        assertThat(uri.getPort()).isEqualTo(5070);
        assertThat(uri.getTTLParam()).isEqualTo(3);

        uri.setPort(-7);
        uri.setTTLParam(-1);

        assertThat(uri.getPort()).isEqualTo(-1);
        assertThat(uri.getTTLParam()).isEqualTo(-1);
        assertThat(uri).hasToString("sip:a@b");
        assertThatThrownBy(() -> uri.setPort(65_536)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("ADR-23: named parameters are null when absent, and the same as by name")
    void named_parameters() throws Exception {
        SipURI uri = sip("sip:a@b;transport=tcp;maddr=m.org;method=INVITE;user=phone");
        assertThat(uri.getTransportParam()).isEqualTo("tcp").isEqualTo(uri.getParameter("transport"));
        assertThat(uri.getMAddrParam()).isEqualTo("m.org").isEqualTo(uri.getParameter("maddr"));
        assertThat(uri.getMethodParam()).isEqualTo("INVITE").isEqualTo(uri.getParameter("method"));
        assertThat(uri.getUserParam()).isEqualTo("phone").isEqualTo(uri.getParameter("user"));

        SipURI bare = sip("sip:a@b");
        assertThat(bare.getTransportParam()).isNull();
        assertThat(bare.getMAddrParam()).isNull();
        assertThat(bare.getMethodParam()).isNull();
        assertThat(bare.getUserParam()).isNull();
    }

    @Test
    @DisplayName("ADR-24: lr is a flag, and is taken away by false")
    void the_lr_flag() throws Exception {
        SipURI uri = sip("sip:b;lr");
        assertThat(uri.getLrParam()).isTrue();
        assertThat(sip("sip:b;lr=true").getLrParam()).isTrue();

        uri.setLrParam(false);
        assertThat(uri).hasToString("sip:b");
        uri.setLrParam(true);
        assertThat(uri).hasToString("sip:b;lr");
    }

    @Test
    @DisplayName("ADR-25: headers behind the question mark are read, set and removed")
    void headers_of_a_uri() throws Exception {
        SipURI uri = sip("sip:j@x?Priority=urgent&Subject=a%20b");
        assertThat(uri.getHeader("priority")).isEqualTo("urgent");
        assertThat(uri.getHeader("Subject")).isEqualTo("a b");
        assertThat(uri.getHeader("To")).isNull();
        assertThat(uri.getHeaderNames()).toIterable().containsExactly("Priority", "Subject");

        uri.setHeader("Priority", "normal");
        uri.setHeader("Reason", "x");
        uri.removeHeader("subject");

        assertThat(uri).hasToString("sip:j@x?Priority=normal&Reason=x");
        assertThatThrownBy(() -> uri.getHeader(null)).isInstanceOf(NullPointerException.class);
    }

    @ParameterizedTest
    @DisplayName("ADR-26: equality as in the examples of RFC 3261 §19.1.4")
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:%61lice@atlanta.com;transport=TCP | sip:alice@AtLanTa.CoM;Transport=tcp | true",
                "sip:carol@chicago.com | sip:carol@chicago.com;newparam=5 | true",
                "sip:carol@chicago.com;newparam=5 | sip:carol@chicago.com;security=on | true",
                "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com | "
                        + "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com | true",
                "sip:alice@atlanta.com?subject=project%20x&priority=urgent | "
                        + "sip:alice@atlanta.com?priority=urgent&subject=project%20x | true",
                "SIP:ALICE@AtLanTa.CoM;Transport=udp | sip:alice@AtLanTa.CoM;Transport=UDP | false",
                "sip:bob@biloxi.com | sip:bob@biloxi.com:5060 | false",
                "sip:bob@biloxi.com | sip:bob@biloxi.com;transport=udp | false",
                "sip:bob@biloxi.com | sip:bob@biloxi.com:6000;transport=tcp | false",
                "sip:carol@chicago.com | sip:carol@chicago.com?Subject=next%20meeting | false",
                "sip:bob@phone21.boxesbybob.com | sip:bob@192.0.2.4 | false",
                "sip:a@b | sips:a@b | false"
            })
    void equality(String one, String other, boolean equal) throws Exception {
        SipURI uri = sip(one);
        SipURI foreign = Stub.of(SipURI.class, Map.of("toString", other));

        assertThat(uri.equals(sip(other))).isEqualTo(equal);
        assertThat(uri.equals(foreign)).isEqualTo(equal);
        assertThat(sip(other).equals(uri)).isEqualTo(equal);
        if (equal) {
            assertThat(uri).hasSameHashCodeAs(sip(other));
        }
    }

    @Test
    @DisplayName("ADR-27: a flag is the empty string, an absent parameter null, and null is no argument")
    void parameters_of_a_uri() throws Exception {
        SipURI uri = sip("sip:b;flag;x=1");
        assertThat(uri.getParameter("flag")).isEmpty();
        assertThat(uri.getParameter("y")).isNull();

        uri.setParameter("x", "");
        uri.setParameter("z", "2");
        uri.removeParameter("FLAG");

        assertThat(uri).hasToString("sip:b;x;z=2");
        assertThatThrownBy(() -> uri.setParameter(null, "v")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> uri.setParameter("n", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> uri.getParameter(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    @DisplayName("ADR-28: parameter names come in order of appearance")
    void order_of_names() throws Exception {
        SipURI uri = sip("sip:b;z;a=1;m");

        assertThat(uri.getParameterNames()).toIterable().containsExactly("z", "a", "m");
        assertThat(uri.getParameterNameSet()).containsExactly("z", "a", "m");
    }

    @Test
    @DisplayName("ADR-29: a clone is a copy of its own")
    void clones_are_free() throws Exception {
        SipURI uri = sip("sip:a@b;x=1");
        SipURI copy = (SipURI) uri.clone();

        copy.setUser("c");
        copy.setParameter("x", "2");

        assertThat(uri).hasToString("sip:a@b;x=1");
        assertThat(copy).hasToString("sip:c@b;x=2");
    }

    @Test
    void an_untouched_uri_prints_as_it_came() throws Exception {
        assertThat(Addresses.uri("sip:%61@B.example;Lr?X=y")).hasToString("sip:%61@B.example;Lr?X=y");
    }

    @ParameterizedTest
    @CsvSource({"''", "'a b'", "a@b", "a;lr", "[b]", "'b>'"})
    void a_host_that_can_be_none_is_refused(String host) {
        assertThatThrownBy(() -> Addresses.sipUri("a", host)).isInstanceOf(IllegalArgumentException.class);
    }

    private static SipURI sip(String text) throws ServletParseException {
        return (SipURI) Addresses.uri(text);
    }
}
