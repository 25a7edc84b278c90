package org.sipario.location;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.URI;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetSetTest {

    private final Target desk = target(1);
    private final Target soft = target(1);
    private final Target mobile = target(0.5);
    private final Target voicemail = target(0.1);

    @Test
    void targets_of_one_q_are_tried_together() {
        TargetSet targets = new TargetSet(List.of(desk, soft));

        assertThat(targets.next()).containsExactly(desk, soft);
        assertThat(targets.hasNext()).isFalse();
        assertThat(targets.next()).isEmpty();
    }

    @Test
    void a_lower_q_waits_for_its_turn() {
        TargetSet targets = new TargetSet(List.of(desk, soft, mobile, voicemail));

        assertThat(targets.next()).containsExactly(desk, soft);
        assertThat(targets.hasNext()).isTrue();
        assertThat(targets.next()).containsExactly(mobile);
        assertThat(targets.next()).containsExactly(voicemail);
        assertThat(targets.hasNext()).isFalse();
    }

    @Test
    void a_place_is_tried_once() {
        TargetSet targets = new TargetSet(List.of(desk, new Target(desk.uri(), 0.5, List.of()), mobile));

        assertThat(targets.next()).containsExactly(desk);
        assertThat(targets.next()).containsExactly(mobile);
    }

    @Test
    void the_rest_comes_without_regard_to_q() {
        TargetSet targets = new TargetSet(List.of(desk, mobile, voicemail));

        assertThat(targets.rest()).containsExactly(desk, mobile, voicemail);
        assertThat(targets.rest()).isEmpty();
    }

    @Test
    void a_redirection_comes_before_the_others_by_its_own_q() {
        TargetSet targets = new TargetSet(List.of(desk, voicemail));

        targets.next();

        assertThat(targets.redirect(List.of(soft, mobile))).isTrue();
        assertThat(targets.next()).containsExactly(soft);
        assertThat(targets.next()).containsExactly(mobile);
        assertThat(targets.next()).containsExactly(voicemail);
    }

    @Test
    void phones_that_redirect_to_each_other_are_called_once() {
        TargetSet targets = new TargetSet(List.of(desk));

        targets.next();
        assertThat(targets.redirect(List.of(soft))).isTrue();
        targets.next();

        assertThat(targets.redirect(List.of(desk))).isFalse();
        assertThat(targets.next()).isEmpty();
    }

    @Test
    void redirections_that_never_repeat_come_to_an_end() {
        TargetSet targets = new TargetSet(List.of(target(1)));
        int tries = 0;

        while (!targets.next().isEmpty()) {
            tries++;
            targets.redirect(List.of(target(1)));
        }

        assertThat(tries).isEqualTo(TargetSet.MOST_TARGETS);
        assertThat(targets.redirect(List.of(target(1)))).isFalse();
        assertThat(targets.hasNext()).isFalse();
    }

    @Test
    void none_are_left_when_the_caller_has_given_up() {
        TargetSet targets = new TargetSet(List.of(desk, mobile));

        targets.next();
        targets.clear();

        assertThat(targets.hasNext()).isFalse();
        assertThat(targets.next()).isEmpty();
    }

    @Test
    void no_targets_have_no_turn() {
        assertThat(new TargetSet(List.of()).next()).isEmpty();
    }

    /** A target whose URI is equal to itself only. */
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
