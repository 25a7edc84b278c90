package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Changes to a message leave every other byte unchanged. */
class EditTest {

    private final SipRequest invite = Messages.request(Messages.INVITE);
    private final String before = Messages.wire(invite);

    @Test
    void nothing_changed_is_nothing_printed_anew() {
        assertThat(Messages.wire(invite.edit(_ -> {}))).isEqualTo(before);
    }

    @Test
    void a_pushed_via_comes_on_top_and_the_rest_stays() {
        SipRequest edited = invite.edit(e -> e.push(HeaderName.VIA, "SIP/2.0/UDP proxy;branch=z9hG4bKx"));

        assertThat(Messages.wire(edited))
                .isEqualTo(before.replace("Via: ", "Via: SIP/2.0/UDP proxy;branch=z9hG4bKx\nVia: "));
        assertThat(edited.topVia().host()).isEqualTo("proxy");
        assertThat(Messages.wire(invite)).isEqualTo(before);
    }

    @Test
    void what_a_proxy_does_changes_just_its_lines() {
        SipRequest edited = invite.edit(e -> e.uri(SipUri.of("bob", "192.0.2.4", 5060))
                .pop(HeaderName.ROUTE)
                .set(HeaderName.MAX_FORWARDS, "69")
                .push(HeaderName.RECORD_ROUTE, "<sip:p;lr>")
                .push(HeaderName.VIA, "SIP/2.0/UDP p;branch=z9hG4bKx"));

        assertThat(Messages.wire(edited)).isEqualTo(expectedAtProxy());
        assertThat(edited.maxForwards()).isEqualTo(69);
        assertThat(edited.headers().has(HeaderName.ROUTE)).isFalse();
    }

    private String expectedAtProxy() {
        return before.replace("INVITE sip:bob@biloxi.example.com", "INVITE sip:bob@192.0.2.4:5060")
                .replace("Route: <sip:ss1.atlanta.example.com;lr>\n", "")
                .replace("Max-Forwards: 70", "Max-Forwards: 69")
                .replaceFirst("Via: ", "Record-Route: <sip:p;lr>\nVia: SIP/2.0/UDP p;branch=z9hG4bKx\nVia: ");
    }

    @Test
    void pop_takes_one_value_of_a_comma_list() {
        SipRequest two = Messages.request(
                Messages.INVITE.replace("Route: <sip:ss1", "route:  <sip:a,b@first;lr>;x=\",\" , <sip:ss1"));

        SipRequest popped = two.edit(e -> e.pop(HeaderName.ROUTE));

        assertThat(Messages.wire(popped)).isEqualTo(before.replace("Route: ", "route:  "));
        assertThat(popped.edit(e -> e.pop(HeaderName.ROUTE)).headers().has(HeaderName.ROUTE))
                .isFalse();
    }

    @Test
    void the_first_value_of_a_comma_list_is_replaced_alone() {
        SipRequest two = Messages.request(
                Messages.INVITE.replace("5060;branch=z9hG4bK74bf9;rport", "5060;rport, SIP/2.0/TCP b"));

        SipRequest edited = two.edit(e -> e.replaceFirst(HeaderName.VIA, "SIP/2.0/UDP c;received=192.0.2.1"));

        assertThat(edited.headers().values(HeaderName.VIA))
                .containsExactly("SIP/2.0/UDP c;received=192.0.2.1", "SIP/2.0/TCP b");
    }

    @Test
    void content_length_follows_the_body_in_the_form_it_came() {
        SipRequest compact = Messages.request(Messages.INVITE.replace("Content-Length:", "l:"));

        SipRequest edited = compact.edit(e -> e.body("hello".getBytes(StandardCharsets.UTF_8)));

        assertThat(Messages.wire(edited)).contains("\nl: 5\n").endsWith("\n\nhello");
        assertThat(edited.headers().value(HeaderName.CONTENT_LENGTH)).isEqualTo("5");
    }

    @Test
    void content_length_can_be_neither_removed_nor_falsified() {
        assertThat(Messages.wire(invite.edit(e -> e.remove(HeaderName.CONTENT_LENGTH))))
                .contains("\nContent-Length: 4\n");
        assertThat(Messages.wire(invite.edit(e -> e.set(HeaderName.CONTENT_LENGTH, "77"))))
                .contains("\nContent-Length: 4\n");
        assertThat(invite.edit(e -> e.add(HeaderField.written("l", "9")))
                        .headers()
                        .values(HeaderName.CONTENT_LENGTH))
                .containsExactly("4");
    }

    @Test
    void set_replaces_all_lines_at_the_place_of_the_first() {
        SipRequest edited =
                invite.edit(e -> e.add(HeaderName.SUPPORTED, "timer").set(HeaderName.SUPPORTED, List.of("a", "b")));

        assertThat(Messages.wire(edited))
                .isEqualTo(before.replace("Supported: replaces, 100rel", "Supported: a\nSupported: b"));
    }

    @Test
    void a_request_made_here_has_the_length_of_its_body() {
        SipRequest made = SipRequest.make(
                Method.OPTIONS,
                SipUri.of(null, "h", -1),
                e -> e.set(HeaderName.FROM, "<sip:a@b>;tag=1")
                        .set(HeaderName.TO, "<sip:c@d>")
                        .set(HeaderName.CALL_ID, "x")
                        .set(HeaderName.CSEQ, "1 OPTIONS"));

        assertThat(Messages.wire(made)).isEqualTo("""
                        OPTIONS sip:h SIP/2.0
                        From: <sip:a@b>;tag=1
                        To: <sip:c@d>
                        Call-ID: x
                        CSeq: 1 OPTIONS
                        Content-Length: 0

                        """);
        assertThat(made.from().tag()).isEqualTo("1");
        assertThat(made.cseq()).isEqualTo(new CSeq(1, Method.OPTIONS));
    }

    @Test
    void a_value_cannot_smuggle_a_line_in() {
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderField.of(HeaderName.REASON, "a\r\nVia: b"));
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderField.written("Bad Name", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> SipResponse.to(invite, 400, "a\nb", null));
        assertThatIllegalArgumentException().isThrownBy(() -> Method.of("INVITE sip:x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> invite.edit(e -> e.uri(SipUri.of("a\r\nVia: b", "h", -1))));
    }

    @Test
    void a_response_copies_what_rfc_3261_8_2_6_2_names_and_adds_a_tag() {
        SipResponse response = SipResponse.to(invite, 486, null, "bobs");

        assertThat(Messages.wire(response)).isEqualTo("""
                        SIP/2.0 486 Busy Here
                        Via: SIP/2.0/UDP client.atlanta.example.com:5060;branch=z9hG4bK74bf9;rport
                        From: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl
                        To: Bob <sip:bob@biloxi.example.com>;tag=bobs
                        Call-ID: 3848276298220188511@atlanta.example.com
                        CSeq: 1 INVITE
                        Content-Length: 0

                        """);
        assertThat(response.to().tag()).isEqualTo("bobs");
        assertThat(SipResponse.to(invite, 100, null, "no").to().tag()).isNull();
        assertThat(SipResponse.to(invite, 299, null, null).reason()).isEqualTo("OK");
    }

    @Test
    void a_response_changes_its_status_and_keeps_its_lines() {
        SipResponse busy = SipResponse.to(invite, 486, null, "bobs");

        SipResponse other = busy.edit(e -> e.status(600, "No Way"));

        assertThat(Messages.wire(other)).isEqualTo(Messages.wire(busy).replace("486 Busy Here", "600 No Way"));
        assertThat(other.status()).isEqualTo(600);
    }
}
