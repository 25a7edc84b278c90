package org.sipario.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/**
 * What a ladder can say besides messages and their headers: lines, bodies, session descriptions, delay, absent headers.
 */
class GrammarTest {

    private final InMemoryNetwork net = new InMemoryNetwork();
    private final Ladder ladder = Ladder.on(net.deliverTo(new Relay(net)), "alice", "bob", "carol");

    @Test
    void a_line_of_a_user_agent_has_calls_of_its_own() {
        Played played = ladder.play("""
                alice   -> relay   INVITE
                relay   -> bob     INVITE
                alice/2 -> relay   INVITE sip:carol@example.com
                relay   -> carol   INVITE
                bob     -> relay   200
                relay   -> alice   200
                carol   -> relay   200
                relay   -> alice/2 200
                alice/2 -> carol   ACK
                alice   -> bob     ACK
                alice/2 -> carol   BYE
                carol   -> alice/2 200
                bob     -> alice   BYE
                alice   -> bob     200
                """);
        assertThat(played.message("alice/2 -> carol BYE").callId())
                .isEqualTo(played.message("alice/2 -> relay INVITE").callId())
                .isNotEqualTo(played.message("bob -> alice BYE").callId());
        assertThat(net.agent("alice/2").address()).isEqualTo(net.agent("alice").address());
    }

    @Test
    void time_is_told_in_milliseconds_seconds_and_minutes() {
        long start = net.timers().now();
        ladder.play("""
                after 250ms
                after 3s
                after 2min                      # and a comment
                """);
        assertThat(net.timers().now() - start).isEqualTo(123_250);
        assertThatThrownBy(() -> ladder.play("after 3h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("after 3h");
    }

    @Test
    void what_comes_of_a_delay_is_not_taken_for_a_comment_nor_the_other_way_round() {
        net.agent("alice").media();
        ladder.play("""
                alice -> relay INVITE           # delayed offer, as the RFCs call it
                    - SDP
                relay -> bob   INVITE
                bob   -> relay 180              # delayed 1min
                after 59s
                after 1s
                relay -> alice 180
                """);
    }

    @Test
    void what_a_line_says_can_be_changed() {
        ladder.with("alice/2 -> relay OPTIONS", m -> m.plus("Subject", "tea")).play("""
                alice/2 -> relay OPTIONS
                relay   -> bob   OPTIONS
                    + Subject: tea
                """);
    }

    @Test
    void a_message_of_another_lines_call_is_not_that_of_this_one() {
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay   INVITE
                relay -> bob     INVITE
                bob   -> relay   486
                relay -> alice/2 486
                """))
                .isInstanceOf(LadderFailure.class)
                .hasMessageStartingWith("that is said in a call on alice, not on alice/2");
    }

    @Test
    void a_second_call_can_come_on_the_second_line() {
        ladder.play("""
                alice -> relay INVITE
                relay -> bob   INVITE
                carol -> relay INVITE sip:bob@example.com
                relay -> bob/2 INVITE
                bob/2 -> relay 486
                relay -> carol 486
                bob   -> relay 200
                relay -> alice 200
                """);
    }

    @Test
    void a_body_is_written_line_by_line_and_is_plain_text_unless_told_otherwise() {
        ladder.play("""
                alice -> relay MESSAGE
                    | Grüße aus # Turin
                    | und mehr
                relay -> bob   MESSAGE
                    + Content-Type: text/plain
                    | Grüße aus # Turin
                    | mehr
                bob   -> relay 200
                relay -> alice 200
                alice -> relay MESSAGE
                    + Content-Type: application/json
                    | {"a": 1}
                relay -> bob   MESSAGE
                    + Content-Type: application/json
                """)
                .where("relay -> bob MESSAGE", m -> assertThat(m.body()).isEqualTo("Grüße aus # Turin\r\nund mehr"));
    }

    @Test
    void a_body_that_differs_is_shown() {
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay MESSAGE
                    | tea
                relay -> bob   MESSAGE
                    | coffee
                """)).hasMessageStartingWith("there is \"| tea\" instead of \"| coffee\"");
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay OPTIONS
                relay -> bob   OPTIONS
                    | coffee
                """)).hasMessageStartingWith("there is \"(no body)\"");
    }

    @Test
    void bodies_may_be_any_bytes() {
        byte[] bytes = {0, (byte) 0xff, '\r', '\n', '\r', '\n', (byte) 0xc3};
        ladder.with("alice -> relay MESSAGE", m -> m.withBody("application/octet-stream", bytes))
                .play("""
                alice -> relay MESSAGE
                relay -> bob   MESSAGE
                    + Content-Length: 7
                """)
                .where("relay -> bob MESSAGE", m -> assertThat(m.bodyBytes()).isEqualTo(bytes));
    }

    @Test
    void a_header_can_be_left_out_and_expected_to_be_absent() {
        ladder.play("""
                alice -> relay OPTIONS
                    - Contact
                relay -> bob   OPTIONS
                    - Contact
                """);
        assertThatThrownBy(() -> ladder.play("""
                carol -> relay OPTIONS sip:bob@example.com
                relay -> bob   OPTIONS
                    - Contact
                """)).hasMessageStartingWith("there is \"+ Contact: <sip:carol@");
    }

    @Test
    void a_session_description_is_offered_and_answered() {
        ladder.play("""
                alice -> relay INVITE
                    + SDP
                relay -> bob   INVITE
                    + SDP: sendrecv
                bob   -> relay 200
                    + SDP
                relay -> alice 200
                    + SDP: sendrecv
                alice -> bob   ACK
                    - SDP
                alice -> bob   INVITE
                    + SDP: sendonly
                bob   -> alice 200
                    + SDP
                alice -> bob   ACK
                """);
        assertThat(net.agent("bob").call().sdp().direction()).isEqualTo(Direction.RECVONLY);
    }

    @Test
    void a_direction_that_differs_is_named() {
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay INVITE
                    + SDP: inactive
                relay -> bob   INVITE
                    + SDP: sendrecv
                """))
                .hasMessageStartingWith("there is \"+ SDP: inactive\" instead of \"+ SDP: sendrecv\"");
        assertThatThrownBy(() -> ladder.play("""
                carol -> relay INVITE sip:bob@example.com
                relay -> bob   INVITE
                    + SDP
                """)).hasMessageStartingWith("there is \"- SDP\"");
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay INVITE
                    + SDP: sideways
                """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sideways");
    }

    @Test
    void who_has_media_speaks_of_it_where_the_RFCs_ask_for_it_and_is_silent_on_demand() {
        net.agent("alice").media();
        net.agent("bob").media();
        ladder.play("""
                alice -> relay INVITE
                relay -> bob   INVITE
                    + SDP
                bob   -> relay 200
                relay -> alice 200
                    + SDP
                alice -> bob   ACK
                    - SDP
                bob   -> alice INVITE           # without an offer: alice offers, bob's ACK answers
                    - SDP
                alice -> bob   200
                bob   -> alice ACK
                """).where("bob -> alice ACK", m -> assertThat(m.sdp()).isNotNull());
        assertThat(net.agent("alice").call().remoteSdp())
                .isEqualTo(net.agent("bob").call().sdp());
    }

    @Test
    void a_delayed_message_arrives_when_its_time_has_come() {
        ladder.play("""
                alice -> relay OPTIONS          # delayed 2s
                after 1999ms
                after 1ms
                relay -> bob   OPTIONS          # delayed 500ms: on its way to bob
                """);
        assertThat(net.agent("bob").requestsHeard()).isEmpty();
        ladder.play("""
                after 500ms
                bob   -> relay 200
                relay -> alice 200
                """);
    }

    @Test
    void a_lost_message_never_arrives_in_either_direction() {
        ladder.play("""
                alice -> relay OPTIONS          # lost
                alice -> relay OPTIONS
                relay -> bob   OPTIONS          # lost
                """);
        assertThat(net.agent("bob").requestsHeard()).isEmpty();
    }

    @Test
    void a_reliable_provisional_response_has_a_number_and_a_prack_names_it() {
        ladder.play("""
                alice -> relay INVITE
                    + Supported: 100rel
                relay -> bob   INVITE
                bob   -> relay 183
                    + Require: 100rel
                relay -> alice 183
                    + RSeq: 1
                alice -> relay PRACK
                relay -> bob   PRACK
                    + RAck: 1 1 INVITE
                bob   -> relay 200 PRACK
                relay -> alice 200 PRACK
                """);
    }

    @Test
    void a_subscription_and_its_notifications_are_filled_in() {
        ladder.play("""
                alice -> relay SUBSCRIBE
                    + Event: dialog
                relay -> bob   SUBSCRIBE
                    + Expires: 3600
                bob   -> relay 200
                relay -> alice 200
                    + Expires: 3600
                bob   -> relay NOTIFY
                    | <dialog-info/>
                relay -> alice NOTIFY
                    + Event: dialog
                    + Subscription-State: active;expires=3600
                alice -> relay 200
                relay -> bob   200
                """);
    }

    @Test
    void an_attended_transfer_names_lines_and_replaces_the_call() {
        ladder.play("""
                alice   -> relay   INVITE sip:bob@example.com
                relay   -> bob     INVITE
                bob     -> relay   200
                relay   -> alice   200
                alice   -> bob     ACK
                alice/2 -> relay   INVITE sip:carol@example.com
                relay   -> carol   INVITE
                carol   -> relay   200
                relay   -> alice/2 200
                alice/2 -> carol   ACK

                alice   -> bob     REFER
                    + Refer-To: alice/2
                bob     -> alice   202
                bob     -> alice   NOTIFY
                    | SIP/2.0 100
                alice   -> bob     200
                bob/2   -> relay   INVITE          # whom, and Replaces, says the REFER
                relay   -> carol/2 INVITE sip:carol@example.com
                    + Referred-By: <sip:alice@example.com>
                carol/2 -> relay   200
                relay   -> bob/2   200
                bob/2   -> carol/2 ACK
                """).where("relay -> carol/2 INVITE", invite -> {
            TextMessage before = net.agent("carol").requestsHeard().getFirst();
            assertThat(invite.required("Replaces"))
                    .contains(before.callId(), "from-tag=" + before.tag("From"), "to-tag=carol-tag-");
        });
        ladder.play("""
                bob     -> alice   NOTIFY
                alice   -> bob     200
                carol   -> alice/2 BYE
                alice/2 -> carol   200
                """).where("bob -> alice NOTIFY", 2, notify -> {
            assertThat(notify.body()).startsWith("SIP/2.0 200 OK");
            assertThat(notify.required("Subscription-State")).startsWith("terminated");
        });
    }

    @Test
    void refer_to_may_name_a_user_agent() {
        ladder.play("""
                alice -> relay REFER sip:bob@example.com
                    + Refer-To: carol
                relay -> bob   REFER
                    + Refer-To: <sip:carol@example.com>
                """);
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay REFER sip:carol@example.com
                    + Refer-To: alice/7
                """))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no call on alice/7");
    }

    @Test
    void a_name_that_no_user_agent_can_have_is_refused() {
        assertThatThrownBy(() -> net.agent("al ice"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("al ice");
    }

    @Test
    void what_the_servers_parser_refuses_is_told_when_the_ladder_fails() {
        net.refuseTo((_, _, _, _) -> {});
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay OPTIONS
                    - Via
                relay -> alice 400
                """))
                .isInstanceOf(LadderFailure.class)
                .hasMessageContaining("the parser refuses what alice says: 400");
    }
}
