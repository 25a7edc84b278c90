package org.sipario.transaction.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.transaction.Messages;
import org.sipario.transaction.machine.ClientEvent.CancelAsked;
import org.sipario.transaction.machine.ClientEvent.Fired;
import org.sipario.transaction.machine.ClientEvent.Received;
import org.sipario.transaction.machine.ClientEvent.Undeliverable;
import org.sipario.transaction.machine.ClientEvent.Unreachable;
import org.sipario.transaction.machine.NonInviteClientTransaction.State;

/** RFC 3261 §17.1.2, row by row. */
class NonInviteClientTransactionTest {

    private final SipRequest options = Messages.request(Method.OPTIONS);

    @Test
    void repeats_the_request_by_timer_e_up_to_t2_and_gives_up_at_timer_f() {
        var udp = over(false);
        assertThat(udp.effects()).containsExactly("send OPTIONS", "start E 500");
        assertThat(udp.untilNothingRuns(Fired.FIRED))
                .containsExactly(
                        "E 500", "E 1000", "E 2000", "E 4000", "E 4000", "E 4000", "E 4000", "E 4000", "E 4000",
                        "E 4000", "F 500");
        assertThat(udp.effects()).containsExactly("stop", "fail TIMEOUT");
    }

    @Test
    void repeats_nothing_on_a_reliable_transport() {
        assertThat(over(true).untilNothingRuns(Fired.FIRED)).containsExactly("F 32000");
    }

    @Test
    void goes_on_repeating_every_t2_after_a_provisional_response() {
        var udp = over(false).on(received(100));
        assertThat(udp.effects()).containsExactly("deliver 100");
        assertThat(udp.on(Fired.FIRED).effects()).containsExactly("resend OPTIONS", "start E 4000");
        assertThat(udp.untilNothingRuns(Fired.FIRED)).endsWith("E 4000", "F 3500");
        assertThat(udp.effects()).containsExactly("stop", "fail TIMEOUT");
    }

    @Test
    void delivers_the_final_response_once_and_absorbs_others_for_t4() {
        var udp = over(false).on(received(200));
        assertThat(udp.effects()).containsExactly("absorb K 5000", "deliver 200");
        assertThat(udp.on(received(200)).effects()).isEmpty();
        assertThat(udp.on(Fired.FIRED).state()).isEqualTo(new State.Terminated());
    }

    @Test
    void ends_with_the_final_response_on_a_reliable_transport() {
        var tcp = over(true).on(received(404));
        assertThat(tcp.effects()).containsExactly("stop", "deliver 404");
        assertThat(tcp.state()).isEqualTo(new State.Terminated());
    }

    @Test
    void fails_when_the_request_can_not_be_sent() {
        assertThat(over(false).on(new Undeliverable()).effects()).containsExactly("stop", "fail TRANSPORT");
        assertThat(over(false).on(received(100)).on(new Undeliverable()).effects())
                .containsExactly("stop", "fail TRANSPORT");
    }

    /** RFC 3261 §18.4. */
    @Test
    void fails_when_the_peer_is_unreachable_but_not_once_it_has_answered() {
        assertThat(over(false).on(new Unreachable()).effects()).containsExactly("stop", "fail TRANSPORT");
        assertThat(over(false).on(received(100)).on(new Unreachable()).effects())
                .isEmpty();
        assertThat(over(false).on(received(200)).on(new Unreachable()).effects())
                .isEmpty();
    }

    @Test
    void can_not_be_cancelled() {
        assertThat(over(false).on(received(100)).on(new CancelAsked(List.of())).effects())
                .isEmpty();
    }

    private Steps<State, ClientEvent> over(boolean reliable) {
        var machine = new NonInviteClientTransaction(Timings.DEFAULT, reliable);
        return new Steps<>(machine.begin(options), machine::on);
    }

    private Received received(int status) {
        return new Received(Messages.response(options, status));
    }
}
