package org.sipario.transaction.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sipario.message.HeaderField;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.transaction.Messages;
import org.sipario.transaction.machine.ClientEvent.CancelAsked;
import org.sipario.transaction.machine.ClientEvent.Fired;
import org.sipario.transaction.machine.ClientEvent.Received;
import org.sipario.transaction.machine.ClientEvent.Undeliverable;
import org.sipario.transaction.machine.ClientEvent.Unreachable;
import org.sipario.transaction.machine.InviteClientTransaction.State;

/** RFC 3261 §17.1.1 with RFC 6026 §7.2, row by row; CANCEL by §9.1. */
class InviteClientTransactionTest {

    private final SipRequest invite = Messages.request(Method.INVITE);

    @Test
    void repeats_the_invite_by_timer_a_doubling_and_gives_up_at_timer_b() {
        var udp = over(false);
        assertThat(udp.effects()).containsExactly("send INVITE", "start A 500");
        assertThat(udp.untilNothingRuns(Fired.FIRED))
                .containsExactly("A 500", "A 1000", "A 2000", "A 4000", "A 8000", "A 16000", "B 500");
        assertThat(udp.effects()).containsExactly("stop", "fail TIMEOUT");
        assertThat(udp.state()).isEqualTo(new State.Terminated());
    }

    @Test
    void repeats_nothing_on_a_reliable_transport() {
        assertThat(over(true).untilNothingRuns(Fired.FIRED)).containsExactly("B 32000");
    }

    @Test
    void repeats_nothing_any_more_once_a_provisional_response_came() {
        var udp = over(false).on(received(180));
        assertThat(udp.effects()).containsExactly("stop", "deliver 180");
        assertThat(udp.on(received(183)).effects()).containsExactly("deliver 183");
    }

    @Test
    void passes_every_2xx_up_until_timer_m_without_an_ack_of_its_own() {
        var udp = over(false).on(received(200));
        assertThat(udp.effects()).containsExactly("start M 32000", "deliver 200");
        assertThat(udp.on(received(200)).effects()).containsExactly("deliver 200");
        assertThat(udp.on(received(486)).effects()).isEmpty();
        assertThat(udp.on(received(180)).effects()).isEmpty();
        assertThat(udp.on(Fired.FIRED).state()).isEqualTo(new State.Terminated());
    }

    @Test
    void acknowledges_a_final_response_and_its_repetitions_but_delivers_it_once() {
        var udp = over(false).on(received(180)).on(received(486));
        assertThat(udp.effects()).containsExactly("start D 32000", "send ACK", "deliver 486");
        assertThat(udp.on(received(486)).effects()).containsExactly("resend bytes ACK");
        assertThat(udp.on(received(180)).effects()).isEmpty();
        assertThat(udp.on(Fired.FIRED).state()).isEqualTo(new State.Terminated());
    }

    @Test
    void ends_with_the_ack_on_a_reliable_transport() {
        var tcp = over(true).on(received(486));
        assertThat(tcp.effects()).containsExactly("stop", "send ACK", "deliver 486");
        assertThat(tcp.state()).isEqualTo(new State.Terminated());
    }

    @Test
    void fails_when_the_invite_can_not_be_sent() {
        var udp = over(false).on(new Undeliverable());
        assertThat(udp.effects()).containsExactly("stop", "fail TRANSPORT");
        assertThat(udp.on(received(200)).effects()).isEmpty();
    }

    /** RFC 3261 §18.4. */
    @Test
    void fails_when_the_peer_is_unreachable_but_not_once_it_has_answered() {
        assertThat(over(false).on(new Unreachable()).effects()).containsExactly("stop", "fail TRANSPORT");
        for (int status : new int[] {180, 200, 486}) {
            var answered = over(false).on(received(status));
            assertThat(answered.on(new Unreachable()).effects()).isEmpty();
            assertThat(answered.on(new Unreachable()).state()).isEqualTo(answered.state());
        }
    }

    @Test
    void does_not_bother_the_user_with_an_ack_that_can_not_be_sent() {
        assertThat(over(false).on(received(486)).on(new Undeliverable()).effects())
                .containsExactly("stop");
    }

    @Test
    void cancels_at_once_after_a_provisional_response_and_only_once() {
        var udp = over(false).on(received(180)).on(cancel());
        assertThat(udp.effects()).containsExactly("start CANCELLED 32000", "cancel CANCEL");
        assertThat(udp.on(cancel()).effects()).isEmpty();
        assertThat(udp.on(received(487)).effects()).contains("send ACK", "deliver 487");
    }

    @Test
    void keeps_a_cancel_back_until_a_provisional_response_comes() {
        var udp = over(false).on(cancel());
        assertThat(udp.effects()).isEmpty();
        assertThat(udp.on(Fired.FIRED).effects()).containsExactly("resend INVITE", "start A 1000");
        assertThat(udp.on(received(100)).effects())
                .containsExactly("start CANCELLED 32000", "deliver 100", "cancel CANCEL");
    }

    @Test
    void never_cancels_after_a_final_response() {
        assertThat(over(false).on(cancel()).on(received(200)).effects())
                .containsExactly("start M 32000", "deliver 200");
        assertThat(over(false).on(received(486)).on(cancel()).effects()).isEmpty();
        assertThat(over(false).on(received(200)).on(cancel()).effects()).isEmpty();
    }

    @Test
    void gives_up_when_a_cancelled_invite_stays_without_a_final_response() {
        var udp = over(false).on(received(180)).on(cancel()).on(Fired.FIRED);
        assertThat(udp.effects()).containsExactly("stop", "fail TIMEOUT");
    }

    @Test
    void makes_an_ack_of_the_invite_and_the_to_of_the_response() {
        SipRequest ack = HopByHopRequests.ack(invite, Messages.response(invite, 486));
        assertThat(ack.method()).isEqualTo(Method.ACK);
        assertThat(ack.uri()).isEqualTo(invite.uri());
        assertThat(ack.headers().values(HeaderName.VIA))
                .containsExactly(invite.topVia().toString());
        assertThat(ack.headers().values(HeaderName.ROUTE)).containsExactly("<sip:edge.example.com;lr>");
        assertThat(ack.headers().value(HeaderName.FROM)).isEqualTo("\"Alice\" <sip:alice@example.com>;tag=a1");
        assertThat(ack.to().tag()).isEqualTo("b1");
        assertThat(ack.callId()).isEqualTo("call-1@192.0.2.1");
        assertThat(ack.cseq().toString()).isEqualTo("7 ACK");
        assertThat(Messages.text(ack.toBytes())).contains("Content-Length: 0");
    }

    @Test
    void makes_a_cancel_that_takes_the_same_hop_as_the_invite_and_bears_its_reason() {
        SipRequest forked = invite.edit(edit -> edit.push(HeaderName.VIA, "SIP/2.0/UDP p.example.com;branch=z9hG4bK2"));
        SipRequest cancel = HopByHopRequests.cancel(
                forked, List.of(HeaderField.of(HeaderName.REASON, "SIP;cause=200;text=\"Elsewhere\"")));
        assertThat(cancel.headers().values(HeaderName.VIA))
                .containsExactly("SIP/2.0/UDP p.example.com;branch=z9hG4bK2");
        assertThat(cancel.headers().values(HeaderName.ROUTE)).containsExactly("<sip:edge.example.com;lr>");
        assertThat(cancel.headers().value(HeaderName.REASON)).isEqualTo("SIP;cause=200;text=\"Elsewhere\"");
        assertThat(cancel.to().tag()).isNull();
        assertThat(cancel.cseq().toString()).isEqualTo("7 CANCEL");
    }

    private Steps<State, ClientEvent> over(boolean reliable) {
        var machine = new InviteClientTransaction(Timings.DEFAULT, reliable);
        return new Steps<>(machine.begin(invite), machine::on);
    }

    private Received received(int status) {
        return new Received(Messages.response(invite, status));
    }

    private static CancelAsked cancel() {
        return new CancelAsked(List.of());
    }
}
