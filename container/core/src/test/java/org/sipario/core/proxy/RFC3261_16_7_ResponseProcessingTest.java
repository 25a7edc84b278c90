package org.sipario.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipario.core.Texts.invite;
import static org.sipario.core.Texts.request;
import static org.sipario.core.Texts.response;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sipario.core.proxy.ResponseContext.Effect;
import org.sipario.core.proxy.ResponseContext.Event;
import org.sipario.core.proxy.ResponseContext.Progress;
import org.sipario.message.HeaderName;
import org.sipario.transaction.machine.Failure;

class RFC3261_16_7_ResponseProcessingTest {

    private ForkDriver fork = new ForkDriver(invite(), false);

    @Test
    @DisplayName("PRX-3: parallel branches start at once, sequential ones one after another")
    void branches_start_by_their_groups() {
        fork.parallel(2);
        assertThat(fork.seen()).containsExactly("start 1", "start 2");

        fork = new ForkDriver(invite(), false).sequential(3);
        assertThat(fork.seen()).containsExactly("start 1");
        fork.hears(1, 486);
        assertThat(fork.seen()).containsExactly("branch 1 486", "start 2");
        fork.hears(2, 480);
        fork.hears(3, 404);
        assertThat(fork.seen()).containsExactly("branch 2 480", "start 3", "branch 3 404", "best 1 486", "answer 486");
    }

    @Test
    @DisplayName("PRX-11: 101 to 199 go upstream at once, 100 never")
    void provisional_responses_go_upstream_but_100() {
        fork.parallel(2).seen();
        fork.hears(1, 100);
        assertThat(fork.seen()).isEmpty();
        assertThat(fork.state.branch(1).progress()).isInstanceOf(Progress.Proceeding.class);

        fork.hears(1, 180);
        fork.hears(2, 183);
        fork.hears(2, 199);
        assertThat(fork.seen()).containsExactly("forward 1 180", "forward 2 183", "forward 2 199");
    }

    @Test
    @DisplayName("PRX-12, PRX-13: a 2xx goes upstream at once, cancels the others, and later ones follow")
    void a_2xx_goes_upstream_at_once() {
        fork.parallel(3).hears(1, 180);
        fork.hears(2, 486);
        fork.seen();

        fork.hears(1, 200);
        assertThat(fork.seen()).containsExactly("forward 1 200", "cancel 3 200");
        assertThat(fork.state.answered()).isTrue();

        fork.hears(3, 200);
        fork.hears(1, 200);
        assertThat(fork.seen()).containsExactly("forward 3 200", "forward 1 200");
        fork.hears(3, 180);
        assertThat(fork.seen()).isEmpty();
    }

    @Test
    void after_a_2xx_other_finals_and_provisional_ones_are_dropped() {
        fork.parallel(2).hears(1, 200);
        fork.seen();

        fork.hears(2, 180);
        fork.hears(2, 487);

        assertThat(fork.seen()).isEmpty();
        assertThat(fork.state.isUnderWay()).isFalse();
    }

    @Test
    @DisplayName("PRX-14: with noCancel the others go on")
    void with_no_cancel_the_others_go_on() {
        fork = new ForkDriver(invite(), true).parallel(2);
        fork.seen();

        fork.hears(1, 200);
        fork.hears(2, 200);

        assertThat(fork.seen()).containsExactly("forward 1 200", "forward 2 200");
    }

    @Test
    @DisplayName("PRX-13: a 6xx cancels every other branch and goes upstream when they are done")
    void a_6xx_cancels_every_other_branch() {
        fork.parallel(2).hears(2, 180);
        fork.seen();

        fork.hears(1, 603);
        assertThat(fork.seen()).containsExactly("cancel 2 603", "branch 1 603");
        fork.hears(2, 487);
        assertThat(fork.seen()).containsExactly("branch 2 487", "best 1 603", "answer 603");
    }

    @Test
    void a_6xx_ends_a_sequential_search() {
        fork.sequential(2).hears(1, 603);

        assertThat(fork.seen()).containsExactly("start 1", "best 1 603", "answer 603");
    }

    @Test
    void a_2xx_that_crosses_the_cancel_wins_over_a_6xx() {
        fork.parallel(2).hears(1, 603);
        fork.seen();

        fork.hears(2, 200);

        assertThat(fork.seen()).containsExactly("forward 2 200");
        assertThat(fork.state.answered()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "486, 603, 603", "302, 404, 302", "404, 302, 302", "500, 486, 486", "486, 404, 486", "404, 401, 401",
        "486, 407, 407", "480, 484, 484", "404, 415, 415", "404, 420, 420", "408, 404, 404", "487, 480, 480",
        "500, 503, 500", "503, 502, 502", "503, 503, 500", "603, 600, 603", "401, 407, 401"
    })
    @DisplayName("PRX-15: the best of two")
    void the_best_of_two(int first, int second, int best) {
        fork.parallel(2).hears(1, first);
        fork.hears(2, second);

        assertThat(fork.seen()).last().isEqualTo("answer " + best);
        assertThat(fork.upstream.status()).isEqualTo(best);
    }

    @Test
    @DisplayName("PRX-15: all challenges go upstream in one response")
    void challenges_are_aggregated() {
        fork.parallel(3).hears(1, 407, "Proxy-Authenticate: Digest realm=\"a\", nonce=\"1\"");
        fork.hears(2, 401, "WWW-Authenticate: Digest realm=\"b\", nonce=\"2\"");
        fork.hears(3, 407, "Proxy-Authenticate: Digest realm=\"c\", nonce=\"3\"");

        assertThat(fork.upstream.status()).isEqualTo(407);
        assertThat(fork.upstream.headers().all(HeaderName.PROXY_AUTHENTICATE)).hasSize(2);
        assertThat(fork.upstream.headers().all(HeaderName.WWW_AUTHENTICATE)).hasSize(1);
    }

    @Test
    void a_503_alone_becomes_a_500_without_retry_after() {
        fork.parallel(1).hears(1, 503, "Retry-After: 30");

        assertThat(fork.upstream.status()).isEqualTo(500);
        assertThat(fork.upstream.headers().has(HeaderName.RETRY_AFTER)).isFalse();
    }

    @Test
    @DisplayName("PRX-43: silence counts as 408 made from the request")
    void silence_counts_as_408() {
        fork.parallel(1).fails(1, Failure.TIMEOUT);

        assertThat(fork.seen()).containsExactly("start 1", "best 1 408", "answer 408");
        assertThat(fork.upstream.callId()).isEqualTo("a84b4c76e66710@pc33.atlanta.com");
        assertThat(fork.upstream.to().tag()).isEqualTo("our-tag");
        assertThat(fork.upstream.topVia().branch()).isEqualTo("z9hG4bK776asdhds");
    }

    @Test
    @DisplayName("PRX-44: a transport failure counts as 503 of that branch")
    void a_transport_failure_counts_as_503() {
        fork.parallel(2).fails(1, Failure.TRANSPORT);
        assertThat(fork.seen()).containsExactly("start 1", "start 2", "branch 1 503");

        fork.hears(2, 480);
        assertThat(fork.upstream.status()).isEqualTo(480);
    }

    @Test
    @DisplayName("RFC 4320 §4: to other requests than INVITE no 1xx but 100 and no 408 goes upstream")
    void non_invite_requests_get_neither_1xx_nor_408() {
        fork = new ForkDriver(request("OPTIONS", "sip:bob@biloxi.com"), false).parallel(2);
        fork.seen();
        fork.hears(1, 180);
        fork.fails(1, Failure.TIMEOUT);
        fork.fails(2, Failure.TIMEOUT);

        assertThat(fork.seen()).containsExactly("branch 1 408", "branch 2 408", "best 1 408", "silence");
        assertThat(fork.state.answered()).isTrue();
    }

    @Test
    void of_other_requests_only_the_first_2xx_goes_upstream_and_nothing_is_cancelled() {
        fork = new ForkDriver(request("MESSAGE", "sip:bob@biloxi.com"), false).parallel(2);
        fork.seen();
        fork.hears(1, 200);
        fork.hears(2, 200);

        assertThat(fork.seen()).containsExactly("forward 1 200");
    }

    @Test
    @DisplayName("PRX-18: a branch added when the best is shown keeps it from going upstream")
    void the_application_may_go_on_searching() {
        fork.application = effect -> {
            if (effect instanceof Effect.Best && fork.state.branches().size() == 1) {
                fork.add(2, 2);
            }
        };
        fork.parallel(1).hears(1, 486);
        assertThat(fork.seen()).containsExactly("start 1", "best 1 486", "start 2");

        fork.hears(2, 200);
        assertThat(fork.seen()).containsExactly("forward 2 200");
    }

    @Test
    @DisplayName("PRX-20: a branch added when an intermediate response is shown goes on as well")
    void the_application_may_add_branches_on_the_way() {
        fork.application = effect -> {
            if (effect instanceof Effect.Intermediate(int id, var response) && id == 1 && response.isFinal()) {
                fork.add(3, 3);
            }
        };
        fork.parallel(2).hears(1, 486);

        assertThat(fork.seen()).containsExactly("start 1", "start 2", "branch 1 486", "start 3");
    }

    @Test
    @DisplayName("PRX-46: a 2xx or 6xx of the application wins at once, others take part")
    void the_applications_own_answer_is_a_virtual_branch() {
        fork.parallel(2).seen();
        fork.feed(new Event.Answered(response(invite(), 200)));
        assertThat(fork.seen()).containsExactly("answer 200", "cancel 1 200", "cancel 2 200");

        fork = new ForkDriver(invite(), false).parallel(1);
        fork.seen();
        fork.feed(new Event.Answered(response(invite(), 404)));
        assertThat(fork.seen()).isEmpty();
        fork.hears(1, 503);
        assertThat(fork.seen()).containsExactly("branch 1 503", "answer 404");
    }

    @Test
    void an_answer_of_the_application_replaces_the_best_it_is_shown() {
        fork.application = effect -> {
            if (effect instanceof Effect.Best) {
                fork.feed(new Event.Answered(response(invite(), 480)));
            }
        };
        fork.parallel(1).hears(1, 404);

        assertThat(fork.seen()).containsExactly("start 1", "best 1 404", "answer 480");
    }

    @Test
    void what_the_application_cancels_while_it_is_shown_a_response_is_settled_afterwards() {
        fork.application = effect -> {
            if (effect instanceof Effect.Intermediate(int id, var response) && id == 1 && response.isFinal()) {
                fork.feed(new Event.CancelledByApplication(ResponseContext.ALL));
                fork.add(4, 4);
            }
        };
        fork.sequential(3).hears(1, 486);

        assertThat(fork.seen()).containsExactly("start 1", "branch 1 486", "start 4");
    }

    @Test
    @DisplayName("PRX-47: once answered no branch can be added")
    void once_answered_no_branch_can_be_added() {
        fork.parallel(1).hears(1, 486);

        assertThatThrownBy(() -> fork.add(2, 2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("RFC 6026: a 2xx after the best went upstream is still handed on")
    void a_2xx_after_the_best_is_still_handed_on() {
        fork.parallel(1).feed(new Event.Expired(1));
        fork.seen();

        fork.hears(1, 200);

        assertThat(fork.seen()).containsExactly("forward 1 200");
    }
}
