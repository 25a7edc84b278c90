package org.sipario.apps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.URI;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sipario.location.Target;

class RoundsTest {

    @Test
    void phones_of_one_q_ring_together() {
        Target desk = target(1);
        Target soft = target(1);

        assertThat(Rounds.of(List.of(desk, soft))).containsExactly(List.of(desk, soft));
    }

    @Test
    void a_lower_q_waits_for_its_round() {
        Target desk = target(1);
        Target soft = target(0.5);
        Target mobile = target(0.5);
        Target voicemail = target(0.1);

        assertThat(Rounds.of(List.of(desk, soft, mobile, voicemail)))
                .containsExactly(List.of(desk), List.of(soft, mobile), List.of(voicemail));
    }

    @Test
    void no_targets_make_no_rounds() {
        assertThat(Rounds.of(List.of())).isEmpty();
    }

    /** Nobody asks the URI for anything here. */
    private static Target target(double q) {
        URI uri = (URI) Proxy.newProxyInstance(
                URI.class.getClassLoader(),
                new Class<?>[] {URI.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "uri";
                });
        return new Target(uri, q, List.of());
    }
}
