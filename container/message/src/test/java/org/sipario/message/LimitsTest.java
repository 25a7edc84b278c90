package org.sipario.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.sipario.message.MessageParser.Parsed;

/** The bounds on what a peer may send, and the responses beyond them. */
class LimitsTest {

    private static final MessageLimits SMALL = new MessageLimits(1_400, 1_200, 15, 40, 3);

    private static Parsed parse(String text) {
        byte[] bytes = Messages.bytes(text);
        return new MessageParser(SMALL).datagram(bytes, 0, bytes.length);
    }

    private static void assertRefused(int status, String text) {
        assertThat(parse(text)).isInstanceOfSatisfying(Parsed.Malformed.class, malformed -> {
            assertThat(malformed.status()).as(malformed.why()).isEqualTo(status);
            assertThat(malformed.request()).isNotNull();
        });
    }

    @Test
    void up_to_every_limit_a_message_is_taken() {
        assertThat(parse(Messages.INVITE.replace("Max", "Via: SIP/2.0/UDP a, SIP/2.0/UDP b\nX: 1\nX: 1\nMax")))
                .isInstanceOf(Parsed.Whole.class);
    }

    @Test
    void a_message_too_long_is_answered_513() {
        assertRefused(513, Messages.INVITE + "x".repeat(1_400));
    }

    @Test
    void headers_too_long_are_answered_513() {
        assertRefused(513, Messages.INVITE.replace("Max", "X: " + "y".repeat(700) + "\nMax"));
    }

    @Test
    void too_many_header_lines_are_answered_513_with_all_that_an_answer_needs() {
        String many = Messages.INVITE.replace("Via", "X: y\n".repeat(16) + "Via");

        assertRefused(513, many);

        if (parse(many) instanceof Parsed.Malformed(int status, String why, SipRequest request) && request != null) {
            assertThat(SipResponse.to(request, status, why, "t").callId()).startsWith("3848");
        }
    }

    @Test
    void a_request_uri_too_long_is_answered_414() {
        assertRefused(414, Messages.INVITE.replaceFirst("bob", "b".repeat(40)));
    }

    @Test
    void too_many_vias_are_answered_483_on_one_line_or_on_many() {
        assertRefused(483, Messages.INVITE.replace("Max", "v: SIP/2.0/UDP a\n".repeat(3) + "Max"));
        assertRefused(483, Messages.INVITE.replace("Max", "v: SIP/2.0/UDP a, SIP/2.0/UDP b, SIP/2.0/UDP c\nMax"));
    }

    @Test
    void a_limit_of_nothing_is_no_limit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MessageLimits(1, 1, 0, 1, 1));
    }
}
