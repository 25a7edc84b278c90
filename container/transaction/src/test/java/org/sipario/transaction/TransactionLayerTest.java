package org.sipario.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sipario.transaction.RecordingWire.address;
import static org.sipario.transaction.RecordingWire.tcpFrom;
import static org.sipario.transaction.RecordingWire.udpFrom;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.message.Uri;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Load;
import org.sipario.testkit.VirtualTimers;
import org.sipario.transaction.machine.Timings;

/** The layer with its drivers: what is sent, what is delivered to the user, what stays in memory. */
class TransactionLayerTest {

    private static final Flow ALICE = udpFrom("192.0.2.1", 5060);
    private static final Flow BOB = udpFrom("192.0.2.2", 5060);

    private final RecordingWire wire = new RecordingWire();
    private final VirtualTimers clock = new VirtualTimers();
    private final RecordingUser user = new RecordingUser();
    private final TransactionLayer layer = layer(TransactionLimits.DEFAULT);

    @Test
    void a_request_goes_up_once_however_often_it_comes() { // PRX-58
        SipRequest invite = Messages.request(Method.INVITE);
        layer.received(invite, ALICE);
        layer.received(Messages.request(Method.INVITE), ALICE);
        clock.advance(Duration.ofMillis(200));
        layer.received(Messages.request(Method.INVITE), ALICE);
        assertThat(user.heard()).containsExactly("INVITE");
        assertThat(wire.seen()).containsExactly("100", "100");
        assertThat(layer.counts().inviteServer().absorbed()).isEqualTo(2);
    }

    @Test
    void an_answer_goes_back_and_nothing_but_its_bytes_stays() { // UAS-20
        layer.received(Messages.request(Method.INVITE), ALICE);
        ServerTransaction invite = user.transaction();
        invite.attach(user);
        assertThat(invite.respond(answer(180))).isTrue();
        assertThat(invite.user()).isSameAs(user);
        assertThat(invite.respond(answer(486))).isTrue();
        assertThat(wire.seen()).containsExactly("180", "486");
        assertThat(invite.isAnswered()).isTrue();
        assertThat(invite.request()).isNull();
        clock.advance(Duration.ofMillis(500));
        layer.received(Messages.request(Method.ACK), ALICE);
        assertThat(wire.seen()).containsExactly("486");
        assertThat(invite.user()).isNull();
        assertThat(invite.respond(answer(200))).isFalse();
        clock.advance(Duration.ofMillis(5_000));
        assertThat(wire.seen()).isEmpty();
        assertThat(user.heard()).containsExactly("INVITE");
        assertNothingIsLeft();
    }

    @Test
    void the_user_hears_when_no_ack_comes() {
        layer.received(Messages.request(Method.INVITE), ALICE);
        user.transaction().attach(user);
        user.transaction().respond(answer(486));
        clock.advance(Duration.ofMillis(32_000));
        assertThat(user.heard()).containsExactly("INVITE", "failed TIMEOUT");
        assertThat(layer.counts().inviteServer().timedOut()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void an_ack_for_a_2xx_goes_up_with_its_own_branch_and_even_with_the_invites() {
        layer.received(Messages.request(Method.INVITE), ALICE);
        user.transaction().respond(answer(200));
        layer.received(Messages.request(Method.ACK, "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-ack"), ALICE);
        layer.received(Messages.request(Method.ACK), ALICE);
        assertThat(user.heard()).containsExactly("INVITE", "ACK", "ACK");
    }

    @Test
    void later_2xx_pass_the_server_transaction_until_timer_l() {
        layer.received(Messages.request(Method.INVITE), ALICE);
        ServerTransaction invite = user.transaction();
        invite.respond(answer(200));
        clock.advance(Duration.ofMillis(31_999));
        assertThat(invite.respond(answer(200))).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(invite.respond(answer(200))).isFalse();
        assertThat(wire.seen()).containsExactly("200", "200");
        assertNothingIsLeft();
    }

    @Test
    void an_invite_that_comes_again_is_absorbed_after_its_2xx_until_timer_l() {
        SipRequest invite = Messages.request(Method.INVITE);
        layer.received(invite, ALICE);
        user.transaction().respond(answer(200));
        clock.advance(Duration.ofMillis(31_999));
        layer.received(invite, ALICE, Load.OVERLOADED);
        assertThat(user.heard()).containsExactly("INVITE");
        assertThat(wire.seen()).containsExactly("200");
        assertThat(layer.counts().inviteServer().absorbed()).isEqualTo(1);
        assertThat(layer.counts().inviteServer().active()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        layer.received(invite, ALICE);
        assertThat(user.heard()).containsExactly("INVITE");
        assertThat(layer.counts().inviteServer().active()).isEqualTo(1);
    }

    @Test
    void a_request_that_comes_again_gets_the_same_answer_until_timer_j() {
        SipRequest options = Messages.request(Method.OPTIONS);
        layer.received(options, ALICE);
        user.transaction().respond(Messages.response(options, 200));
        byte[] first = wire.last().message().toBytes();
        clock.advance(Duration.ofMillis(31_999));
        layer.received(options, ALICE);
        assertThat(user.heard()).containsExactly("OPTIONS");
        assertThat(wire.last().flow()).isEqualTo(ALICE);
        assertThat(wire.last().message().toBytes()).isEqualTo(first);
        assertThat(wire.seen()).containsExactly("200", "200");
        assertThat(layer.counts().nonInviteServer().absorbed()).isEqualTo(1);
        assertThat(layer.counts().nonInviteServer().resent()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertNothingIsLeft();
        layer.received(options, ALICE);
        assertThat(user.heard()).containsExactly("OPTIONS");
    }

    @Test
    void requests_of_one_branch_and_different_methods_are_not_the_same_also_when_one_is_answered() {
        layer.received(Messages.request(Method.OPTIONS), ALICE);
        user.transaction().respond(Messages.response(user.requests.getLast(), 200));
        layer.received(Messages.request(Method.MESSAGE), ALICE);
        assertThat(user.heard()).containsExactly("OPTIONS", "MESSAGE");
    }

    @Test
    void a_request_of_rfc_2543_that_comes_again_gets_the_same_answer() {
        SipRequest options = Messages.request(Method.OPTIONS, "SIP/2.0/UDP 192.0.2.1:5060");
        layer.received(options, ALICE);
        user.transaction().respond(Messages.response(options, 200));
        layer.received(options, ALICE);
        assertThat(user.heard()).containsExactly("OPTIONS");
        assertThat(wire.seen()).containsExactly("200", "200");
    }

    @Test
    void one_whose_answer_could_not_be_sent_absorbs_nothing() {
        SipRequest options = Messages.request(Method.OPTIONS);
        wire.unreachable.add(ALICE.remote());
        layer.received(options, ALICE);
        user.transaction().attach(user);
        user.transaction().respond(Messages.response(options, 200));
        assertThat(user.heard()).containsExactly("OPTIONS", "failed TRANSPORT");
        layer.received(options, ALICE);
        assertThat(user.heard()).containsExactly("OPTIONS");
    }

    @Test
    void a_cancel_of_an_invite_that_has_been_accepted_is_too_late() {
        layer.received(Messages.request(Method.INVITE), ALICE);
        user.transaction().respond(answer(200));
        layer.received(Messages.request(Method.CANCEL), ALICE);
        assertThat(user.heard()).containsExactly("INVITE", "CANCEL too late");
    }

    @Test
    void a_cancel_comes_with_the_invite_it_means() {
        layer.received(Messages.request(Method.INVITE), ALICE);
        ServerTransaction invite = user.transaction();
        layer.received(Messages.request(Method.CANCEL), ALICE);
        assertThat(user.heard()).containsExactly("INVITE", "CANCEL");
        assertThat(user.cancelled).isSameAs(invite);
        assertThat(user.transaction()).isNotSameAs(invite);
    }

    @Test
    void a_cancel_without_an_invite_comes_with_none() { // UAS-7
        layer.received(Messages.request(Method.CANCEL), ALICE);
        assertThat(user.heard()).containsExactly("CANCEL");
        assertThat(user.cancelled).isNull();
    }

    @Test
    void a_request_leaves_with_a_via_of_ours_and_its_answer_comes_back() {
        ClientTransaction sent = layer.send(Messages.request(Method.OPTIONS), BOB, "z9hG4bK-1", user);
        assertThat(sent.request().headers().values(HeaderName.VIA))
                .containsExactly(
                        "SIP/2.0/UDP sip.example.net:5060;branch=z9hG4bK-1;rport",
                        "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-alice-1");
        assertThat(wire.last().flow()).isEqualTo(BOB);
        clock.advance(Duration.ofMillis(500));
        assertThat(wire.seen()).containsExactly("OPTIONS", "OPTIONS");
        layer.received(Messages.response(sent.request(), 200), BOB);
        layer.received(Messages.response(sent.request(), 200), BOB);
        assertThat(sent.isDone()).isTrue();
        clock.advance(Duration.ofMillis(5_000));
        assertThat(user.heard()).containsExactly("200");
        assertThat(wire.seen()).isEmpty();
        assertThat(layer.counts().nonInviteClient().absorbed()).isEqualTo(1);
        assertThat(layer.counts().nonInviteClient().resent()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void a_branch_in_use_is_refused() {
        layer.send(Messages.request(Method.OPTIONS), BOB, "z9hG4bK-1", user);
        assertThatThrownBy(() -> layer.send(Messages.request(Method.OPTIONS), BOB, "z9hG4bK-1", user))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("z9hG4bK-1");
    }

    @Test
    void nobody_answers_and_the_user_hears_of_it() { // UAC-10
        layer.send(Messages.request(Method.INVITE), BOB, "z9hG4bK-1", user);
        clock.advance(Duration.ofMillis(32_000));
        assertThat(wire.seen()).hasSize(7).containsOnly("INVITE");
        assertThat(user.heard()).containsExactly("failed TIMEOUT");
        assertNothingIsLeft();
    }

    @Test
    void a_request_that_can_not_be_sent_fails_once() {
        wire.unreachable.add(BOB.remote());
        ClientTransaction sent = layer.send(Messages.request(Method.INVITE), BOB, "z9hG4bK-1", user);
        clock.advance(Duration.ofMillis(40_000));
        assertThat(user.heard()).containsExactly("failed TRANSPORT");
        assertThat(sent.isDone()).isTrue();
        assertThat(layer.counts().unsendable()).isEqualTo(1);
        assertNothingIsLeft();
    }

    /** RFC 3261 §18.4, UAC-11. */
    @Test
    void a_request_that_comes_back_by_icmp_fails_at_once() {
        ClientTransaction sent = layer.send(Messages.request(Method.INVITE), BOB, "z9hG4bK-1", user);
        layer.undelivered(sent.request(), BOB);
        assertThat(user.heard()).containsExactly("failed TRANSPORT");
        assertThat(layer.counts().unsendable()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void an_icmp_error_that_quotes_no_branch_of_ours_or_another_peer_changes_nothing() {
        ClientTransaction sent = layer.send(Messages.request(Method.INVITE), BOB, "z9hG4bK-1", user);
        SipRequest invite = sent.request();
        layer.undelivered(sent.request(), ALICE);
        layer.undelivered(Messages.request(Method.INVITE), BOB);
        layer.undelivered(Messages.request(Method.INVITE, "SIP/2.0/UDP sip.example.net;branch=z9hG4bK-2"), BOB);
        layer.undelivered(Messages.request(Method.CANCEL, "SIP/2.0/UDP sip.example.net;branch=z9hG4bK-1"), BOB);
        assertThat(user.heard()).isEmpty();
        layer.received(Messages.response(invite, 200), BOB);
        assertThat(user.heard()).containsExactly("200");
    }

    @Test
    void a_cancel_takes_the_way_of_its_invite_and_its_own_200_is_not_the_users() {
        ClientTransaction sent = layer.send(Messages.request(Method.INVITE), BOB, "z9hG4bK-1", user);
        layer.received(Messages.response(sent.request(), 180), BOB);
        sent.cancel(List.of());
        SipRequest cancel = (SipRequest) wire.last().message();
        assertThat(wire.seen()).containsExactly("INVITE", "CANCEL");
        layer.received(Messages.response(cancel, 200), BOB);
        layer.received(Messages.response(sent.request(), 487), BOB);
        assertThat(wire.seen()).containsExactly("ACK");
        assertThat(user.heard()).containsExactly("180", "487");
        clock.advance(Duration.ofMillis(32_000));
        assertNothingIsLeft();
    }

    @Test
    void every_2xx_is_heard_also_from_another_branch_of_a_fork() {
        ClientTransaction sent = layer.send(Messages.request(Method.INVITE), BOB, "z9hG4bK-1", user);
        layer.received(Messages.response(sent.request(), 200), BOB);
        layer.received(SipResponse.to(sent.request(), 200, null, "c1"), BOB);
        assertThat(user.heard()).containsExactly("200", "200");
    }

    @Test
    void a_sender_that_has_let_go_is_spared_later_2xx_and_the_floor_above_gets_them() {
        ClientTransaction sent = layer.send(Messages.request(Method.INVITE), BOB, "z9hG4bK-1", user);
        sent.release();
        layer.received(Messages.response(sent.request(), 200), BOB);
        assertThat(user.heard()).containsExactly("200");
        clock.advance(Duration.ofMillis(20_000));
        sent.release();
        clock.advance(Duration.ofMillis(11_999));
        layer.received(Messages.response(sent.request(), 200), BOB);
        layer.received(Messages.response(sent.request(), 180), BOB);
        assertThat(user.heard()).containsExactly("late 200, as noted");
        assertThat(layer.counts().inviteClient().absorbed()).isEqualTo(1);
        assertThat(layer.counts().inviteClient().active()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        layer.received(Messages.response(sent.request(), 200), BOB);
        assertThat(user.heard()).isEmpty();
        assertThat(layer.counts().strayResponses()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void a_request_that_comes_on_many_threads_at_once_goes_up_once() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            String via = "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-" + round;
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> threads = IntStream.range(0, 4)
                    .mapToObj(_ -> Thread.ofVirtual().start(() -> {
                        try {
                            start.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        layer.received(Messages.request(Method.OPTIONS, via), ALICE);
                    }))
                    .toList();
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(user.heard()).hasSize(200);
        assertThat(layer.counts().nonInviteServer().absorbed()).isEqualTo(600);
    }

    @Test
    void a_response_without_a_transaction_is_dropped_and_counted_whether_ours_or_foreign() { // CNT-5
        SipRequest ours = Messages.request(Method.INVITE, "SIP/2.0/UDP sip.example.net:5060;branch=z9hG4bK-old");
        layer.received(Messages.response(ours, 200), BOB);
        layer.received(answer(200), BOB);
        assertThat(user.heard()).isEmpty();
        assertThat(layer.counts().strayResponses()).isEqualTo(1);
        assertThat(layer.counts().foreignResponses()).isEqualTo(1);
    }

    @Test
    void an_ack_for_a_2xx_leaves_without_a_transaction() {
        layer.sendAck(Messages.request(Method.ACK), BOB, "z9hG4bK-ack");
        assertThat(wire.last().message().topVia().branch()).isEqualTo("z9hG4bK-ack");
        assertNothingIsLeft();
    }

    @Test
    void what_is_over_the_bound_is_told_to_come_back_later_and_calls_in_progress_still_pass() {
        TransactionLayer small = layer(new TransactionLimits(8));
        for (int i = 0; i < 9; i++) {
            small.received(Messages.request(Method.OPTIONS, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-" + i), ALICE);
        }
        assertThat(user.heard()).hasSize(8);
        SipResponse refusal = (SipResponse) wire.last().message();
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.to().tag()).isNotNull();
        assertThat(Integer.parseInt(String.valueOf(refusal.headers().value(HeaderName.RETRY_AFTER))))
                .isBetween(5, 15);
        small.received(
                Messages.request(
                        Method.BYE, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-bye", "<sip:bob@example.com>;tag=b1"),
                ALICE,
                Load.OVERLOADED);
        assertThat(user.heard()).containsExactly("BYE");
        assertThat(small.counts().refused()).isEqualTo(1);
    }

    @Test
    void the_bound_counts_those_that_are_answered_too() {
        TransactionLayer small = layer(new TransactionLimits(8));
        for (int i = 0; i < 9; i++) {
            SipRequest options = Messages.request(Method.OPTIONS, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-" + i);
            small.received(options, ALICE);
            user.transaction().respond(Messages.response(options, 200));
        }
        assertThat(small.counts().refused()).isEqualTo(1);
        clock.advance(Duration.ofMillis(32_000));
        assertThat(small.counts().active()).isZero();
        small.received(Messages.request(Method.OPTIONS), ALICE);
        assertThat(small.counts().refused()).isEqualTo(1);
    }

    @Test
    void what_is_new_is_told_to_come_back_later_under_overload() {
        layer.received(Messages.request(Method.INVITE), ALICE, Load.OVERLOADED);
        layer.received(Messages.request(Method.REGISTER), ALICE, Load.OVERLOADED);
        assertThat(user.heard()).isEmpty();
        assertThat(wire.sent).hasSize(2).allSatisfy(sent -> {
            SipResponse refusal = (SipResponse) sent.message();
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.headers().value(HeaderName.RETRY_AFTER)).isNotNull();
            assertThat(sent.flow()).isEqualTo(ALICE);
        });
        assertThat(layer.counts().shed()).isEqualTo(2);
        assertThat(layer.counts().refused()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void what_belongs_to_a_call_goes_on_under_overload() {
        SipRequest invite = Messages.request(Method.INVITE);
        layer.received(invite, ALICE);
        layer.received(invite, ALICE, Load.OVERLOADED);
        layer.received(Messages.request(Method.CANCEL), ALICE, Load.OVERLOADED);
        layer.received(
                Messages.request(
                        Method.BYE, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-bye", "<sip:bob@example.com>;tag=b1"),
                ALICE,
                Load.OVERLOADED);
        layer.received(
                Messages.request(
                        Method.ACK, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK-ack", "<sip:bob@example.com>;tag=b1"),
                ALICE,
                Load.OVERLOADED);
        layer.send(Messages.request(Method.MESSAGE), Flow.internal(RecordingWire.UDP), "z9hG4bK-next", user);
        assertThat(user.heard()).contains("INVITE", "BYE", "ACK", "MESSAGE").hasSize(5);
        assertThat(layer.counts().shed()).isZero();
        assertThat(layer.counts().inviteServer().absorbed()).isEqualTo(1);
    }

    @Test
    void an_emergency_call_is_let_in_under_overload() throws SyntaxException {
        Uri police = Uri.parse("URN:service:sos.police");
        layer.received(Messages.request(Method.INVITE).edit(edits -> edits.uri(police)), ALICE, Load.OVERLOADED);
        assertThat(user.heard()).containsExactly("INVITE");
    }

    @Test
    void a_malformed_request_is_answered_without_a_transaction_and_always_alike() {
        layer.reject(Messages.request(Method.OPTIONS), ALICE, 400, "No good");
        layer.reject(Messages.request(Method.OPTIONS), ALICE, 400, "No good");
        assertThat(wire.sent.get(0).message().toBytes())
                .isEqualTo(wire.sent.get(1).message().toBytes());
        layer.reject(Messages.request(Method.ACK), ALICE, 400, "No good");
        assertThat(wire.seen()).containsExactly("400", "400");
        assertThat(layer.counts().rejected()).isEqualTo(3);
        assertNothingIsLeft();
    }

    @Test
    void a_malformed_request_is_answered_even_if_it_has_no_Call_ID() {
        SipRequest bare = Messages.request(Method.OPTIONS).edit(edits -> edits.remove(HeaderName.CALL_ID));
        layer.reject(bare, ALICE, 400, "Missing Call-ID");
        assertThat(wire.seen()).containsExactly("400");
    }

    @Test
    void a_stray_2xx_goes_where_its_via_says() {
        SipRequest fromFar = Messages.request(
                Method.INVITE, "SIP/2.0/UDP pc.example.com;branch=z9hG4bK-1;received=192.0.2.7;rport=5072");
        layer.forward(Messages.response(fromFar, 200), BOB);
        assertThat(wire.last().flow()).isEqualTo(udpFrom("192.0.2.7", 5072));
        SipRequest nowhere = Messages.request(Method.INVITE, "SIP/2.0/UDP pc.example.com;branch=z9hG4bK-1");
        layer.forward(Messages.response(nowhere, 200), BOB);
        assertThat(wire.seen()).containsExactly("200");
        assertThat(layer.counts().unsendable()).isEqualTo(1);
    }

    @Test
    void a_response_whose_connection_is_gone_goes_by_a_new_one_to_the_port_of_sent_by() {
        Flow gone = tcpFrom("192.0.2.1", 40_001, 7);
        layer.received(Messages.request(Method.OPTIONS, "SIP/2.0/TCP 192.0.2.1:5070;branch=z9hG4bK-t"), gone);
        wire.unreachable.add(gone.remote());
        user.transaction().respond(Messages.response(user.requests.getLast(), 200));
        assertThat(wire.last().flow()).isEqualTo(tcpFrom("192.0.2.1", 5070, Flow.ANY));
        assertThat(user.heard()).containsExactly("OPTIONS");
    }

    @Test
    void the_user_hears_of_a_response_that_can_not_be_sent_at_all() {
        Flow gone = tcpFrom("192.0.2.1", 40_001, 7);
        layer.received(Messages.request(Method.OPTIONS, "SIP/2.0/TCP 192.0.2.1:5070;branch=z9hG4bK-t"), gone);
        user.transaction().attach(user);
        wire.unreachable.addAll(List.of(gone.remote(), address("192.0.2.1", 5070)));
        user.transaction().respond(Messages.response(user.requests.getLast(), 200));
        assertThat(user.heard()).containsExactly("OPTIONS", "failed TRANSPORT");
        assertNothingIsLeft();
    }

    @Test
    void a_message_by_an_internal_flow_never_meets_the_wire() {
        Flow inside = Flow.internal(RecordingWire.UDP);
        SipRequest invite = Messages.request(Method.INVITE);
        ClientTransaction sent = layer.send(invite, inside, "z9hG4bK-1", user);
        assertThat(user.requests.getLast()).isSameAs(sent.request());
        user.transaction().respond(Messages.response(sent.request(), 486));
        assertThat(user.heard()).containsExactly("INVITE", "486");
        assertThat(wire.seen()).isEmpty();
        assertNothingIsLeft();
    }

    private TransactionLayer layer(TransactionLimits limits) {
        return new TransactionLayer(wire, clock, Timings.DEFAULT, limits, user);
    }

    private static SipResponse answer(int status) {
        return Messages.response(Messages.request(Method.INVITE), status);
    }

    private void assertNothingIsLeft() {
        assertThat(layer.counts().active()).isZero();
        // The clock may still wait for timers that were stopped, but no further time.
        clock.advance(Timings.DEFAULT.timeout());
        assertThat(clock.waiting()).isZero();
    }
}
