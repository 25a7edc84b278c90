package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.Ladder;

/** A BYE while requests of its dialog have no final response yet: they are answered 487. RFC 3261 §15.1.2. */
class EarlyByeTest {

    private final Server server = new Server();
    private final ScriptedServlet callee =
            new ScriptedServlet().answering("INVITE", 180).answering("BYE", 200);
    private final Ladder ladder = server.ladder("alice");

    private void rings() {
        server.deploy("callee", callee);
        ladder.play("""
                alice  -> server INVITE
                server -> alice  180
                """);
    }

    @Test
    void a_caller_who_hangs_up_while_it_rings_has_an_answer_to_both() {
        rings();
        ladder.play("""
                alice  -> server BYE
                server -> alice  200 BYE
                server -> alice  487 INVITE
                alice  -> server ACK
                """);
        assertThat(callee.heard).containsExactly("INVITE INITIAL", "BYE EARLY");
        server.assertEmpty();
    }

    @Test
    void the_application_may_answer_the_INVITE_by_itself() {
        callee.on("BYE", bye -> {
            bye.createResponse(200).send();
            callee.request("INVITE").createResponse(603).send();
        });
        rings();
        ladder.play("""
                alice  -> server BYE
                server -> alice  200 BYE
                server -> alice  603 INVITE
                alice  -> server ACK
                """);
        server.assertEmpty();
    }

    @Test
    void the_BYE_may_be_answered_later() throws Exception {
        callee.on("BYE", _ -> {});
        rings();
        ladder.play("alice -> server BYE");
        callee.request("BYE").createResponse(200).send();
        ladder.play("""
                server -> alice  200 BYE
                server -> alice  487 INVITE
                alice  -> server ACK
                """);
        server.assertEmpty();
    }

    @Test
    void a_BYE_that_is_refused_ends_nothing() throws Exception {
        callee.answering("BYE", 403);
        rings();
        ladder.play("""
                alice  -> server BYE
                server -> alice  403 BYE
                """);
        callee.request("INVITE").createResponse(200).send();
        ladder.play("""
                server -> alice  200 INVITE
                alice  -> server ACK
                """);
    }

    @Test
    void what_waits_within_a_call_is_answered_too() {
        callee.on(
                        "INVITE",
                        invite -> invite.createResponse(invite.isInitial() ? 200 : 180)
                                .send())
                .on("INFO", _ -> {});
        server.deploy("callee", callee);
        ladder.play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server INFO
                alice  -> server INVITE
                server -> alice  180 INVITE
                alice  -> server BYE
                server -> alice  200 BYE
                server -> alice  487 INFO
                server -> alice  487 INVITE
                alice  -> server ACK
                """);
        server.assertEmpty();
    }

    @Test
    void what_was_to_be_acknowledged_reliably_is_repeated_no_more() {
        callee.on("INVITE", EarlyByeTest::progressAndAnswer);
        server.deploy("callee", callee);
        server.network.agent("alice").header("Supported", "100rel");
        ladder.play("""
                alice  -> server INVITE
                server -> alice  183
                alice  -> server BYE
                server -> alice  200 BYE
                server -> alice  487 INVITE
                alice  -> server ACK
                """);
        server.after(Duration.ofSeconds(40));
        server.assertEmpty();
    }

    /** The 2xx waits for the PRACK of the 183, which has a session description. */
    private static void progressAndAnswer(SipServletRequest invite) throws java.io.IOException {
        SipServletResponse progress = invite.createResponse(183);
        progress.setContent("v=0", "application/sdp");
        try {
            progress.sendReliably();
        } catch (jakarta.servlet.sip.Rel100Exception impossible) {
            throw new AssertionError(impossible);
        }
        invite.createResponse(200).send();
    }
}
