package org.sipario.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.core.Texts.address;
import static org.sipario.core.Texts.invite;
import static org.sipario.core.Texts.request;
import static org.sipario.core.Texts.uri;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.core.proxy.ResponseContext.Effect;
import org.sipario.core.proxy.ResponseContext.Event;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;

/** Following a 3xx: RFC 3261 §16.5, §16.7 step 4. */
class RFC3261_16_5_RecursionTest {

    private ForkDriver fork = new ForkDriver(invite(), false);

    @Test
    @DisplayName("PRX-21: contacts of a 3xx become children by q, and the 3xx does not go upstream")
    void contacts_become_children() {
        fork.parallel(1).seen();

        fork.hears(1, 302, "Contact: <sip:low>;q=0.1, <sip:high>;q=0.9");
        assertThat(fork.seen())
                .containsExactly("branch 1 302", "recurse 1 [sip:high, sip:low]", "start 11", "start 12");
        fork.hears(11, 486);
        fork.hears(12, 404);
        assertThat(fork.upstream.status()).isEqualTo(486);
    }

    @Test
    void the_next_in_line_waits_for_the_children() {
        fork.sequential = true;
        fork.sequential(2).seen();

        fork.hears(1, 302, "Contact: <sip:a>, <sip:b>");
        assertThat(fork.seen()).last().isEqualTo("start 11");
        fork.hears(11, 486);
        assertThat(fork.seen()).containsExactly("branch 11 486", "start 12");
        fork.hears(12, 486);
        assertThat(fork.seen()).containsExactly("branch 12 486", "start 2");
    }

    @Test
    @DisplayName("PRX-22, PRX-23: a branch that does not recurse offers its 3xx")
    void without_recursion_the_3xx_is_offered() {
        fork.feed(new Event.Added(1, ResponseContext.ALL, 1, uri("sip:t1"), false));
        fork.hears(1, 302, "Contact: <sip:a>");

        assertThat(fork.seen()).containsExactly("start 1", "best 1 302", "answer 302");
    }

    @Test
    void targets_have_neither_method_nor_headers_and_count_as_tried_without_them() {
        fork.feed(new Event.Added(1, ResponseContext.ALL, 1, uri("sip:t1;method=INVITE"), true));
        fork.hears(1, 302, "Contact: <sip:t1>, <sip:a;method=INVITE?X-Foo=1>, <sip:a?Subject=b>");

        assertThat(fork.seen()).contains("recurse 1 [sip:a]");
    }

    @Test
    void a_3xx_that_the_application_follows_as_the_best_does_not_go_upstream() {
        fork.feed(new Event.Added(1, ResponseContext.ALL, 1, uri("sip:t1"), false));
        fork.application = following(2);

        fork.hears(1, 302, "Contact: <sip:a>");
        fork.hears(2, 486);

        assertThat(fork.seen()).containsExactly("start 1", "best 1 302", "start 2", "best 2 486", "answer 486");
    }

    @Test
    void a_3xx_that_the_application_follows_while_others_ring_does_not_go_upstream() {
        fork.feed(new Event.Added(1, ResponseContext.ALL, 1, uri("sip:t1"), false));
        fork.feed(new Event.Added(2, ResponseContext.ALL, 2, uri("sip:t2"), false));
        fork.application = following(3);

        fork.hears(1, 302, "Contact: <sip:a>");
        fork.hears(2, 404);
        fork.hears(3, 486);

        assertThat(fork.upstream.status()).isEqualTo(404);
    }

    @Test
    void a_3xx_that_the_application_only_looks_at_stays_the_best() {
        fork.feed(new Event.Added(1, ResponseContext.ALL, 1, uri("sip:t1"), false));
        fork.feed(new Event.Added(2, ResponseContext.ALL, 2, uri("sip:t2"), false));

        fork.hears(1, 302, "Contact: <sip:a>");
        fork.feed(new Event.Added(3, ResponseContext.ALL, 3, uri("sip:t3"), false));
        fork.hears(2, 404);
        fork.hears(3, 486);

        assertThat(fork.upstream.status()).isEqualTo(302);
    }

    /** An application that adds a branch when it is shown its first response. */
    private Consumer<Effect> following(int branch) {
        return _ -> {
            fork.application = _ -> {};
            fork.add(branch, branch);
        };
    }

    @Test
    void no_place_is_tried_twice() {
        fork.parallel(2).hears(1, 302, "Contact: <sip:t2>, <sip:new>, <sip:new>");

        assertThat(fork.seen()).contains("recurse 1 [sip:new]");
        fork.hears(11, 302, "Contact: <sip:t1>");
        fork.hears(2, 404);
        assertThat(fork.upstream.status()).isEqualTo(302);
    }

    @Test
    void what_a_proxy_can_not_follow_stays_in_the_3xx() {
        fork.parallel(1).hears(1, 302, "Contact: <sip:a>, <mailto:bob@biloxi.com>");
        fork.hears(11, 486);

        assertThat(fork.upstream.status()).isEqualTo(302);
        assertThat(fork.upstream.headers().values(HeaderName.CONTACT)).containsExactly("<mailto:bob@biloxi.com>");
    }

    @Test
    void a_sips_request_stays_on_sips() {
        fork = new ForkDriver(request("INVITE", "sips:bob@biloxi.com"), false).parallel(1);

        fork.hears(1, 302, "Contact: <sip:a>, <sips:b>");

        assertThat(fork.seen()).contains("recurse 1 [sips:b]");
    }

    @Test
    void a_3xx_with_unreadable_contacts_is_an_answer_like_any_other() {
        fork.parallel(1).hears(1, 302, "Contact: <sip:a");

        assertThat(fork.upstream.status()).isEqualTo(302);
    }

    @Test
    void a_target_set_is_ordered_and_has_each_place_once() {
        List<NameAddr> contacts = Stream.of(
                        "<sip:c>;q=0.5",
                        "<sip:a@H>",
                        "<sip:a@h>;q=1.0",
                        "<sip:b>;q=junk",
                        "<tel:+1-555>;q=0",
                        "<tel:+1555>")
                .map(text -> address(text))
                .toList();

        TargetSet targets = TargetSet.of(contacts);

        assertThat(targets.uris())
                .extracting(Object::toString)
                .containsExactly("sip:a@H", "sip:b", "tel:+1555", "sip:c");
        assertThat(targets.without(List.of(uri("sip:A@h"), uri("sip:c"))).uris())
                .extracting(Object::toString)
                .containsExactly("sip:a@H", "sip:b", "tel:+1555");
        assertThat(targets.reachable(true).isEmpty()).isTrue();
    }
}
