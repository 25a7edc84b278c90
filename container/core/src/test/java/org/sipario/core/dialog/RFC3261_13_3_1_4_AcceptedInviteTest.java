package org.sipario.core.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.core.dialog.AcceptedInvite.Effect;
import org.sipario.core.dialog.AcceptedInvite.Event;
import org.sipario.core.dialog.AcceptedInvite.State;
import org.sipario.core.dialog.AcceptedInvite.Step;
import org.sipario.transaction.machine.Timings;

class RFC3261_13_3_1_4_AcceptedInviteTest {

    private final AcceptedInvite machine = new AcceptedInvite(Timings.DEFAULT);

    @Test
    @DisplayName("UAS-3: the 2xx is repeated from T1 up to every T2 until 64*T1, then it fails")
    void the_2xx_is_repeated_until_64_t1() {
        List<Long> waits = new ArrayList<>();
        int resent = 0;
        Step step = machine.begin();
        while (step.state() instanceof State.Waiting) {
            for (Effect effect : step.effects()) {
                switch (effect) {
                    case Effect.Start(Duration delay) -> waits.add(delay.toMillis());
                    case Effect.Resend() -> resent++;
                    case Effect.Stop _, Effect.Fail _ -> throw new AssertionError(effect);
                }
            }
            step = machine.on(step.state(), new Event.Fired());
        }

        assertThat(waits).containsExactly(500L, 1000L, 2000L, 4000L, 4000L, 4000L, 4000L, 4000L, 4000L, 4000L, 500L);
        assertThat(resent).isEqualTo(10);
        assertThat(step.effects()).containsExactly(new Effect.Fail());
    }

    @Test
    void the_ack_ends_it() {
        Step step = machine.on(machine.begin().state(), new Event.Acked());

        assertThat(step).isEqualTo(new Step(new State.Done(), List.of(new Effect.Stop())));
        assertThat(machine.on(step.state(), new Event.Acked()).effects()).isEmpty();
        assertThat(machine.on(step.state(), new Event.Fired()).effects()).isEmpty();
    }

    @Test
    void the_end_of_the_dialog_ends_it() {
        assertThat(machine.on(machine.begin().state(), new Event.Ended()).state())
                .isEqualTo(new State.Done());
    }
}
