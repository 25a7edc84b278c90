package org.sipario.transaction.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.transaction.Messages;
import org.sipario.transaction.machine.InviteServerTransaction.State;
import org.sipario.transaction.machine.ServerEvent.Acknowledged;
import org.sipario.transaction.machine.ServerEvent.Fired;
import org.sipario.transaction.machine.ServerEvent.Repeated;
import org.sipario.transaction.machine.ServerEvent.Respond;
import org.sipario.transaction.machine.ServerEvent.Undeliverable;

/** RFC 3261 §17.2.1 with RFC 6026 §7.1, row by row: UAS-20. */
class InviteServerTransactionTest {

    private final SipRequest invite = Messages.request(Method.INVITE);

    @Test
    void waits_200_ms_for_the_user_before_it_says_100_itself() {
        var udp = over(false);
        assertThat(udp.effects()).containsExactly("start TRYING 200");
        assertThat(udp.on(Fired.FIRED).effects()).containsExactly("send 100");
        assertThat(udp.state()).isInstanceOf(State.Proceeding.class);
    }

    @Test
    void says_no_100_of_its_own_when_the_user_was_faster() {
        assertThat(over(false).on(respond(180)).effects()).containsExactly("stop", "send 180");
    }

    @Test
    void is_silent_to_a_repeated_invite_before_anything_was_answered() {
        assertThat(over(false).on(new Repeated()).effects()).isEmpty();
    }

    @Test
    void answers_a_repeated_invite_with_the_latest_provisional_response() {
        var udp = over(false).on(respond(180)).on(respond(183));
        assertThat(udp.on(new Repeated()).effects()).containsExactly("resend 183");
    }

    @Test
    void ends_in_silence_when_its_user_will_not_answer_any_more() {
        var ringing = over(false).on(respond(180)).on(new ServerEvent.Abandoned());
        assertThat(ringing.effects()).containsExactly("stop");
        assertThat(ringing.state()).isEqualTo(new State.Terminated());
        var refused = over(false).on(respond(486)).on(new ServerEvent.Abandoned());
        assertThat(refused.on(new Repeated()).effects()).containsExactly("resend bytes 486");
    }

    @Test
    void RFC3261_8_2_7_keeps_nothing_of_an_answer_that_is_to_leave_nothing_behind() {
        var stateless = over(false).on(respondStatelessly(407));
        assertThat(stateless.effects()).containsExactly("stop", "send 407");
        assertThat(stateless.state()).isEqualTo(new State.Terminated());
        assertThat(stateless.on(new ServerEvent.Undeliverable()).effects()).isEmpty();
        for (int answered : new int[] {200, 486}) {
            assertThat(over(false)
                            .on(respond(answered))
                            .on(respondStatelessly(407))
                            .effects())
                    .isEmpty();
        }
    }

    @Test
    void repeats_such_an_answer_where_the_invite_will_not_come_again() {
        var trying = over(false).on(ServerEvent.Fired.FIRED).on(respondStatelessly(407));
        assertThat(trying.effects()).containsExactly("send 407", "start G 500");
        assertThat(trying.on(new Repeated()).effects()).containsExactly("resend bytes 407");
    }

    @Test
    void sends_a_2xx_and_stays_for_more_of_them_until_timer_l() {
        var udp = over(false).on(respond(200));
        assertThat(udp.effects()).containsExactly("absorb L 32000", "send 200");
        assertThat(udp.on(respond(200)).effects()).containsExactly("send 200");
        assertThat(udp.on(new Repeated()).effects()).isEmpty();
        assertThat(udp.on(respond(486)).effects()).isEmpty();
        assertThat(udp.on(respond(180)).effects()).isEmpty();
        assertThat(udp.on(Fired.FIRED).state()).isEqualTo(new State.Terminated());
    }

    @Test
    void tells_of_a_2xx_that_can_not_be_sent_but_lets_others_pass() {
        var udp = over(false).on(respond(200));
        assertThat(udp.on(new Undeliverable()).effects()).containsExactly("fail TRANSPORT");
        assertThat(udp.on(respond(200)).effects()).containsExactly("send 200");
    }

    @Test
    void repeats_a_final_response_by_timer_g_up_to_t2_and_gives_up_at_timer_h() {
        var udp = over(false).on(respond(486));
        assertThat(udp.effects()).containsExactly("send 486", "start G 500");
        assertThat(udp.untilNothingRuns(Fired.FIRED))
                .containsExactly(
                        "G 500", "G 1000", "G 2000", "G 4000", "G 4000", "G 4000", "G 4000", "G 4000", "G 4000",
                        "G 4000", "H 500");
        assertThat(udp.effects()).containsExactly("stop", "fail TIMEOUT");
        assertThat(udp.state()).isEqualTo(new State.Terminated());
    }

    @Test
    void repeats_the_bytes_of_the_final_response_when_the_invite_comes_again() {
        var udp = over(false).on(respond(486));
        assertThat(udp.on(new Repeated()).effects()).containsExactly("resend bytes 486");
        assertThat(udp.on(Fired.FIRED).effects()).containsExactly("resend bytes 486", "start G 1000");
    }

    @Test
    void repeats_nothing_on_a_reliable_transport_but_waits_for_the_ack_as_long() {
        var tcp = over(true).on(respond(486));
        assertThat(tcp.untilNothingRuns(Fired.FIRED)).containsExactly("H 32000");
        assertThat(tcp.effects()).containsExactly("stop", "fail TIMEOUT");
    }

    @Test
    void is_confirmed_by_the_ack_and_absorbs_more_of_them_for_t4() {
        var udp = over(false).on(respond(486)).on(new Acknowledged());
        assertThat(udp.effects()).containsExactly("start I 5000");
        assertThat(udp.on(new Acknowledged()).effects()).isEmpty();
        assertThat(udp.on(new Repeated()).effects()).isEmpty();
        assertThat(udp.on(Fired.FIRED).state()).isEqualTo(new State.Terminated());
    }

    @Test
    void ends_at_the_ack_on_a_reliable_transport() {
        var tcp = over(true).on(respond(486)).on(new Acknowledged());
        assertThat(tcp.effects()).containsExactly("stop");
        assertThat(tcp.state()).isEqualTo(new State.Terminated());
    }

    @Test
    void sends_no_second_final_response() {
        assertThat(over(false).on(respond(486)).on(respond(200)).effects()).isEmpty();
        assertThat(over(false)
                        .on(respond(486))
                        .on(new Acknowledged())
                        .on(respond(200))
                        .effects())
                .isEmpty();
    }

    @Test
    void ends_when_a_response_can_not_be_sent() {
        var udp = over(false).on(respond(180)).on(new Undeliverable());
        assertThat(udp.effects()).containsExactly("stop", "fail TRANSPORT");
        assertThat(udp.on(respond(200)).effects()).isEmpty();
    }

    @Test
    void keeps_no_message_once_answered() {
        assertThat(over(false).on(respond(486)).state())
                .isInstanceOfSatisfying(
                        State.Completed.class,
                        completed -> assertThat(Messages.text(completed.last())).startsWith("SIP/2.0 486 "));
    }

    private Steps<State, ServerEvent> over(boolean reliable) {
        var machine = new InviteServerTransaction(Timings.DEFAULT, reliable);
        return new Steps<>(machine.begin(invite), machine::on);
    }

    private ServerEvent.RespondStatelessly respondStatelessly(int status) {
        return new ServerEvent.RespondStatelessly(Messages.response(invite, status));
    }

    private Respond respond(int status) {
        return new Respond(Messages.response(invite, status));
    }
}
