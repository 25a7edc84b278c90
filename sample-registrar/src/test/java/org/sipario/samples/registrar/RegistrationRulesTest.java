package org.sipario.samples.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sipario.location.Binding;
import org.sipario.samples.registrar.Registration.Contact;
import org.sipario.samples.registrar.Registration.Wish;
import org.sipario.samples.registrar.RegistrationRules.Outcome;

/** RFC 3261 §10.3, steps 6 and 7. */
class RegistrationRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Binding DESK = binding("sip:desk@192.0.2.1", "call-desk", 5);
    private static final Binding SOFT = binding("sip:soft@192.0.2.2", "call-soft", 9);

    private final RegistrationRules rules = new RegistrationRules(String::equalsIgnoreCase);

    @Test
    void a_fetch_changes_nothing() {
        assertThat(apply("call-x", 1, new Wish.Fetch())).isEqualTo(new Outcome.Accepted(List.of(DESK, SOFT)));
    }

    @Test
    void a_new_contact_joins_the_others() {
        List<Binding> after = accepted(apply("call-x", 1, change(new Contact("sip:x@192.0.2.3", ";q=0.5", 0.5, 600))));

        assertThat(after).startsWith(DESK, SOFT).hasSize(3);
        assertThat(after.getLast())
                .isEqualTo(new Binding(
                        "sip:x@192.0.2.3",
                        ";q=0.5",
                        0.5,
                        NOW.plusSeconds(600),
                        "call-x",
                        1,
                        List.of("<sip:edge.example;lr>"),
                        "sip:192.0.2.9:5060;transport=udp"));
    }

    @Test
    void a_refresh_replaces_the_binding_of_the_same_uri() {
        List<Binding> after = accepted(apply("call-desk", 6, change(contact("SIP:desk@192.0.2.1", 3600))));

        assertThat(after).hasSize(2).doesNotContain(DESK);
        assertThat(after.getLast().expires()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(after.getLast().cseq()).isEqualTo(6);
    }

    @Test
    void zero_seconds_remove_one_binding() {
        assertThat(accepted(apply("call-desk", 6, change(contact(DESK.uri(), 0)))))
                .containsExactly(SOFT);
    }

    @Test
    void what_is_not_there_can_be_removed_in_peace() {
        assertThat(accepted(apply("call-x", 6, change(contact("sip:nobody@192.0.2.3", 0)))))
                .containsExactly(DESK, SOFT);
    }

    @Test
    void a_star_removes_all() {
        assertThat(accepted(apply("call-desk", 6, new Wish.RemoveAll()))).isEmpty();
    }

    @Test
    void a_request_overtaken_by_a_later_one_of_its_phone_changes_nothing() {
        assertThat(status(apply("call-desk", 5, change(contact(DESK.uri(), 3600)))))
                .isEqualTo(500);
        assertThat(status(apply("call-desk", 4, change(contact(DESK.uri(), 0)))))
                .isEqualTo(500);
        assertThat(status(apply("call-desk", 5, new Wish.RemoveAll()))).isEqualTo(500);
    }

    @Test
    void a_phone_that_started_anew_with_another_call_id_may_count_from_one() {
        assertThat(accepted(apply("call-new", 1, change(contact(DESK.uri(), 0)))))
                .containsExactly(SOFT);
    }

    @Test
    void a_life_of_less_than_a_minute_is_refused_with_all_that_came_with_it() {
        assertThat(status(apply("call-x", 1, change(contact("sip:x@192.0.2.3", 3600), contact(DESK.uri(), 59)))))
                .isEqualTo(423);
        assertThat(accepted(apply("call-x", 1, change(contact("sip:x@192.0.2.3", 60)))))
                .hasSize(3);
    }

    @Test
    void a_life_of_more_than_two_hours_is_cut() {
        List<Binding> after = accepted(apply("call-x", 1, change(contact("sip:x@192.0.2.3", Integer.MAX_VALUE))));

        assertThat(after.getLast().expires()).isEqualTo(NOW.plusSeconds(7200));
    }

    @Test
    void of_one_contact_named_twice_the_last_counts() {
        List<Binding> after =
                accepted(apply("call-x", 1, change(contact("sip:x@192.0.2.3", 600), contact("sip:x@192.0.2.3", 700))));

        assertThat(after).hasSize(3);
        assertThat(after.getLast().expires()).isEqualTo(NOW.plusSeconds(700));
    }

    @Test
    void a_user_has_twenty_bindings_at_most() {
        Contact[] many = IntStream.range(0, 18)
                .mapToObj(i -> contact("sip:x" + i + "@192.0.2.3", 600))
                .toArray(Contact[]::new);
        assertThat(accepted(apply("call-x", 1, change(many)))).hasSize(20);

        List<Contact> oneMore = new ArrayList<>(List.of(many));
        oneMore.add(contact("sip:one-more@192.0.2.3", 600));
        assertThat(status(apply("call-x", 1, new Wish.Change(oneMore)))).isEqualTo(403);
    }

    private Outcome apply(String callId, long cseq, Wish wish) {
        Registration registration = new Registration(
                callId, cseq, List.of("<sip:edge.example;lr>"), "sip:192.0.2.9:5060;transport=udp", wish);
        return rules.apply(List.of(DESK, SOFT), registration, NOW);
    }

    private static List<Binding> accepted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted(List<Binding> bindings) -> bindings;
            case Outcome.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static int status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> throw new AssertionError(accepted);
            case Outcome.Refused refused -> refused.status();
        };
    }

    private static Wish change(Contact... contacts) {
        return new Wish.Change(List.of(contacts));
    }

    private static Contact contact(String uri, int seconds) {
        return new Contact(uri, "", 1, seconds);
    }

    private static Binding binding(String uri, String callId, long cseq) {
        return new Binding(uri, "", 1, NOW.plusSeconds(100), callId, cseq, List.of(), "sip:192.0.2.1:5060");
    }
}
