package org.sipario.transaction.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.transaction.Messages;
import org.sipario.transaction.machine.NonInviteServerTransaction.State;
import org.sipario.transaction.machine.ServerEvent.Abandoned;
import org.sipario.transaction.machine.ServerEvent.Fired;
import org.sipario.transaction.machine.ServerEvent.Repeated;
import org.sipario.transaction.machine.ServerEvent.Respond;
import org.sipario.transaction.machine.ServerEvent.RespondStatelessly;
import org.sipario.transaction.machine.ServerEvent.Undeliverable;

/** RFC 3261 §17.2.2, row by row: UAS-20. */
class NonInviteServerTransactionTest {

    private final SipRequest options = Messages.request(Method.OPTIONS);

    @Test
    void is_silent_to_a_repeated_request_before_anything_was_answered() {
        var udp = over(false);
        assertThat(udp.effects()).isEmpty();
        assertThat(udp.on(new Repeated()).effects()).isEmpty();
    }

    @Test
    void answers_a_repeated_request_with_the_latest_provisional_response() {
        var udp = over(false).on(respond(100));
        assertThat(udp.effects()).containsExactly("send 100");
        assertThat(udp.on(new Repeated()).effects()).containsExactly("resend 100");
    }

    @Test
    void answers_a_repeated_request_with_the_final_response_until_timer_j() {
        var udp = over(false).on(respond(200));
        assertThat(udp.effects()).containsExactly("absorb J 32000", "send 200");
        assertThat(udp.on(new Repeated()).effects()).containsExactly("resend bytes 200");
        assertThat(udp.on(respond(500)).effects()).isEmpty();
        assertThat(udp.on(Fired.FIRED).state()).isEqualTo(new State.Terminated());
    }

    @Test
    void ends_with_the_final_response_on_a_reliable_transport() {
        var tcp = over(true).on(respond(200));
        assertThat(tcp.effects()).containsExactly("send 200");
        assertThat(tcp.state()).isEqualTo(new State.Terminated());
    }

    @Test
    void tells_of_a_response_that_can_not_be_sent() {
        assertThat(over(false).on(respond(200)).on(new Undeliverable()).effects())
                .containsExactly("stop", "fail TRANSPORT");
        assertThat(over(false).on(respond(100)).on(new Undeliverable()).effects())
                .containsExactly("stop", "fail TRANSPORT");
    }

    @Test
    void tells_of_it_on_a_reliable_transport_too_where_it_has_ended_already() {
        assertThat(over(true).on(respond(200)).on(new Undeliverable()).effects())
                .containsExactly("fail TRANSPORT");
    }

    @Test
    void ends_in_silence_when_its_user_will_not_answer_any_more() {
        assertThat(over(false).on(new Abandoned()).state()).isEqualTo(new State.Terminated());
        var ringing = over(false).on(respond(100)).on(new Abandoned());
        assertThat(ringing.effects()).isEmpty();
        assertThat(ringing.state()).isEqualTo(new State.Terminated());
        var answered = over(false).on(respond(200)).on(new Abandoned());
        assertThat(answered.on(new Repeated()).effects()).containsExactly("resend bytes 200");
    }

    @Test
    void RFC3261_8_2_7_keeps_nothing_of_an_answer_that_is_to_leave_nothing_behind() {
        var stateless = over(false).on(respondStatelessly(401));
        assertThat(stateless.effects()).containsExactly("send 401");
        assertThat(stateless.state()).isEqualTo(new State.Terminated());
        assertThat(over(false).on(respond(100)).on(respondStatelessly(401)).state())
                .isEqualTo(new State.Terminated());
        var answered = over(false).on(respond(200));
        assertThat(answered.on(respondStatelessly(401)).effects()).isEmpty();
        assertThat(answered.on(new Repeated()).effects()).containsExactly("resend bytes 200");
    }

    private RespondStatelessly respondStatelessly(int status) {
        return new RespondStatelessly(Messages.response(options, status));
    }

    private Steps<State, ServerEvent> over(boolean reliable) {
        var machine = new NonInviteServerTransaction(Timings.DEFAULT, reliable);
        return new Steps<>(machine.begin(), machine::on);
    }

    private Respond respond(int status) {
        return new Respond(Messages.response(options, status));
    }
}
