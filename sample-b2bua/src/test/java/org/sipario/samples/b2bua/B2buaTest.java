package org.sipario.samples.b2bua;

import static org.assertj.core.api.Assertions.assertThat;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.sipario.junit.Configure;
import org.sipario.junit.SipTest;
import org.sipario.junit.UserAgent;
import org.sipario.testkit.Direction;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServer;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/** Calls through the B2BUA: what one leg says, the other hears. */
@SipTest(packages = "org.sipario.samples.b2bua")
class B2buaTest {

    private static final String ALICE_AND_BOB_TALK = """
            alice -> b2bua INVITE
            b2bua -> bob INVITE
            bob -> b2bua 180
            b2bua -> alice 180
            bob -> b2bua 200
            b2bua -> alice 200
            alice -> b2bua ACK
            b2bua -> bob ACK
            """;

    @UserAgent("alice")
    private TestUserAgent alice;

    @UserAgent("bob")
    private TestUserAgent bob;

    @Configure
    static void surroundings(EmbeddedServerBuilder server) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:b2bua;DB_CLOSE_DELAY=-1");
        server.resource("jdbc/sipario", database).parameter("relay", "192.0.2.0/24");
    }

    @Test
    void neither_side_sees_the_other(Ladder ladder) {
        ladder.play(ALICE_AND_BOB_TALK)
                .where(
                        "b2bua -> bob INVITE",
                        invite -> assertThat(invite.toString())
                                .doesNotContain(alice.contact())
                                .contains("Contact: <sip:192.0.2.1"))
                .where("b2bua -> alice 200", ok -> assertThat(ok.toString()).doesNotContain(bob.contact()));
    }

    @Test
    void the_callee_hangs_up_and_nothing_is_left(Ladder ladder, EmbeddedServer server) {
        ladder.play(ALICE_AND_BOB_TALK);

        ladder.play("""
            bob -> b2bua BYE
            b2bua -> bob 200
            b2bua -> alice BYE
            alice -> b2bua 200
            """);

        assertThat(server.counts().applicationSessions()).isZero();
        assertThat(server.counts().dialogs()).isZero();
    }

    @Test
    void a_call_is_put_on_hold_and_taken_back() {
        alice.media();
        bob.media();
        alice.call(bob);
        bob.ring();
        bob.answer();

        alice.hold();
        assertThat(bob.call().remoteSdp().direction()).isEqualTo(Direction.SENDONLY);
        assertThat(alice.call().remoteSdp().direction()).isEqualTo(Direction.RECVONLY);

        alice.resume();
        assertThat(bob.call().remoteSdp().direction()).isEqualTo(Direction.SENDRECV);

        bob.hangUp();
        assertThat(alice.call().isUp()).isFalse();
    }

    @Test
    void the_caller_gives_up_while_it_rings(Ladder ladder) {
        ladder.play("""
            alice -> b2bua INVITE
            b2bua -> bob INVITE
            bob -> b2bua 180
            b2bua -> alice 180
            alice -> b2bua CANCEL
            b2bua -> alice 200 CANCEL
            b2bua -> alice 487 INVITE
            alice -> b2bua ACK
            b2bua -> bob CANCEL
            bob -> b2bua 200 CANCEL
            bob -> b2bua 487 INVITE
            b2bua -> bob ACK
            """);
    }

    @Test
    void a_busy_callee_is_busy_for_the_caller(Ladder ladder) {
        ladder.play("""
            alice -> b2bua INVITE
            b2bua -> bob INVITE
            bob -> b2bua 486
            b2bua -> bob ACK
            b2bua -> alice 486
            alice -> b2bua ACK
            """);
    }

    @Test
    void a_callee_who_never_answers_is_given_up(Ladder ladder) {
        ladder.play("""
            alice -> b2bua INVITE
            b2bua -> bob INVITE             # lost
            after 500ms
            b2bua -> bob INVITE             # lost
            after 1s
            b2bua -> bob INVITE             # lost
            after 2s
            b2bua -> bob INVITE             # lost
            after 4s
            b2bua -> bob INVITE             # lost
            after 8s
            b2bua -> bob INVITE             # lost
            after 16s
            b2bua -> bob INVITE             # lost
            after 500ms
            [b2bua -> alice 100]
            b2bua -> alice 480
            alice -> b2bua ACK
            """);
    }
}
