package org.sipario.samples.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.URI;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sipario.location.Target;

class HuntTest {

    private final Target desk = target();
    private final Target soft = target();
    private final Target mobile = target();

    @Test
    void targets_are_tried_in_their_order() {
        assertThat(all(hunt(desk, soft))).containsExactly(desk, soft);
    }

    @Test
    void a_redirection_comes_before_the_others() {
        Hunt hunt = hunt(desk, soft);
        Target first = target();

        hunt.next();
        hunt.redirect(List.of(first, mobile));

        assertThat(all(hunt)).containsExactly(first, mobile, soft);
    }

    @Test
    void phones_that_redirect_to_each_other_are_called_once() {
        Hunt hunt = hunt(desk);

        hunt.next();
        hunt.redirect(List.of(soft));
        hunt.next();
        hunt.redirect(List.of(desk));

        assertThat(hunt.next()).isEmpty();
    }

    @Test
    void redirections_that_never_repeat_come_to_an_end() {
        Hunt hunt = hunt(target());
        int tries = 0;

        while (hunt.next().isPresent()) {
            tries++;
            hunt.redirect(List.of(target()));
        }

        assertThat(tries).isEqualTo(Hunt.MOST_TRIES);
    }

    @Test
    void nobody_is_called_for_a_caller_who_gave_up() {
        Hunt hunt = hunt(desk, soft);

        hunt.next();
        hunt.giveUp();

        assertThat(hunt.next()).isEmpty();
    }

    private static Hunt hunt(Target... targets) {
        return new Hunt(nothing(SipServletRequest.class), List.of(targets));
    }

    private static List<Target> all(Hunt hunt) {
        return Stream.generate(hunt::next)
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .collect(ArrayList::new, List::add, List::addAll);
    }

    private static Target target() {
        return new Target(nothing(URI.class), 1, List.of());
    }

    /** An object that nobody asks for anything but whether it is itself. */
    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> type.getSimpleName();
                }));
    }
}
