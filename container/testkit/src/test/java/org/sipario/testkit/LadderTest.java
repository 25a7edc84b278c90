package org.sipario.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

class LadderTest {

    private final InMemoryNetwork net = new InMemoryNetwork();
    private final Ladder ladder = Ladder.on(net.deliverTo(new Relay(net)), "alice", "bob");

    @Test
    void a_call_goes_from_invite_to_bye() {
        ladder.play("""
                alice -> relay  INVITE
                relay -> bob    INVITE  sip:bob@example.com
                bob   -> relay  180
                relay -> alice  180
                bob   -> relay  200             # to the newest open request
                relay -> alice  200 INVITE
                alice -> bob    ACK             # nobody has record-routed
                bob   -> alice  BYE
                alice -> bob    200
                """)
                .where("relay -> bob INVITE", m -> assertThat(m.via()).hasSize(2))
                .where("bob -> alice BYE", m -> {
                    assertThat(m.uri()).isEqualTo("sip:alice@192.0.2.11:5060");
                    assertThat(m.tag("From")).isNotNull().isNotEqualTo(m.tag("To"));
                })
                .where("alice -> bob ACK", m -> {
                    assertThat(m.uri()).isEqualTo("sip:bob@192.0.2.12:5060");
                    assertThat(m.required("CSeq")).isEqualTo("1 ACK");
                });
    }

    @Test
    void a_ladder_goes_on_where_the_last_one_ended() {
        ladder.play("""
                alice -> relay  INVITE
                relay -> bob    INVITE
                bob   -> relay  200
                relay -> alice  200
                """)
                .play("""
                alice -> bob    ACK
                alice -> bob    INVITE          # a re-INVITE, for there is a dialog
                bob   -> alice  200
                alice -> bob    ACK
                """)
                .where(
                        "alice -> bob INVITE",
                        m -> assertThat(m.required("CSeq")).isEqualTo("2 INVITE"))
                .where(
                        "alice -> bob ACK",
                        2,
                        m -> assertThat(m.required("CSeq")).isEqualTo("2 ACK"));
    }

    @Test
    void what_nobody_has_answered_is_said_again_byte_for_byte() {
        Played played = ladder.play("""
                alice -> relay  INVITE          # lost
                after 500ms
                alice -> relay  INVITE
                relay -> bob    INVITE          # lost
                alice -> relay  INVITE
                relay -> bob    INVITE
                bob   -> relay  486
                relay -> alice  486
                alice -> relay  ACK
                relay -> bob    ACK
                """);
        assertThat(played.message("alice -> relay INVITE", 1).bytes())
                .isEqualTo(played.message("alice -> relay INVITE", 3).bytes());
        played.where("alice -> relay ACK", m -> {
            assertThat(m.branch())
                    .isEqualTo(played.message("alice -> relay INVITE").branch());
            assertThat(m.tag("To"))
                    .isEqualTo(played.message("relay -> alice 486").tag("To"));
        });
    }

    @Test
    void a_cancel_shares_the_branch_and_is_answered_before_the_invite() {
        ladder.play("""
                alice -> relay  INVITE
                relay -> bob    INVITE
                bob   -> relay  180
                relay -> alice  180
                alice -> relay  CANCEL
                relay -> bob    CANCEL
                bob   -> relay  200
                relay -> alice  200 CANCEL
                bob   -> relay  487
                relay -> alice  487 INVITE
                """);
    }

    @Test
    void headers_are_given_and_expected_line_by_line() {
        ladder.with("bob -> relay 302", m -> m.plus("Contact", "<sip:carol@example.com>"))
                .play("""
                alice -> relay  INVITE sip:bob@example.net
                    + Supported: 100rel
                    + Subject: lunch
                relay -> bob    INVITE
                    + Subject: lun
                bob   -> relay  302
                relay -> alice  302
                    + Contact: carol
                """);
    }

    @Test
    void a_challenge_is_answered_with_credentials() {
        net.agent("alice").credentials("alice", "secret");
        net.deliverTo((message, flow, _) -> {
            SipRequest request = (SipRequest) message;
            boolean authorized = request.headers().has(HeaderName.AUTHORIZATION);
            net.send(authorized ? ok(request) : challenge(request), flow, _ -> {});
        });
        ladder.play("""
                alice -> proxy  REGISTER
                proxy -> alice  401
                alice -> proxy  REGISTER
                proxy -> alice  200
                """).where("alice -> proxy REGISTER", 2, m -> {
            assertThat(m.required("CSeq")).isEqualTo("2 REGISTER");
            assertThat(m.uri()).isEqualTo("sip:example.com");
            // MD5 of MD5("alice:example.com:secret"), the nonce and MD5("REGISTER:sip:example.com")
            assertThat(m.required("Authorization")).contains("response=\"f8bcfd67ed170640ae0bef33eb1ecbe2\"");
        });
    }

    @Test
    void registrations_share_a_call_id_and_leave_the_call_alone() {
        net.deliverTo((message, flow, _) -> {
            if (message instanceof SipRequest request && !request.isAck()) {
                net.send(ok(request), flow, _ -> {});
            }
        });
        Played played = ladder.play("""
                alice -> proxy  INVITE
                proxy -> alice  200
                alice -> proxy  REGISTER
                proxy -> alice  200
                alice -> proxy  ACK
                alice -> proxy  REGISTER
                    + Expires: 0
                proxy -> alice  200
                alice -> proxy  BYE
                proxy -> alice  200
                """);
        TextMessage first = played.message("alice -> proxy REGISTER", 1);
        played.where("alice -> proxy REGISTER", 2, m -> {
            assertThat(m.callId()).isEqualTo(first.callId());
            assertThat(m.required("CSeq")).isEqualTo("2 REGISTER");
        });
        played.where("alice -> proxy BYE", m -> {
            assertThat(m.callId())
                    .isEqualTo(played.message("alice -> proxy INVITE").callId());
            assertThat(m.tag("To")).isEqualTo("t1");
        });
    }

    @Test
    void a_dialog_uses_route_set_target_and_tags() {
        net.deliverTo((message, flow, _) -> {
            if (message instanceof SipRequest request && request.isInvite()) {
                SipResponse answer = ok(request)
                        .edit(edit -> edit.add(HeaderName.RECORD_ROUTE, "<sip:p2;lr>")
                                .add(HeaderName.RECORD_ROUTE, "<sip:p1;lr>")
                                .add(HeaderName.CONTACT, "<sip:bob@192.0.2.99>"));
                net.send(answer, flow, _ -> {});
            }
        });
        ladder.play("""
                alice -> proxy  INVITE
                proxy -> alice  200
                alice -> proxy  ACK
                alice -> proxy  BYE
                """).where("alice -> proxy BYE", m -> {
            assertThat(m.uri()).isEqualTo("sip:bob@192.0.2.99");
            assertThat(m.headers("Route")).containsExactly("<sip:p1;lr>", "<sip:p2;lr>");
        });
    }

    @Test
    void a_server_that_says_nonsense_is_found_out() {
        net.deliverTo((_, flow, _) -> net.resend("SIP/2.0 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8), flow));
        assertThatThrownBy(() -> ladder.play("alice -> proxy OPTIONS"))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("the server says what it would refuse");
    }

    @Test
    void only_what_a_user_agent_says_can_be_changed() {
        assertThatThrownBy(() -> ladder.with("relay -> bob INVITE", m -> m))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void time_passes_only_by_the_ladder() {
        AtomicInteger ticks = new AtomicInteger();
        net.timers().start(Duration.ofSeconds(1), ticks::incrementAndGet);
        ladder.play("after 999ms");
        assertThat(ticks).hasValue(0);
        ladder.play("after 1ms");
        assertThat(ticks).hasValue(1);
    }

    @Test
    void an_optional_message_may_come_or_not_and_also_later() {
        net.deliverTo((message, flow, _) -> {
            SipRequest request = (SipRequest) message;
            net.send(SipResponse.to(request, 100, null, null), flow, _ -> {});
            net.send(ok(request), flow, _ -> {});
        });
        ladder.play("""
                alice -> proxy   OPTIONS
                [proxy -> alice  180]
                [proxy -> alice  100]
                proxy -> alice   200
                """);
        ladder.play("""
                alice -> proxy   OPTIONS
                [proxy -> bob    OPTIONS]
                [proxy -> alice  100]
                proxy -> alice   200
                """);
    }

    @Test
    void a_failure_shows_both_ladders() {
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay  INVITE
                relay -> bob    INVITE
                after 500ms
                bob   -> relay  486
                relay -> bob    ACK      # which a stateless relay never says
                relay -> alice  486
                """))
                .isInstanceOf(LadderFailure.class)
                .hasMessage("""
                        the server says something else

                           expected                      seen
                           alice -> relay  INVITE        alice -> relay  INVITE
                           relay -> bob    INVITE        relay -> bob    INVITE
                           after 500ms                   after 500ms
                           bob   -> relay  486           bob   -> relay  486
                        >  relay -> bob    ACK           relay -> alice  486 INVITE
                           relay -> alice  486

                        what alice heard:

                            SIP/2.0 486 Busy Here
                            Via: SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK-alice-branch-3;rport
                            From: "alice" <sip:alice@example.com>;tag=alice-tag-2
                            To: <sip:bob@example.com>;tag=bob-tag-1
                            Call-ID: alice-call-1@example.com
                            CSeq: 1 INVITE
                            Content-Length: 0

                        """);
    }

    @Test
    void silence_of_the_server_is_a_failure() {
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay  ACK sip:bob@example.com
                """)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> ladder.play("relay -> alice 200"))
                .isInstanceOf(LadderFailure.class)
                .hasMessageStartingWith("the server says nothing more")
                .hasMessageContaining(">  relay -> alice  200           (nothing)");
    }

    @Test
    void one_message_too_many_is_a_failure() {
        assertThatThrownBy(() -> ladder.play("alice -> relay INVITE"))
                .isInstanceOf(LadderFailure.class)
                .hasMessageStartingWith("the server says more than expected")
                .hasMessageContaining(">  (nothing)                     relay -> bob    INVITE");
    }

    @Test
    void a_header_that_differs_is_named() {
        assertThatThrownBy(() -> ladder.play("""
                alice -> relay  INVITE
                relay -> bob    INVITE
                    + Max-Forwards: 69
                """))
                .isInstanceOf(LadderFailure.class)
                .hasMessageStartingWith("""
                        there is "+ Max-Forwards: 70" instead of "+ Max-Forwards: 69"

                           expected                      seen
                           alice -> relay  INVITE        alice -> relay  INVITE
                        >  relay -> bob    INVITE        relay -> bob    INVITE
                               + Max-Forwards: 69            + Max-Forwards: 70

                        what bob heard:

                            INVITE sip:bob@example.com SIP/2.0
                        """);
    }

    @Test
    void an_unplugged_user_agent_can_not_be_reached() {
        net.unplug(net.agent("bob"));
        ladder.play("""
                alice -> relay  OPTIONS sip:bob@example.com
                relay -> alice  503
                """);
    }

    @Test
    void what_no_rung_is_says_so() {
        assertThatThrownBy(() -> ladder.play("alice says hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alice says hello");
        assertThatThrownBy(() -> ladder.play("relay -> proxy INVITE"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither end is a user agent");
        assertThatThrownBy(() -> ladder.play("+ Subject: alone")).isInstanceOf(IllegalArgumentException.class);
    }

    private static SipResponse ok(SipRequest request) {
        return SipResponse.to(request, 200, null, "t1");
    }

    private static SipResponse challenge(SipRequest request) {
        return SipResponse.to(request, 401, null, "t1")
                .edit(edit -> edit.add(
                        HeaderName.WWW_AUTHENTICATE, "Digest realm=\"example.com\", nonce=\"n0\", algorithm=MD5"));
    }
}
