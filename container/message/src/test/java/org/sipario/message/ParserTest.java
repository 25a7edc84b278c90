package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.message.MessageParser.Parsed;

/** RFC 3261 §7, §8.1.1, §18.3. */
class ParserTest {

    @Test
    void the_parts_of_a_request_are_found() {
        SipRequest invite = Messages.request(Messages.INVITE);

        assertThat(invite.method()).isSameAs(Method.INVITE);
        assertThat(invite.uri()).hasToString("sip:bob@biloxi.example.com");
        assertThat(invite.maxForwards()).isEqualTo(70);
        assertThat(invite.topVia().branch()).isEqualTo("z9hG4bK74bf9");
        assertThat(invite.topVia().port()).isEqualTo(5060);
        assertThat(invite.topVia().hasRport()).isTrue();
        assertThat(invite.from().displayName()).isEqualTo("Alice");
        assertThat(invite.from().tag()).isEqualTo("9fxced76sl");
        assertThat(invite.to().tag()).isNull();
        assertThat(invite.callId()).isEqualTo("3848276298220188511@atlanta.example.com");
        assertThat(invite.cseq()).isEqualTo(new CSeq(1, Method.INVITE));
        assertThat(new String(invite.body(), StandardCharsets.UTF_8)).isEqualTo("v=0\r");
    }

    @Test
    void the_parts_of_a_response_are_found() {
        SipResponse response = Messages.response("""
                SIP/2.0 180 Es läutet
                v: SIP/2.0/TCP [2001:db8::1]:5061;branch=z9hG4bK1
                f: <sip:a@b>;tag=1
                t: <sip:c@d>;tag=2
                i: x
                CSeq: 7 INVITE
                l: 0

                """);

        assertThat(response.status()).isEqualTo(180);
        assertThat(response.reason()).isEqualTo("Es läutet");
        assertThat(response.topVia().host()).isEqualTo("[2001:db8::1]");
        assertThat(response.topVia().sentBy()).isEqualTo("[2001:db8::1]:5061");
        assertThat(response.to().tag()).isEqualTo("2");
    }

    /** One line replaced by another, and the result. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CSeq: 1 INVITE                    | CSeq: 1 BYE                  | 400 | CSeq Method Mismatch
            CSeq: 1 INVITE                    | CSeq: 2147483648 INVITE      | 400 | Bad CSeq
            CSeq: 1 INVITE                    | CSeq: INVITE                 | 400 | Bad CSeq
            CSeq: 1 INVITE                    | X: 1                         | 400 | Missing CSeq
            Max-Forwards: 70                  | Max-Forwards: 256            | 400 | Bad Max-Forwards
            Max-Forwards: 70                  | Max-Forwards: many           | 400 | Bad Max-Forwards
            Max-Forwards: 70                  | Max-Forwards:                | 400 | Bad Max-Forwards
            Max-Forwards: 70                  | CSeq: 2 INVITE               | 400 | More Than One CSeq
            Max-Forwards: 70                  | f: <sip:other@b>;tag=2       | 400 | More Than One From
            Max-Forwards: 70                  | no colon here                | 400 | Header Line Without Colon
            Max-Forwards: 70                  | sm{le}: x                    | 400 | Bad Header Name
            Content-Length: 4                 | Content-Length: -4           | 400 | Bad Content-Length
            Content-Length: 4                 | Content-Length: 6            | 400 | Body Shorter Than Content-Length
            sip:bob@biloxi.example.com SIP    | bob SIP                      | 400 | Bad Request-URI
            sip:bob@biloxi.example.com SIP    | sip:bob@b?Route=x SIP        | 400 | Headers in Request-URI
            INVITE sip:bob                    | INVITE  sip:bob              | 400 | Bad Request-URI
            SIP/2.0                           | SIP/3.0                      | 505 | Version Not Supported
            ;rport                            | ;;rport                      | 400 | Bad Via
            """)
    void a_fault_is_refused_with_its_reason_and_can_be_answered(String line, String bad, int status, String why) {
        Parsed.Malformed malformed = Messages.malformed(Messages.INVITE.replaceFirst(
                java.util.regex.Pattern.quote(line), java.util.regex.Matcher.quoteReplacement(bad)));

        assertThat(malformed.status()).isEqualTo(status);
        assertThat(malformed.why()).isEqualTo(why);
        assertThat(malformed.request())
                .isNotNull()
                .satisfies(request -> assertThat(request.topVia().host()).isEqualTo("client.atlanta.example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"From", "To", "Call-ID", "CSeq"})
    void a_request_without_one_of_the_compulsory_headers_is_answered(String name) {
        Parsed.Malformed malformed = Messages.malformed(Messages.INVITE.replaceFirst("\n" + name + ": .*", ""));

        assertThat(malformed.why()).isEqualTo("Missing " + name);
        assertThat(malformed.request()).isNotNull();
    }

    @Test
    void what_cannot_or_must_not_be_answered_is_dropped() {
        assertThat(Messages.malformed(Messages.INVITE.replaceFirst("\nVia: .*", ""))
                        .request())
                .isNull();
        assertThat(Messages.malformed(Messages.INVITE.replace("INVITE", "ACK").replace("70", "700"))
                        .request())
                .isNull();
        assertThat(Messages.malformed("GET / HTTP/1.1\nHost: x\n\n").request()).isNull();
        assertThat(Messages.malformed("SIP/2.0 2000 OK\n\n").request()).isNull();
        assertThat(Messages.malformed("SIP/2.0 200 O\rK\n\n").why()).isEqualTo("Carriage Return Inside a Line");
        assertThat(Messages.malformed("nothing").request()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\n\r\n", "\n", "\0\0\0\0", "\0"})
    void keep_alives_of_every_kind_are_known(String bytes) {
        assertThat(Messages.parse(bytes.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(new Parsed.KeepAlive());
    }

    @Test
    void line_breaks_before_and_bytes_behind_a_message_are_dropped() {
        SipRequest invite = Messages.request("\n\n" + Messages.INVITE + "INVITE sip:x SIP/2.0\n");

        assertThat(invite.toBytes()).isEqualTo(Messages.request(Messages.INVITE).toBytes());
    }

    @Test
    void a_message_whose_lines_end_in_a_bare_line_feed_goes_out_with_whole_line_breaks() {
        byte[] bytes = Messages.INVITE.getBytes(StandardCharsets.UTF_8);

        assertThat(Messages.parse(bytes))
                .isInstanceOfSatisfying(
                        Parsed.Whole.class,
                        whole -> assertThat(new String(whole.message().toBytes(), StandardCharsets.UTF_8))
                                .isEqualTo(
                                        Messages.INVITE
                                                        .substring(0, Messages.INVITE.length() - 4)
                                                        .replace("\n", "\r\n") + "v=0\n"));
    }

    @Test
    void a_version_in_small_letters_is_read_and_goes_out_in_capitals() {
        SipRequest invite = Messages.request(Messages.INVITE.replaceFirst("SIP/2.0", "sip/2.0"));

        assertThat(Messages.wire(invite)).startsWith("INVITE sip:bob@biloxi.example.com SIP/2.0\nVia");
    }

    @Test
    void a_datagram_without_content_length_is_body_to_its_end() {
        SipRequest invite = Messages.request(Messages.INVITE.replace("Content-Length: 4\n", ""));

        assertThat(invite.body()).hasSize(5);
        assertThat(Messages.wire(invite)).contains("\nContent-Length: 5\n");
    }

    @Test
    void an_unknown_method_and_unknown_headers_are_as_good_as_any() {
        SipRequest foo = Messages.request(Messages.INVITE.replace("INVITE", "FOO"));

        assertThat(foo.method()).isEqualTo(new Method("FOO"));
        assertThat(foo.headers().value(HeaderName.of("x-oDD"))).isEqualTo("kept   as it is");
        assertThat(Messages.wire(foo)).contains("\nX-Odd:   kept   as it is\t\n");
    }
}
