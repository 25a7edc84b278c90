package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSession.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.testkit.Ladder;

/**
 * A request within a call whose answer is 408 or 481, or that has none: the peer does not know the dialog or is gone,
 * so the call is ended, and that takes a BYE. RFC 3261 §12.2.1.2, RFC 5057 §5.
 */
class LostDialogTest {

    private final Server server = new Server();
    private final ScriptedServlet user =
            new ScriptedServlet().answering("INVITE", 200).answering("BYE", 200).acknowledging();
    private final Server.Application application = server.deploy("app", user);
    private final Ladder ladder = server.ladder("alice", "bob");

    /** Alice has called the application. */
    private SipSession called() {
        ladder.play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                """);
        return user.request("INVITE").getSession();
    }

    /** The application has called bob. */
    private SipSession calling() throws Exception {
        SipServletRequest invite = application
                .factory()
                .createRequest(
                        application.factory().createApplicationSession(),
                        "INVITE",
                        "sip:app@example.com",
                        "sip:bob@example.com");
        invite.send();
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                """);
        return invite.getSession();
    }

    @ParameterizedTest
    @CsvSource({"INFO,481", "INFO,408", "MESSAGE,481", "OPTIONS,408", "UPDATE,481", "REFER,481"})
    void the_container_hangs_up_where_the_application_does_not(String method, int status) throws Exception {
        SipSession session = calling();
        session.createRequest(method).send();
        ladder.play("""
                server -> bob    %1$s
                bob    -> server %2$d %1$s
                server -> bob    BYE
                bob    -> server 200 BYE
                """.formatted(method, status)).where("server -> bob BYE", bye -> {
            assertThat(bye.uri()).isEqualTo(server.network.agent("bob").contact());
            assertThat(bye.sequence()).isEqualTo(firstSequence() + 2);
        });
        assertThat(user.heard).endsWith(status + " " + method + " CONFIRMED");
        assertThat(session.isValid()).isFalse();
        server.assertEmpty();
    }

    private long firstSequence() {
        return Long.parseLong(user.answer("200 INVITE").getHeader("CSeq").replaceAll(" .*", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 481})
    void a_re_INVITE_is_acknowledged_first(int status) throws Exception {
        called().createRequest("INVITE").send();
        ladder.play("""
                server -> alice  INVITE
                alice  -> server %d
                server -> alice  ACK
                server -> alice  BYE
                alice  -> server 200 BYE
                """.formatted(status));
        server.assertEmpty();
    }

    @Test
    void silence_is_as_good_as_a_408() throws Exception {
        called().createRequest("INFO").send();
        server.network.settle();
        server.after(Duration.ofSeconds(32));
        assertThat(user.heard).endsWith("408 INFO CONFIRMED");
        // Timer E: ten retransmissions.
        ladder.play("server -> alice INFO\n".repeat(11) + """
                server -> alice  BYE
                alice  -> server 200 BYE
                """);
        server.assertEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 481})
    void the_application_may_hang_up_by_itself_while_it_hears_of_it(int status) throws Exception {
        user.onAnswer(status + " INFO", failure -> {
            SipServletRequest bye = failure.getSession().createRequest("BYE");
            bye.setHeader("Reason", "SIP;cause=" + failure.getStatus());
            bye.send();
        });
        SipSession session = called();
        session.setInvalidateWhenReady(false);
        session.getApplicationSession().setInvalidateWhenReady(false);
        session.createRequest("INFO").send();
        ladder.play("""
                server -> alice  INFO
                alice  -> server %d INFO
                server -> alice  BYE
                    + Reason: SIP;cause=%d
                """.formatted(status, status));
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
        ladder.play("alice -> server 200 BYE");
        assertThat(session.getState()).isEqualTo(State.TERMINATED);
        assertThat(user.heard).endsWith("200 BYE TERMINATED");
    }

    @Test
    void a_servlet_that_throws_leaves_nobody_in_the_call(Thrown thrown) throws Exception {
        user.onAnswer("481 INFO", _ -> {
            throw new IllegalStateException("as the test wants it");
        });
        called().createRequest("INFO").send();
        ladder.play("""
                server -> alice  INFO
                alice  -> server 481 INFO
                server -> alice  BYE
                alice  -> server 200 BYE
                """);
        assertThat(thrown.take()).hasSize(1);
        server.assertEmpty();
    }

    @Test
    void two_failures_are_one_BYE() throws Exception {
        SipSession session = called();
        session.createRequest("INFO").send();
        session.createRequest("MESSAGE").send();
        ladder.play("""
                server -> alice  INFO
                server -> alice  MESSAGE
                alice  -> server 481 INFO
                server -> alice  BYE
                alice  -> server 481 MESSAGE
                alice  -> server 481 BYE
                """);
        assertThat(user.heard).endsWith("481 INFO CONFIRMED", "481 MESSAGE TERMINATED");
        server.assertEmpty();
    }

    @Test
    void a_BYE_that_fails_so_is_the_end_and_is_not_repeated() throws Exception {
        called().createRequest("BYE").send();
        ladder.play("""
                server -> alice  BYE
                alice  -> server 481 BYE
                """);
        assertThat(user.heard).endsWith("481 BYE TERMINATED");
        server.assertEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 480, 488, 500, 503, 603})
    void other_failures_leave_the_call(int status) throws Exception {
        SipSession session = called();
        session.createRequest("INFO").send();
        ladder.play("""
                server -> alice  INFO
                alice  -> server %d INFO
                """.formatted(status));
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void what_ends_a_subscription_within_the_call_leaves_the_call() throws Exception {
        user.answering("SUBSCRIBE", 200);
        SipSession session = called();
        ladder.play("""
                alice  -> server SUBSCRIBE
                    + Event: presence
                server -> alice  200 SUBSCRIBE
                """);
        notifies(session).send();
        ladder.play("""
                server -> alice  NOTIFY
                alice  -> server 481 NOTIFY
                """);
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
        session.createRequest("BYE").send();
        ladder.play("""
                server -> alice  BYE
                alice  -> server 200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void what_ends_the_call_leaves_a_subscription_within_it() throws Exception {
        user.answering("SUBSCRIBE", 200);
        SipSession session = called();
        ladder.play("""
                alice  -> server SUBSCRIBE
                    + Event: presence
                server -> alice  200 SUBSCRIBE
                """);
        session.createRequest("INFO").send();
        ladder.play("""
                server -> alice  INFO
                alice  -> server 481 INFO
                server -> alice  BYE
                alice  -> server 200 BYE
                """);
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
        SipServletRequest last = notifies(session);
        last.setHeader("Subscription-State", "terminated");
        last.send();
        ladder.play("""
                server -> alice  NOTIFY
                alice  -> server 200 NOTIFY
                """);
        server.assertEmpty();
    }

    private static SipServletRequest notifies(SipSession session) {
        SipServletRequest notify = session.createRequest("NOTIFY");
        notify.setHeader("Event", "presence");
        notify.setHeader("Subscription-State", "active");
        return notify;
    }

    @Test
    void the_peer_may_hang_up_at_the_same_time() throws Exception {
        called().createRequest("INFO").send();
        ladder.play("""
                server -> alice  INFO
                alice  -> server BYE
                server -> alice  200 BYE
                alice  -> server 481 INFO
                """);
        server.assertEmpty();
    }

    @Test
    void an_application_that_invalidates_the_session_forgets_the_call_without_a_word() throws Exception {
        user.onAnswer("481 INFO", failure -> failure.getSession().invalidate());
        called().createRequest("INFO").send();
        ladder.play("""
                server -> alice  INFO
                alice  -> server 481 INFO
                """);
        SipServletResponse failure = user.answer("481 INFO");
        assertThat(failure.getSession().isValid()).isFalse();
    }
}
