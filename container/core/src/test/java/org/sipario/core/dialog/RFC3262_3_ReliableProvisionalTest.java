package org.sipario.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.core.Texts.invite;
import static org.sipario.core.Texts.request;
import static org.sipario.core.Texts.response;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.core.dialog.ReliableProvisional.Effect;
import org.sipario.core.dialog.ReliableProvisional.Event;
import org.sipario.core.dialog.ReliableProvisional.State;
import org.sipario.core.dialog.ReliableProvisional.Step;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.transaction.machine.Timings;

class RFC3262_3_ReliableProvisionalTest {

    private final ReliableProvisional machine = new ReliableProvisional(Timings.DEFAULT);
    private final SipRequest invite = invite();
    private final SipResponse ringing = response(invite, 180);
    private final SipResponse progress = response(invite, 183)
            .edit(edit ->
                    edit.set(HeaderName.CONTENT_TYPE, "application/sdp").body("v=0".getBytes(StandardCharsets.UTF_8)));
    private final SipResponse success = response(invite, 200);
    private State state = machine.begin(100);

    @Test
    @DisplayName("UAS-11: a reliable one carries RSeq and Require and starts a timer of T1")
    void a_reliable_one_is_numbered() {
        List<Effect> effects = on(new Event.Respond(ringing));

        SipResponse sent = sent(effects).getFirst();
        assertThat(sent.headers().value(HeaderName.RSEQ)).isEqualTo("100");
        assertThat(sent.headers().hasToken(HeaderName.REQUIRE, "100rel")).isTrue();
        assertThat(ReliableReceipt.isReliable(sent)).isTrue();
        assertThat(effects).last().isEqualTo(new Effect.Start(Timings.DEFAULT.t1()));
    }

    @Test
    void it_is_repeated_at_doubling_intervals_and_fails_at_64_t1() {
        on(new Event.Respond(ringing));
        List<Long> waits = new ArrayList<>();
        List<Effect> effects = on(new Event.Fired());
        while (effects.size() > 1) {
            assertThat(sent(effects)).hasSize(1);
            waits.add(((Effect.Start) effects.get(1)).delay().toMillis());
            effects = on(new Event.Fired());
        }

        assertThat(waits).containsExactly(1000L, 2000L, 4000L, 8000L, 16000L, 500L);
        assertThat(effects).singleElement().isInstanceOf(Effect.Fail.class);
        assertThat(sent(on(new Event.Respond(response(invite, 504))))).hasSize(1);
    }

    @Test
    void the_prack_is_delivered_and_stops_the_timer() {
        on(new Event.Respond(ringing));
        SipRequest prack = prack("100 314159 INVITE");

        assertThat(on(new Event.Prack(prack))).containsExactly(new Effect.Stop(), new Effect.Acknowledged(prack));
        assertThat(state).isEqualTo(new State.Idle(101));
    }

    @Test
    @DisplayName("UAS-12: a PRACK for anything else is unmatched")
    void a_prack_for_anything_else_is_unmatched() {
        SipRequest early = prack("100 314159 INVITE");
        assertThat(on(new Event.Prack(early))).containsExactly(new Effect.Unmatched(early));

        on(new Event.Respond(ringing));
        for (String rack :
                new String[] {"101 314159 INVITE", "100 314158 INVITE", "100 314159 UPDATE", "100", "x y z"}) {
            SipRequest prack = prack(rack);
            assertThat(on(new Event.Prack(prack))).as(rack).containsExactly(new Effect.Unmatched(prack));
        }
    }

    @Test
    void a_second_one_waits_for_the_prack_of_the_first() {
        on(new Event.Respond(ringing));
        assertThat(on(new Event.Respond(progress))).isEmpty();

        SipResponse second =
                sent(on(new Event.Prack(prack("100 314159 INVITE")))).getFirst();

        assertThat(second.status()).isEqualTo(183);
        assertThat(second.headers().value(HeaderName.RSEQ)).isEqualTo("101");
    }

    @Test
    @DisplayName("UAS-13: a 2xx waits while an answer is not acknowledged")
    void a_2xx_waits_while_an_answer_is_not_acknowledged() {
        on(new Event.Respond(progress));
        assertThat(on(new Event.Respond(success))).isEmpty();

        assertThat(sent(on(new Event.Prack(prack("100 314159 INVITE"))))).containsExactly(success);
    }

    @Test
    void without_a_session_description_the_2xx_goes_at_once_and_the_prack_is_still_welcome() {
        on(new Event.Respond(ringing));

        assertThat(on(new Event.Respond(success))).containsExactly(new Effect.Stop(), new Effect.Send(success));
        SipRequest prack = prack("100 314159 INVITE");
        assertThat(on(new Event.Prack(prack))).containsExactly(new Effect.Acknowledged(prack));
        assertThat(on(new Event.Prack(prack))).containsExactly(new Effect.Unmatched(prack));
    }

    @Test
    void a_failure_goes_at_once() {
        SipResponse busy = response(invite, 486);
        on(new Event.Respond(progress));

        assertThat(on(new Event.Respond(busy))).containsExactly(new Effect.Stop(), new Effect.Send(busy));
    }

    private List<Effect> on(Event event) {
        Step step = machine.on(state, event);
        state = step.state();
        return step.effects();
    }

    private static List<SipResponse> sent(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).response())
                .toList();
    }

    private static SipRequest prack(String rack) {
        return request("PRACK", "sip:bob@192.0.2.4", "RAck: " + rack);
    }
}
