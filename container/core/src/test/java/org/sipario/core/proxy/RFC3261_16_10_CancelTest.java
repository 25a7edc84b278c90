package org.sipario.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sipario.core.Texts.invite;
import static org.sipario.core.Texts.request;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.core.proxy.ResponseContext.Event;
import org.sipario.core.proxy.ResponseContext.Progress;
import org.sipario.transaction.machine.Failure;

/** CANCEL and timeouts (RFC 3261 §16.8) in a {@link ResponseContext}. */
class RFC3261_16_10_CancelTest {

    private ForkDriver fork = new ForkDriver(invite(), false);

    @Test
    @DisplayName("PRX-35: the caller's CANCEL cancels all that is pending, starts nothing, and the best goes upstream")
    void the_callers_cancel_cancels_all() {
        fork.sequential(2).hears(1, 180);
        fork.seen();

        fork.feed(new Event.CancelledByCaller());
        assertThat(fork.seen()).containsExactly("cancel 1");
        fork.hears(1, 487);
        assertThat(fork.seen()).containsExactly("best 1 487", "answer 487");
        assertThat(fork.state.branch(2).progress()).isInstanceOf(Progress.Done.class);
    }

    @Test
    void after_the_callers_cancel_nothing_rings_any_more() {
        fork.parallel(1).feed(new Event.CancelledByCaller());
        fork.application = _ -> {
            if (fork.state.branches().size() == 1) {
                fork.add(2, 2);
            }
        };
        fork.seen();

        fork.hears(1, 487);

        assertThat(fork.seen()).doesNotContain("start 2").endsWith("answer 487");
    }

    @Test
    void a_cancelled_branch_that_stays_silent_counts_as_487() {
        fork.parallel(1).feed(new Event.CancelledByCaller());

        fork.fails(1, Failure.TIMEOUT);

        assertThat(fork.upstream.status()).isEqualTo(487);
    }

    @Test
    void other_requests_than_invite_are_not_cancelled() {
        fork = new ForkDriver(request("OPTIONS", "sip:bob@biloxi.com"), false).parallel(1);
        fork.seen();

        fork.feed(new Event.CancelledByCaller());
        fork.feed(new Event.CancelledByApplication(ResponseContext.ALL));

        assertThat(fork.seen()).isEmpty();
    }

    @Test
    @DisplayName("PRX-36: the application cancels one branch with its children, or all")
    void the_application_cancels_one_branch_or_all() {
        fork.parallel(2).hears(1, 302, "Contact: <sip:c1>, <sip:c2>");
        fork.seen();

        fork.feed(new Event.CancelledByApplication(1));
        assertThat(fork.seen()).containsExactly("cancel 11", "cancel 12");
        fork.feed(new Event.CancelledByApplication(ResponseContext.ALL));
        assertThat(fork.seen()).containsExactly("cancel 2");
    }

    @Test
    void the_next_in_line_does_not_wait_for_the_end_of_a_cancelled_one() {
        fork.sequential(2).hears(1, 180);
        fork.seen();

        fork.feed(new Event.CancelledByApplication(1));
        assertThat(fork.seen()).containsExactly("cancel 1", "start 2");
        fork.hears(2, 486);
        fork.hears(1, 487);
        assertThat(fork.seen()).containsExactly("branch 2 486", "branch 1 487", "best 2 486", "answer 486");
    }

    @Test
    @DisplayName("PRX-39: sequential: time is up for one, it is cancelled and the next one tried")
    void time_is_up_for_a_silent_branch() {
        fork.sequential(2).seen();

        fork.feed(new Event.Expired(1));
        assertThat(fork.seen()).containsExactly("cancel 1", "branch 1 408", "start 2");
        fork.hears(2, 200);
        assertThat(fork.seen()).containsExactly("forward 2 200");
    }

    @Test
    void a_ringing_branch_whose_time_is_up_makes_way_and_counts_as_408() {
        fork.sequential(2).hears(1, 180);
        fork.seen();

        fork.feed(new Event.Expired(1));
        assertThat(fork.seen()).containsExactly("cancel 1", "start 2");
        fork.hears(1, 487);
        assertThat(fork.seen()).containsExactly("branch 1 408");
        fork.fails(2, Failure.TRANSPORT);
        assertThat(fork.upstream.status()).isEqualTo(408);
    }

    @Test
    @DisplayName("PRX-40: parallel: time is up for all, 408 goes upstream when no better came")
    void time_is_up_for_all() {
        fork.parallel(2).hears(2, 180);
        fork.seen();

        fork.feed(new Event.Expired(ResponseContext.ALL));
        assertThat(fork.seen()).containsExactly("cancel 1", "cancel 2");
        fork.hears(2, 487);
        assertThat(fork.seen()).last().isEqualTo("answer 408");
    }

    @Test
    @DisplayName("PRX-40: a better response than the time-out wins")
    void a_better_response_than_the_time_out_wins() {
        fork.parallel(2).hears(1, 486);

        fork.feed(new Event.Expired(ResponseContext.ALL));

        assertThat(fork.upstream.status()).isEqualTo(486);
    }

    @Test
    void a_2xx_that_crosses_the_cancel_of_a_time_out_is_heard() {
        fork.parallel(1).hears(1, 180);
        fork.feed(new Event.Expired(1));
        fork.seen();

        fork.hears(1, 200);

        assertThat(fork.seen()).containsExactly("forward 1 200");
        assertThat(fork.state.answered()).isTrue();
    }

    @Test
    void branches_cancelled_before_they_were_sent_leave_a_487() {
        fork.sequential(2);
        fork.feed(new Event.CancelledByApplication(2));
        fork.seen();
        fork.feed(new Event.CancelledByApplication(ResponseContext.ALL));
        fork.hears(1, 487);

        assertThat(fork.upstream.status()).isEqualTo(487);
    }
}
