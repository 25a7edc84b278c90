package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.UnavailableException;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSession.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TextMessage;

/**
 * A 2xx to an INVITE of an application: it is acknowledged, always, for as long as it may come; and where it makes no
 * call of the application's, the peer is not left in one. RFC 3261 §12.1.2, §13.2.2.4.
 */
class AcceptedCallTest {

    private static final String UNREADABLE = "<sip:[::bad>";

    private final Server server = new Server();
    private final Errors errors = new Errors();
    private final ScriptedServlet caller =
            new ScriptedServlet().acknowledging().answering("BYE", 200).answering("INFO", 200);
    private final Server.Application application = server.deploy("app", caller, errors);
    private final Ladder ladder = server.ladder("bob", "carol");

    /** Acknowledges and hangs up when the caller's own ACK has not come. */
    private final class Errors implements SipErrorListener {
        final List<String> heard = new ArrayList<>();

        @Override
        public void noAckReceived(SipErrorEvent event) {
            heard.add("no ACK");
            try {
                caller.answer("200 INVITE").createAck().send();
                caller.answer("200 INVITE").getSession().createRequest("BYE").send();
                event.getRequest().getSession().createRequest("BYE").send();
            } catch (java.io.IOException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public void noPrackReceived(SipErrorEvent event) {}
    }

    private SipSession send(String method) throws Exception {
        SipServletRequest request = application
                .factory()
                .createRequest(
                        application.factory().createApplicationSession(),
                        method,
                        "sip:app@example.com",
                        "sip:bob@192.0.2.11");
        request.send();
        return request.getSession();
    }

    private void bobSays(String rung, java.util.function.UnaryOperator<TextMessage> change) {
        ladder.with("bob -> server " + rung, change);
    }

    /** Bob's 2xx, as another phone says it in a dialog of its own. */
    private TextMessage ofCarol(TextMessage said) {
        return said.with("To", said.required("To").replaceAll("tag=.*", "tag=of-carol"))
                .with("Contact", "<" + server.network.agent("carol").contact() + ">");
    }

    private TextMessage accepted() {
        return ladder.play("").message("bob -> server 200");
    }

    private void carolSays(TextMessage said) {
        server.receive(server.network.agent("carol"), said);
    }

    // ---- what makes a call all the same

    @Test
    void without_To_tag_it_makes_a_dialog_without_one() throws Exception {
        bobSays("200 INVITE", answer -> answer.with("To", "<sip:bob@example.com>"));
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200 INVITE
                server -> bob    ACK
                """).where("server -> bob ACK", ack -> {
            assertThat(ack.required("To")).isEqualTo("<sip:bob@example.com>");
            assertThat(ack.uri()).isEqualTo(server.network.agent("bob").contact());
        });
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
        ladder.with("bob -> server INFO", info -> info.with("From", "<sip:bob@example.com>"))
                .play("""
                        bob    -> server INFO
                        server -> bob    200 INFO
                        """);
        session.createRequest("BYE").send();
        ladder.play("""
                server -> bob    BYE
                bob    -> server 200 BYE
                """)
                .where(
                        "server -> bob BYE",
                        bye -> assertThat(bye.required("To")).isEqualTo("<sip:bob@example.com>"));
        server.assertEmpty();
    }

    @Test
    void without_To_tag_it_confirms_the_one_early_dialog_there_is() throws Exception {
        bobSays("200 INVITE", answer -> answer.with("To", "<sip:bob@example.com>"));
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 180
                bob    -> server 200 INVITE
                server -> bob    ACK
                """);
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void without_Contact_the_Request_URI_is_the_remote_target() throws Exception {
        bobSays("200 INVITE", answer -> answer.without("Contact"));
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200 INVITE
                server -> bob    ACK sip:bob@192.0.2.11
                """);
        session.createRequest("BYE").send();
        ladder.play("""
                server -> bob    BYE sip:bob@192.0.2.11
                bob    -> server 200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void an_unreadable_Contact_leaves_the_remote_target_that_there_was() throws Exception {
        bobSays("200 INVITE", answer -> answer.with("Contact", UNREADABLE));
        bobSays("200 UPDATE", answer -> answer.with("Contact", "*"));
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 183
                bob    -> server 200 INVITE
                server -> bob    ACK
                """);
        session.createRequest("UPDATE").send();
        session.createRequest("INVITE").send();
        ladder.play("""
                server -> bob    UPDATE
                server -> bob    INVITE
                bob    -> server 200 UPDATE
                bob    -> server 200 INVITE
                server -> bob    ACK
                """)
                .where(
                        "server -> bob ACK",
                        2,
                        ack -> assertThat(ack.uri())
                                .isEqualTo(server.network.agent("bob").contact()));
        assertThat(caller.heard).endsWith("200 UPDATE CONFIRMED", "200 INVITE CONFIRMED");
        session.createRequest("BYE").send();
        ladder.play("""
                server -> bob    BYE
                bob    -> server 200 BYE
                """);
        server.assertEmpty();
    }

    // ---- what makes none

    @ParameterizedTest
    @ValueSource(strings = {"Contact: " + UNREADABLE, "Contact: *", "Record-Route: " + UNREADABLE})
    void one_that_makes_no_dialog_is_acknowledged_and_hung_up_and_is_a_502_to_the_application(String header)
            throws Exception {
        String[] parts = header.split(": ");
        bobSays("200 INVITE", answer -> answer.with(parts[0], parts[1]));
        send("INVITE");
        var played = ladder.play("""
                server -> bob    INVITE
                bob    -> server 200 INVITE
                server -> bob    ACK
                server -> bob    BYE
                bob    -> server 200 INVITE
                server -> bob    ACK
                bob    -> server 200 BYE
                """);
        var success = played.message("bob -> server 200 INVITE");
        assertThat(played.message("server -> bob ACK").required("To")).isEqualTo(success.required("To"));
        assertThat(played.message("server -> bob BYE").sequence()).isEqualTo(success.sequence() + 1);
        assertThat(caller.heard).containsExactly("502 INVITE INITIAL");
        server.assertEmpty();
    }

    @Test
    void one_that_makes_no_dialog_leaves_the_call_with_another_phone() throws Exception {
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                """);
        carolSays(ofCarol(accepted()).with("Contact", "*"));
        ladder.play("""
                server -> bob    ACK
                server -> bob    BYE
                """)
                .where("server -> bob BYE", bye -> assertThat(bye.tag("To")).isEqualTo("of-carol"));
        assertThat(caller.heard).containsExactly("200 INVITE CONFIRMED");
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
        assertThat(session.getApplicationSession().getSessionSet()).hasSize(1);
    }

    @Test
    void who_answers_when_the_application_has_heard_of_the_failure_is_hung_up_on() throws Exception {
        bobSays("200 INVITE", answer -> answer.with("Contact", "*"));
        SipSession session = send("INVITE");
        session.setInvalidateWhenReady(false);
        session.getApplicationSession().setInvalidateWhenReady(false);
        var played = ladder.play("""
                server -> bob    INVITE
                bob    -> server 200 INVITE
                server -> bob    ACK
                server -> bob    BYE
                """);
        carolSays(ofCarol(played.message("bob -> server 200 INVITE")));
        ladder.play("""
                server -> carol  ACK
                server -> carol  BYE
                """);
        assertThat(caller.heard).containsExactly("502 INVITE INITIAL");
        assertThat(session.getState()).isEqualTo(State.INITIAL);
        assertThat(session.getApplicationSession().getSessionSet()).hasSize(1);
    }

    @Test
    void of_a_SUBSCRIBE_it_is_a_502_too_and_nothing_is_left() throws Exception {
        bobSays("200 SUBSCRIBE", answer -> answer.with("Contact", "*"));
        send("SUBSCRIBE");
        ladder.play("""
                server -> bob    SUBSCRIBE
                bob    -> server 200 SUBSCRIBE
                """);
        assertThat(caller.heard).containsExactly("502 SUBSCRIBE INITIAL");
        server.assertEmpty();
    }

    @Test
    void one_that_crosses_the_BYE_of_its_early_dialog_is_hung_up_and_is_a_487_to_the_application() throws Exception {
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 180
                """);
        session.createRequest("BYE").send();
        ladder.play("""
                server -> bob    BYE
                bob    -> server 200 BYE
                bob    -> server 200 INVITE
                server -> bob    ACK
                server -> bob    BYE
                bob    -> server 481 BYE
                """);
        assertThat(caller.heard).containsExactly("180 INVITE EARLY", "200 BYE TERMINATED", "487 INVITE TERMINATED");
        server.assertEmpty();
    }

    @Test
    void one_that_comes_after_the_peer_s_own_BYE_is_acknowledged() throws Exception {
        send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 180
                bob    -> server BYE
                server -> bob    200 BYE
                bob    -> server 200 INVITE
                server -> bob    ACK
                server -> bob    BYE
                bob    -> server 481 BYE
                """);
        assertThat(caller.heard).endsWith("487 INVITE TERMINATED");
        server.assertEmpty();
    }

    // ---- an application that does not acknowledge

    @Test
    void a_servlet_that_throws_has_no_call(Thrown thrown) throws Exception {
        caller.onAnswer("200 INVITE", _ -> {
            throw new IllegalStateException("as the test wants it");
        });
        send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                server -> bob    BYE
                bob    -> server 200 BYE
                """);
        server.assertEmpty();
        assertThat(thrown.take()).hasSize(1);
    }

    @Test
    void a_servlet_that_throws_when_it_has_acknowledged_has_the_call(Thrown thrown) throws Exception {
        caller.onAnswer("200 INVITE", success -> {
            success.createAck().send();
            throw new IllegalStateException("as the test wants it");
        });
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                """);
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
        assertThat(thrown.take()).hasSize(1);
    }

    @Test
    void a_servlet_out_of_service_has_no_call() throws Exception {
        caller.onAnswer("180 INVITE", _ -> {
            throw new UnavailableException("as the test wants it", 60);
        });
        send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 180
                bob    -> server 200 INVITE
                server -> bob    ACK
                server -> bob    BYE
                """);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 486})
    void a_servlet_that_throws_answers_who_waits_on_the_other_leg(int status, Thrown thrown) {
        caller.on(
                        "INVITE",
                        invite -> invite.getB2buaHelper()
                                .createRequest(invite, true, Map.of())
                                .send())
                .onAnswer(status + " INVITE", _ -> {
                    throw new IllegalStateException("as the test wants it");
                });
        server.ladder("alice", "bob").play("""
                alice  -> server INVITE
                server -> bob    INVITE
                bob    -> server %d
                server -> bob    ACK
                %s
                server -> alice  500 INVITE
                alice  -> server ACK
                """.formatted(status, status == 200 ? "server -> bob BYE" : ""));
        assertThat(thrown.take()).hasSize(1);
    }

    @Test
    void what_nobody_acknowledges_is_acknowledged_and_hung_up_at_last() throws Exception {
        caller.onAnswer("200 INVITE", _ -> {});
        send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                """);
        server.after(Duration.ofMillis(36_999));
        ladder.play("""
                after 1ms
                server -> bob    ACK
                server -> bob    BYE
                bob    -> server 200 BYE
                """);
        assertThatIllegalStateException()
                .isThrownBy(() -> caller.answer("200 INVITE").createAck());
        server.assertEmpty();
    }

    @Test
    void the_application_may_acknowledge_for_as_long_as_its_own_caller_may() throws Exception {
        caller.onAnswer(
                        "200 INVITE",
                        success -> success.getRequest()
                                .getB2buaHelper()
                                .getLinkedSipServletRequest(success.getRequest())
                                .createResponse(200)
                                .send())
                .on(
                        "INVITE",
                        invite -> invite.getB2buaHelper()
                                .createRequest(invite, true, Map.of())
                                .send());
        server.ladder("alice", "bob").play("""
                alice  -> server INVITE
                server -> bob    INVITE
                bob    -> server 200
                server -> alice  200
                """);
        server.after(Duration.ofSeconds(32));
        assertThat(errors.heard).containsExactly("no ACK");
        server.ladder("alice", "bob").play("server -> alice 200\n".repeat(10) + """
                server -> bob    ACK
                server -> bob    BYE
                server -> alice  BYE
                bob    -> server 200 BYE
                alice  -> server 200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void a_peer_that_hangs_up_meanwhile_is_acknowledged_without_a_BYE() throws Exception {
        caller.onAnswer("200 INVITE", _ -> {});
        send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                bob    -> server BYE
                server -> bob    200 BYE
                """);
        server.after(Duration.ofSeconds(37));
        ladder.play("server -> bob ACK");
        server.assertEmpty();
    }

    @Test
    void a_session_that_ends_without_having_acknowledged_is_hung_up() throws Exception {
        caller.onAnswer("200 INVITE", success -> success.getSession().invalidate());
        send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                server -> bob    BYE
                """);
        server.assertEmpty();
    }

    @Test
    void so_is_a_derived_one() throws Exception {
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                """);
        caller.onAnswer("200 INVITE", success -> success.getSession().invalidate());
        carolSays(ofCarol(accepted()));
        ladder.play("""
                server -> carol  ACK
                server -> carol  BYE
                """);
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
    }

    // ---- what comes again

    @Test
    void after_the_BYE_it_is_acknowledged_again_for_as_long_as_it_may_come() throws Exception {
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200 INVITE
                server -> bob    ACK         # lost
                """);
        session.createRequest("BYE").send();
        var played = ladder.play("""
                server -> bob    BYE
                bob    -> server 200 BYE
                """);
        assertThat(session.isValid()).isFalse();
        server.assertEmpty();
        server.after(Duration.ofSeconds(31));
        played.play("""
                bob    -> server 200 INVITE
                server -> bob    ACK
                """).where("server -> bob ACK", 2, ack -> {
            assertThat(ack.required("To"))
                    .isEqualTo(played.message("server -> bob ACK").required("To"));
            assertThat(ack.sequence())
                    .isEqualTo(played.message("server -> bob ACK").sequence());
            assertThat(ack.uri()).isEqualTo(played.message("server -> bob ACK").uri());
        });
        server.after(Duration.ofSeconds(2));
        played.play("bob -> server 200 INVITE");
    }

    @Test
    void after_the_end_of_the_session_another_phone_s_is_acknowledged_and_hung_up() throws Exception {
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                """);
        session.createRequest("BYE").send();
        ladder.play("""
                server -> bob    BYE
                bob    -> server 200 BYE
                """);
        server.assertEmpty();
        carolSays(ofCarol(accepted()));
        ladder.play("""
                server -> carol  ACK
                server -> carol  BYE
                carol  -> server 200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void the_end_of_one_call_leaves_the_ACK_of_another_phone_s() throws Exception {
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                """);
        caller.onAnswer("200 INVITE", success -> {
            SipServletRequest ack = success.createAck();
            ack.setContent("v=0", "application/sdp");
            ack.send();
        });
        carolSays(ofCarol(accepted()));
        session.createRequest("BYE").send();
        ladder.play("""
                server -> carol  ACK
                server -> bob    BYE
                bob    -> server 200 BYE
                """);
        assertThat(session.isValid()).isFalse();
        carolSays(ofCarol(accepted()));
        ladder.play("server -> carol ACK")
                .where("server -> carol ACK", 2, ack -> assertThat(ack.body()).isEqualTo("v=0"));
        assertThat(caller.answer("200 INVITE").getSession().getState()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void it_is_acknowledged_again_while_a_re_INVITE_is_under_way() throws Exception {
        SipSession session = send("INVITE");
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 200 INVITE
                server -> bob    ACK         # lost
                """);
        TextMessage first = ladder.play("").message("bob -> server 200 INVITE");
        session.createRequest("INVITE").send();
        ladder.play("server -> bob INVITE");
        server.receive(server.network.agent("bob"), first);
        ladder.play("server -> bob ACK")
                .where("server -> bob ACK", 2, ack -> assertThat(ack.sequence()).isEqualTo(first.sequence()));
    }
}
