package org.sipario.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.InMemoryNetwork;
import org.sipario.testkit.Ladder;

/** The layer as its peers see it, with messages lost in the network: UAS-20, PRX-58. */
class TransactionLadderTest {

    private final InMemoryNetwork net = new InMemoryNetwork();
    private final Forwarder proxy = new Forwarder(net);

    @AfterEach
    void nothing_is_left_in_the_end() {
        Ladder.on(net).play("after 64s");
        assertThat(proxy.layer.counts().active()).isZero();
        assertThat(net.timers().waiting()).isZero();
    }

    @Test
    void busy_bob_is_heard_by_alice_even_when_the_first_invite_is_lost() {
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE          # lost
                after 200ms
                proxy -> alice  100             # by the transaction itself, §17.2.1
                after 300ms                     # timer A
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK             # hop by hop, §17.1.1.3
                proxy -> alice  486
                alice -> proxy  ACK
                """);
    }

    @Test
    void an_ack_that_is_lost_is_made_good_on_both_sides() {
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK             # lost
                proxy -> alice  486             # lost
                bob   -> proxy  486
                proxy -> bob    ACK
                after 500ms                     # timer G
                proxy -> alice  486
                alice -> proxy  ACK             # lost
                after 1s
                proxy -> alice  486
                alice -> proxy  ACK
                alice -> proxy  ACK             # absorbed until timer I
                """);
    }

    @Test
    void a_2xx_and_its_ack_pass_end_to_end_each_time_they_come() {
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                bob   -> proxy  200
                proxy -> alice  200
                bob   -> proxy  200             # bob has seen no ACK yet: RFC 6026
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                after 31s
                bob   -> proxy  200
                proxy -> alice  200
                """);
    }

    @Test
    void a_2xx_later_than_every_timer_is_dropped_as_anybody_could_have_made_it() {
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                after 40s
                bob   -> proxy  200             # no transaction is left: RFC 6026 §8.9
                """);
    }

    @Test
    void a_cancel_waits_for_a_provisional_response() {
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                alice -> proxy  CANCEL
                proxy -> alice  200 CANCEL
                after 200ms
                proxy -> alice  100
                bob   -> proxy  180
                proxy -> alice  180
                proxy -> bob    CANCEL          # not before, §9.1
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487
                proxy -> bob    ACK
                proxy -> alice  487
                alice -> proxy  ACK
                """);
    }

    @Test
    void a_cancel_for_nothing_is_answered_481() { // UAS-7
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  INVITE          # lost
                alice -> proxy  CANCEL
                proxy -> alice  481
                """);
    }

    @Test
    void a_silent_bob_is_a_408_after_timer_b() { // UAC-10
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE          # lost
                after 200ms
                proxy -> alice  100
                after 300ms
                proxy -> bob    INVITE          # lost
                after 1s
                proxy -> bob    INVITE          # lost
                after 2s
                proxy -> bob    INVITE          # lost
                after 4s
                proxy -> bob    INVITE          # lost
                after 8s
                proxy -> bob    INVITE          # lost
                after 16s
                proxy -> bob    INVITE          # lost
                after 500ms
                proxy -> alice  408
                alice -> proxy  ACK
                """);
    }

    @Test
    void a_message_is_answered_again_from_memory() {
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  MESSAGE
                proxy -> bob    MESSAGE
                bob   -> proxy  200
                proxy -> alice  200             # lost
                alice -> proxy  MESSAGE
                proxy -> alice  200
                """);
    }

    @Test
    void nothing_is_repeated_on_a_connection() {
        net.agent("alice", Transport.TCP);
        net.agent("bob", Transport.TCP);
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE          # lost
                [proxy -> alice 100]
                after 32s
                proxy -> alice  408
                after 10s
                alice -> proxy  ACK
                """);
    }

    @Test
    void an_unreachable_bob_is_a_503_at_once() {
        net.unplug(net.agent("bob"));
        Ladder.on(net, "alice", "bob").play("""
                alice -> proxy  OPTIONS sip:bob@example.com
                proxy -> alice  503
                """);
    }

    @Test
    void a_malformed_request_is_answered_400() {
        Ladder.on(net, "alice", "bob")
                .with("alice -> proxy OPTIONS", m -> m.with("Max-Forwards", "many"))
                .play("""
                alice -> proxy  OPTIONS
                proxy -> alice  400
                """);
    }
}
