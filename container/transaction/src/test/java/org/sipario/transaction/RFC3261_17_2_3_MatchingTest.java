package org.sipario.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;

class RFC3261_17_2_3_MatchingTest {

    private static final String MODERN = "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-1";
    private static final String OLD = "SIP/2.0/UDP 192.0.2.1:5060;branch=1";

    @Test
    void branch_sent_by_and_method_make_the_key() {
        assertThat(key(Method.BYE, MODERN)).isEqualTo(key(Method.BYE, MODERN));
        assertThat(key(Method.BYE, MODERN)).isNotEqualTo(key(Method.INFO, MODERN));
        assertThat(key(Method.BYE, MODERN)).isNotEqualTo(key(Method.BYE, MODERN + "2"));
        assertThat(key(Method.BYE, MODERN)).isNotEqualTo(key(Method.BYE, MODERN.replace("5060", "5062")));
        assertThat(key(Method.BYE, MODERN)).isNotEqualTo(key(Method.BYE, MODERN.replace("192.0.2.1", "192.0.2.3")));
    }

    @Test
    void letters_of_host_and_cookie_may_be_of_any_case() {
        assertThat(key(Method.BYE, "SIP/2.0/UDP PC.example.com;branch=z9hG4bK-1"))
                .isEqualTo(key(Method.BYE, "SIP/2.0/UDP pc.example.com;branch=z9hG4bK-1"));
        assertThat(key(Method.BYE, "SIP/2.0/UDP 192.0.2.1;branch=Z9HG4BK-1")).isInstanceOf(ServerKey.Modern.class);
    }

    @Test
    void an_ack_has_the_key_of_its_invite() {
        assertThat(key(Method.ACK, MODERN)).isEqualTo(key(Method.INVITE, MODERN));
        assertThat(key(Method.ACK, OLD)).isEqualTo(key(Method.INVITE, OLD));
    }

    @Test
    void a_cancel_has_its_own_key_and_knows_that_of_the_invite() {
        assertThat(key(Method.CANCEL, MODERN)).isNotEqualTo(key(Method.INVITE, MODERN));
        assertThat(ServerKey.cancelled(Messages.request(Method.CANCEL, MODERN))).isEqualTo(key(Method.INVITE, MODERN));
    }

    @Test
    void without_the_cookie_the_rules_of_rfc_2543_hold() {
        assertThat(key(Method.INVITE, OLD)).isInstanceOf(ServerKey.Old.class).isEqualTo(key(Method.INVITE, OLD));
        assertThat(key(Method.INVITE, "SIP/2.0/UDP 192.0.2.1")).isInstanceOf(ServerKey.Old.class);
        assertThat(key(Method.INVITE, OLD)).isNotEqualTo(key(Method.INVITE, OLD + "2"));
        SipRequest later = Messages.request(Method.INVITE, OLD)
                .edit(edit -> edit.set(org.sipario.message.HeaderName.CSEQ, "8 INVITE"));
        assertThat(ServerKey.of(later)).isNotEqualTo(key(Method.INVITE, OLD));
    }

    @Test
    void an_ack_of_rfc_2543_matches_although_it_bears_the_tag_of_the_answer() {
        SipRequest ack = Messages.request(Method.ACK, OLD, "<sip:bob@example.com>;tag=b1");
        assertThat(ServerKey.of(ack)).isEqualTo(key(Method.INVITE, OLD));
    }

    private static ServerKey key(Method method, String via) {
        return ServerKey.of(Messages.request(method, via));
    }
}
