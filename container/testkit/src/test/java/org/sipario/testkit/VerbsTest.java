package org.sipario.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** User agents driven by verbs in Java, through a stateless proxy or with a server that answers everything. */
class VerbsTest {

    private final InMemoryNetwork net = new InMemoryNetwork();
    private final TestUserAgent alice = net.agent("alice");
    private final TestUserAgent bob = net.agent("bob");
    private final TestUserAgent carol = net.agent("carol");

    VerbsTest() {
        net.deliverTo(new Relay(net));
    }

    private void aliceTalksToBob() {
        alice.call(bob);
        bob.answer();
    }

    @Test
    void a_call_is_made_rings_is_answered_and_ends() {
        Call call = alice.call(bob);
        bob.ring();
        assertThat(alice.hears("180").method()).isEqualTo("INVITE");
        bob.answer();
        assertThat(call.status()).isEqualTo(200);
        assertThat(call.isUp()).isTrue();
        alice.hangUp();
        assertThat(call.isUp()).isFalse();
        assertThat(bob.call().isUp()).isFalse();
        assertThat(bob.hears("BYE").callId()).isEqualTo(call.callId());
    }

    @Test
    void who_was_called_may_hang_up_and_another_call_may_follow() {
        aliceTalksToBob();
        bob.hangUp();
        aliceTalksToBob();
        assertThat(alice.call().isUp()).isTrue();
    }

    @Test
    void a_refusal_is_acknowledged() {
        Call call = alice.call(bob);
        bob.reject(486);
        assertThat(call.status()).isEqualTo(486);
        assertThat(alice.hears("486").reason()).isEqualTo("Busy Here");
        assertThat(bob.hears("ACK").sequence()).isEqualTo(1);
    }

    @Test
    void a_caller_is_sent_elsewhere() {
        alice.call(bob);
        bob.redirect(carol.aor());
        assertThat(alice.hears("302").required("Contact")).isEqualTo("<sip:carol@example.com>");
    }

    @Test
    void a_call_is_taken_back() {
        Call call = alice.call(bob);
        bob.ring();
        alice.cancel();
        assertThat(call.status()).isEqualTo(487);
        assertThat(bob.hears("CANCEL").branch()).isEqualTo(bob.hears("ACK").branch());
    }

    @Test
    void a_provisional_response_is_acknowledged_where_it_is_reliable() {
        alice.header("Supported", "100rel").call(bob);
        bob.progressReliably(183);
        assertThat(bob.hears("PRACK").required("RAck")).isEqualTo("1 1 INVITE");
        bob.progressReliably(180);
        assertThat(bob.hears("PRACK").required("RAck")).isEqualTo("2 1 INVITE");
        bob.answer();
    }

    @Test
    void hold_and_resume_change_the_direction_on_both_sides() {
        alice.media();
        bob.media();
        aliceTalksToBob();
        assertThat(alice.call().sdp().direction()).isEqualTo(Direction.SENDRECV);
        alice.hold();
        assertThat(alice.call().sdp().direction()).isEqualTo(Direction.SENDONLY);
        assertThat(bob.call().sdp().direction()).isEqualTo(Direction.RECVONLY);
        bob.hold();
        assertThat(alice.call().sdp().direction()).isEqualTo(Direction.INACTIVE);
        alice.resume();
        assertThat(alice.call().sdp().direction()).isEqualTo(Direction.RECVONLY);
        assertThat(alice.call().remoteSdp().direction()).isEqualTo(Direction.SENDONLY);
        bob.resume();
        assertThat(alice.call().sdp().direction()).isEqualTo(Direction.SENDRECV);
        assertThat(bob.call().sdp().direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void a_reliable_provisional_response_brings_the_answer_and_the_2xx_brings_none() {
        alice.media().header("Supported", "100rel");
        bob.media();
        alice.call(bob);
        bob.progressReliably(183);
        assertThat(alice.call().remoteSdp()).isEqualTo(bob.call().sdp());
        bob.answer();
        assertThat(alice.hears("183").sdp()).isNotNull();
        assertThat(alice.hears("200 INVITE").sdp()).isNull();
    }

    @Test
    void what_is_refused_changes_nothing_of_the_media() {
        alice.media();
        bob.media();
        aliceTalksToBob();
        Ladder.on(net).play("""
                alice -> bob   INVITE
                    + SDP: inactive
                bob   -> alice 488
                alice -> bob   ACK
                """);
        assertThat(alice.call().sdp().direction()).isEqualTo(Direction.SENDRECV);
        assertThat(bob.call().remoteSdp().direction()).isEqualTo(Direction.SENDRECV);
    }

    @Test
    void a_body_that_only_calls_itself_a_description_is_carried_like_any_other() {
        bob.media();
        Ladder.on(net)
                .with("alice -> server INVITE", m -> m.withBody("application/sdp", "nonsense"))
                .play("""
                alice  -> server INVITE sip:bob@example.com
                server -> bob    INVITE
                    | nonsense
                """);
        assertThatThrownBy(() -> bob.call().remoteSdp())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the other side has said nothing of its media");
    }

    @Test
    void hold_needs_something_to_be_put_on_hold() {
        assertThatThrownBy(alice::hold).isInstanceOf(AssertionError.class).hasMessage("alice is in no call");
        aliceTalksToBob();
        assertThatThrownBy(alice::hold).isInstanceOf(AssertionError.class).hasMessageContaining("media()");
    }

    @Test
    void a_call_is_refreshed_updated_and_informed() {
        aliceTalksToBob();
        alice.reinvite();
        bob.update();
        alice.info("application/dtmf-relay", "Signal=5\r\n");
        assertThat(alice.hears("UPDATE").tag("To")).isNotNull();
        assertThat(bob.hears("INFO").body()).isEqualTo("Signal=5\r\n");
    }

    @Test
    void a_call_is_transferred() {
        aliceTalksToBob();
        alice.transfer(carol);
        assertThat(bob.hears("REFER").required("Refer-To")).isEqualTo("<sip:carol@example.com>");
        carol.answer();
        assertThat(carol.hears("INVITE").required("Referred-By")).isEqualTo("<sip:alice@example.com>");
        assertThat(alice.hears("NOTIFY").body()).startsWith("SIP/2.0 100");
        assertThat(alice.hears("NOTIFY").body()).startsWith("SIP/2.0 200");
        assertThat(alice.call().isUp()).as("the call of who has transferred it").isFalse();
        assertThat(bob.line("transfer").call().isUp()).isTrue();
        carol.hangUp();
        assertThat(bob.line("transfer").call().isUp()).isFalse();
    }

    @Test
    void a_call_is_transferred_to_an_address() {
        aliceTalksToBob();
        alice.transfer("sip:nobody@example.com");
        assertThat(bob.line("transfer").call().status()).isEqualTo(404);
        assertThat(alice.call().isUp()).isTrue();
    }

    @Test
    void a_transfer_that_fails_is_told_and_leaves_the_call() {
        aliceTalksToBob();
        alice.transfer(carol);
        carol.reject(486);
        assertThat(alice.hears("NOTIFY").body()).startsWith("SIP/2.0 100");
        assertThat(alice.hears("NOTIFY").body()).startsWith("SIP/2.0 486");
        alice.hangUp();
    }

    @Test
    void a_call_is_transferred_into_another_call() {
        aliceTalksToBob();
        alice.line("2").call(carol);
        carol.answer();
        alice.transfer(alice.line("2"));
        assertThat(alice.call().isUp()).isFalse();
        assertThat(alice.line("2").call().isUp()).isFalse();
        assertThat(bob.line("transfer").call().isUp()).isTrue();
        assertThat(carol.call().callId()).isEqualTo(bob.line("transfer").call().callId());
        carol.hangUp();
    }

    @Test
    void a_second_call_rings_on_the_second_line() {
        aliceTalksToBob();
        carol.call(bob);
        bob.line("2").reject(486);
        assertThat(carol.call().status()).isEqualTo(486);
        assertThat(bob.call().isUp()).isTrue();
    }

    @Test
    void pages_bear_text_or_bytes() {
        alice.message("Grüße", bob);
        TextMessage page = bob.hears("MESSAGE");
        assertThat(page.body()).isEqualTo("Grüße");
        assertThat(page.header("Contact")).isNull();
        byte[] bytes = {0, (byte) 0xff, 13, 10, 13, 10};
        alice.message(m -> m.withBody("application/octet-stream", bytes), bob.aor());
        assertThat(bob.hears("MESSAGE").bodyBytes()).isEqualTo(bytes);
    }

    @Test
    void a_subscriber_is_notified_until_he_has_enough() {
        Call subscription = alice.subscribe("presence", bob);
        assertThat(alice.hears("NOTIFY").required("Subscription-State")).startsWith("active");
        bob.notify("presence", "application/pidf+xml", "<presence/>");
        assertThat(alice.hears("NOTIFY").body()).isEqualTo("<presence/>");
        alice.subscribe("presence", bob);
        assertThat(bob.hears("SUBSCRIBE").tag("To")).isNull();
        assertThat(bob.hears("SUBSCRIBE").tag("To")).as("of the refresh").isNotNull();
        alice.hears("NOTIFY");
        alice.unsubscribe("presence");
        assertThat(alice.hears("NOTIFY").required("Subscription-State")).startsWith("terminated");
        assertThat(subscription.isUp()).isFalse();
        assertThatThrownBy(() -> alice.unsubscribe("presence"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("alice has no subscription to presence");
    }

    @Test
    void a_subscription_and_a_call_do_not_disturb_each_other() {
        aliceTalksToBob();
        alice.subscribe("dialog", bob);
        assertThat(alice.line("dialog").call().callId())
                .isNotEqualTo(alice.call().callId());
        alice.hangUp();
    }

    @Test
    void a_registration_answers_the_challenge() {
        List<SipRequest> heard = serve(request -> request.headers().has(HeaderName.AUTHORIZATION) ? 200 : 401);
        alice.credentials("alice", "secret").register().unregister();
        assertThat(heard).hasSize(4);
        assertThat(TextMessage.parse(heard.getLast().toBytes()).header("Expires"))
                .isEqualTo("0");
    }

    @Test
    void a_registration_with_the_wrong_password_fails_as_a_ladder_does() {
        serve(_ -> 401);
        alice.credentials("alice", "wrong");
        assertThatThrownBy(alice::register).isInstanceOf(LadderFailure.class).hasMessageStartingWith("""
                        the server says something else

                           expected                         seen
                           alice -> server  REGISTER        alice -> server  REGISTER
                           server -> alice  401 REGISTER    server -> alice  401 REGISTER
                           alice -> server  REGISTER        alice -> server  REGISTER
                        >  server -> alice  200 REGISTER    server -> alice  401 REGISTER

                        what alice heard:

                            SIP/2.0 401 Unauthorized
                        """);
    }

    @Test
    void a_call_answers_the_challenge_and_acknowledges_it() {
        List<SipRequest> heard = serve(request -> request.headers().has(HeaderName.PROXY_AUTHORIZATION) ? 486 : 407);
        alice.credentials("alice", "secret").call("sip:anybody@example.com");
        assertThat(heard).extracting(each -> each.method().name()).containsExactly("INVITE", "ACK", "INVITE", "ACK");
        assertThat(alice.call().status()).isEqualTo(486);
    }

    @Test
    void what_was_published_is_published_anew_by_its_tag() {
        List<SipRequest> heard = serve(_ -> 200);
        alice.publish("presence", "application/pidf+xml", "<presence/>")
                .publish("presence", "application/pidf+xml", "<presence id='2'/>")
                .unpublish("presence")
                .publish("presence", "application/pidf+xml", "<presence/>");
        assertThat(heard)
                .extracting(each -> TextMessage.parse(each.toBytes()).header("SIP-If-Match"))
                .containsExactly(null, "tag1", "tag2", null);
    }

    @Test
    void bytes_are_said_as_they_are_and_the_answer_is_heard() {
        net.refuseTo((request, flow, status, reason) ->
                net.send(SipResponse.to(request, status, reason, "t1"), flow, _ -> {}));
        alice.say("OPTIONS sip:bob@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.11;branch=z9hG4bK1\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(alice.hears("400").reason()).isNotEmpty();
        alice.say("complete nonsense".getBytes(StandardCharsets.US_ASCII)).say(new byte[4]);
        assertThatThrownBy(() -> alice.hears("400"))
                .isInstanceOf(LadderFailure.class)
                .hasMessageContaining("alice -> server  (17 bytes)")
                .hasMessageContaining("it can not be answered");
    }

    @Test
    void verbs_and_ladders_take_turns() {
        aliceTalksToBob();
        Ladder.on(net).play("""
                alice -> bob   BYE
                bob   -> alice 200
                """);
        assertThatThrownBy(alice::hangUp).isInstanceOf(AssertionError.class).hasMessage("alice is in no call");
    }

    @Test
    void what_nobody_hears_fails_with_the_story_so_far() {
        alice.call("sip:nobody@example.com");
        assertThatThrownBy(bob::answer)
                .isInstanceOf(LadderFailure.class)
                .hasMessageContaining(">  server -> bob    INVITE")
                .hasMessageContaining("   server -> alice  404 INVITE");
    }

    @FunctionalInterface
    private interface Status {
        int of(SipRequest request);
    }

    /** A server that answers everything but ACK at once; what it heard. */
    private List<SipRequest> serve(Status status) {
        List<SipRequest> heard = new ArrayList<>();
        net.deliverTo((message, flow, _) -> {
            SipRequest request = (SipRequest) message;
            heard.add(request);
            if (request.isAck()) {
                return;
            }
            int answer = status.of(request);
            String challenge = "Digest realm=\"example.com\", nonce=\"n0\", algorithm=MD5";
            SipResponse response = SipResponse.to(request, answer, null, "t1").edit(edit -> {
                if (answer == 401 || answer == 407) {
                    edit.add(answer == 401 ? HeaderName.WWW_AUTHENTICATE : HeaderName.PROXY_AUTHENTICATE, challenge);
                } else if (request.method().name().equals("PUBLISH")) {
                    edit.add(HeaderName.of("SIP-ETag"), "tag" + heard.size());
                }
            });
            net.send(response, flow, _ -> {});
        });
        return heard;
    }

    @Test
    void a_registration_may_be_short() {
        List<SipRequest> heard = serve(_ -> 200);
        alice.register(Duration.ofSeconds(60));
        assertThat(TextMessage.parse(heard.getFirst().toBytes()).header("Expires"))
                .isEqualTo("60");
    }
}
