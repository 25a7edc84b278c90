package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Messages of phones and servers in the field that other parsers refused. */
class InteroperabilityTest {

    @Test
    void sipsak_writes_flags_in_via_and_a_contact_without_brackets() throws SyntaxException {
        SipRequest options = Messages.request("""
                OPTIONS sip:127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:35931;branch=z9hG4bK.3c5e;rport;alias
                From: sip:sipsak@127.0.0.1:35931;tag=1f9b
                To: sip:127.0.0.1
                Call-ID: 530306@127.0.0.1
                CSeq: 1 OPTIONS
                Contact: sip:sipsak@127.0.0.1:35931
                Content-Length: 0
                Max-Forwards: 70
                User-Agent: sipsak
                Accept: text/plain

                """);

        assertThat(options.topVia().hasRport()).isTrue();
        assertThat(options.from().tag()).isEqualTo("1f9b");
        assertThat(options.headers().address(HeaderName.CONTACT)).hasToString("<sip:sipsak@127.0.0.1:35931>");
    }

    @Test
    void a_browser_gives_a_contact_that_no_name_service_knows() throws SyntaxException {
        SipRequest register = Messages.request("""
                REGISTER sip:example.com SIP/2.0
                Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bKasudf
                From: sip:bob@example.com;tag=65bnmj.34asd
                To: sip:bob@example.com
                Call-ID: aiuy7k9njasd
                CSeq: 1 REGISTER
                Max-Forwards: 70
                Supported: path, outbound, gruu
                Contact: <sip:bob@df7jal23ls0d.invalid;transport=ws>;reg-id=1;\
                +sip.instance="<urn:uuid:f81-7dec>";expires=600
                Content-Length: 0

                """);

        NameAddr contact = register.headers().addresses(HeaderName.CONTACT).getFirst();

        assertThat(register.topVia().transport()).isEqualTo("WSS");
        assertThat(contact.parameters().value("+SIP.instance")).isEqualTo("\"<urn:uuid:f81-7dec>\"");
        assertThat(contact.parameters().value("expires")).isEqualTo("600");
        assertThat(register.headers().hasToken(HeaderName.SUPPORTED, "gruu")).isTrue();
    }

    @Test
    void a_preloaded_route_and_a_loose_route_with_a_value_are_loose() throws SyntaxException {
        SipRequest invite = Messages.request(Messages.INVITE.replace(
                "Route: <sip:ss1.atlanta.example.com;lr>", "Route: <sip:10.0.0.1;lr=on>, <sip:p2.example.com;LR>"));

        assertThat(invite.headers().addresses(HeaderName.ROUTE))
                .extracting(NameAddr::sipUri)
                .allSatisfy(uri -> assertThat(uri)
                        .isNotNull()
                        .satisfies(sip -> assertThat(sip.isLooseRoute()).isTrue()));
    }

    @Test
    void a_gruu_of_a_dialog_keeps_its_parameter() throws SyntaxException {
        SipUri gruu = SipUri.parse("sip:callee@example.com;gr=urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

        assertThat(gruu.parameters().value("gr")).startsWith("urn:uuid:f81d");
        assertThat(gruu.without("gr")).hasToString("sip:callee@example.com");
    }

    @Test
    void quotes_brackets_order_and_spelling_pass_untouched() {
        String odd = Messages.INVITE
                .replace("From: Alice", "f:\"Alice\\\"s\"")
                .replace("To: Bob <sip:bob@biloxi.example.com>", "TO :sip:bob@biloxi.example.com")
                .replace("Call-ID: ", "i:");
        SipRequest invite = Messages.request(odd);

        String forwarded = Messages.wire(invite.edit(e -> e.push(HeaderName.VIA, "SIP/2.0/UDP p;branch=z9hG4bK1")));

        assertThat(forwarded)
                .isEqualTo(Messages.wire(invite).replace("Via: ", "Via: SIP/2.0/UDP p;branch=z9hG4bK1\nVia: "));
    }
}
