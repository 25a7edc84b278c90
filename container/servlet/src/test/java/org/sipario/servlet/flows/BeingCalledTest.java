package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application as user agent server: JSR 289, UAS; RFC 3261 §8.2, §13.3, §14.2, §15.1.2; RFC 3262 §3. */
class BeingCalledTest {

    private final Server server = new Server();
    private final ScriptedServlet callee = new ScriptedServlet();

    @Test
    void UAS_2_there_is_one_final_response() {
        server.deploy("callee", callee.on("MESSAGE", request -> {
            SipServletResponse second = request.createResponse(404);
            request.createResponse(200).send();
            assertThatIllegalStateException().isThrownBy(second::send);
            assertThatIllegalStateException().isThrownBy(() -> request.createResponse(200));
        }));
        server.ladder("alice").play("""
                alice  -> server MESSAGE
                server -> alice  200
                """);
        server.assertEmpty();
    }

    @Test
    void UAS_2_a_second_2xx_of_the_same_dialog_is_a_second_final_response() {
        server.deploy("callee", callee.on("INVITE", request -> {
            SipServletResponse second = request.createResponse(200);
            request.createResponse(200).send();
            assertThatIllegalStateException().isThrownBy(second::send);
        }));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                """);
    }

    @Test
    void UAS_4_the_ACK_of_a_2xx_is_heard_once_and_that_of_a_failure_never() {
        server.deploy("callee", callee.answering("INVITE", 200));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server ACK
                """);
        assertThat(callee.heard).containsExactly("INVITE INITIAL", "ACK CONFIRMED");
        callee.heard.clear();
        callee.answering("INVITE", 486);
        server.ladder("carol").play("""
                carol  -> server INVITE
                server -> carol  486
                carol  -> server ACK
                """);
        assertThat(callee.heard).containsExactly("INVITE INITIAL");
    }

    @Test
    void UAS_6_a_CANCEL_after_the_answer_changes_nothing() {
        server.deploy("callee", callee.answering("INVITE", 200));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server CANCEL
                server -> alice  200 CANCEL
                alice  -> server ACK
                """);
        assertThat(callee.heard).containsExactly("INVITE INITIAL", "ACK CONFIRMED");
    }

    @Test
    void UAS_7_a_CANCEL_of_nothing_gets_481() {
        server.deploy("callee", callee);
        server.ladder("alice")
                .with(
                        "alice -> server CANCEL",
                        cancel -> cancel.with(
                                "Via", cancel.required("Via").replace("branch=z9hG4bK", "branch=z9hG4bKother")))
                .play("""
                        alice  -> server INVITE
                        alice  -> server CANCEL
                        server -> alice  481 CANCEL
                        """);
    }

    @Test
    void UAS_8_UAS_9_a_CANCEL_has_the_last_word() {
        server.deploy(
                "callee",
                callee.answering("INVITE", 180)
                        .on(
                                "CANCEL",
                                cancel -> assertThatIllegalStateException()
                                        .isThrownBy(() -> cancel.createResponse(200))));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                alice  -> server CANCEL
                server -> alice  200 CANCEL
                server -> alice  487 INVITE
                alice  -> server ACK
                """);
        assertThat(callee.heard).containsExactly("INVITE INITIAL", "CANCEL TERMINATED");
        assertThatIllegalStateException()
                .isThrownBy(() -> callee.request("INVITE").createResponse(200));
        server.assertEmpty();
    }

    @Test
    void UAS_10_the_container_does_not_answer_a_BYE() {
        server.deploy("callee", callee.answering("INVITE", 200));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server BYE
                after 2s
                """);
        assertThat(callee.heard).endsWith("BYE CONFIRMED");
    }

    @Test
    void UAS_11_a_reliable_provisional_response_is_repeated_until_its_PRACK() {
        server.deploy(
                "callee",
                callee.on("INVITE", request -> request.createResponse(183).sendReliably())
                        .answering("PRACK", 200));
        server.network.agent("alice").header("Supported", "100rel");
        var played = server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  183
                    + Require: 100rel
                after 500ms
                server -> alice  183
                alice  -> server PRACK
                server -> alice  200 PRACK
                after 5s
                """);
        assertThat(played.message("server -> alice 183").header("RSeq")).isNotNull();
        assertThat(callee.heard).containsExactly("INVITE INITIAL", "PRACK EARLY");
    }

    @Test
    void UAS_11_what_can_not_be_sent_reliably_says_why() {
        server.deploy("callee", callee.on("INVITE", request -> {
            assertThatThrownBy(() -> request.createResponse(183).sendReliably())
                    .isInstanceOfSatisfying(
                            Rel100Exception.class,
                            e -> assertThat(e.getReason()).isEqualTo(Rel100Exception.NO_REQ_SUPPORT));
            assertThatThrownBy(() -> request.createResponse(200).sendReliably())
                    .isInstanceOfSatisfying(
                            Rel100Exception.class,
                            e -> assertThat(e.getReason()).isEqualTo(Rel100Exception.NOT_1XX));
            request.createResponse(486).send();
        }));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  486
                alice  -> server ACK
                """);
    }

    @Test
    void UAS_12_a_PRACK_for_nothing_gets_481() {
        server.deploy(
                "callee",
                callee.on("INVITE", request -> request.createResponse(183).sendReliably())
                        .answering("PRACK", 200));
        server.network.agent("alice").header("Supported", "100rel");
        server.ladder("alice")
                .with("alice -> server PRACK", prack -> prack.with("RAck", "1 1 INVITE"))
                .play("""
                        alice  -> server INVITE
                        server -> alice  183
                        alice  -> server PRACK
                        server -> alice  481 PRACK
                        """);
        assertThat(callee.heard).containsExactly("INVITE INITIAL");
    }

    @Test
    void UAS_13_a_2xx_waits_for_the_PRACK_of_an_answer_and_counts_as_sent() {
        server.deploy(
                "callee",
                callee.on("INVITE", request -> {
                            SipServletResponse progress = request.createResponse(183);
                            progress.setContent("v=0", "application/sdp");
                            progress.sendReliably();
                            SipServletResponse late = request.createResponse(486);
                            request.createResponse(200).send();
                            assertThatIllegalStateException().isThrownBy(late::send);
                        })
                        .answering("PRACK", 200));
        server.network.agent("alice").header("Supported", "100rel");
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  183
                alice  -> server PRACK
                server -> alice  200 INVITE
                server -> alice  200 PRACK
                alice  -> server ACK
                """);
    }

    @Test
    void UAS_14_who_requires_100rel_gets_reliable_responses_only() {
        server.deploy("callee", callee.answering("INVITE", 180));
        server.network.agent("alice").header("Require", "100rel");
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                    + Require: 100rel
                """);
    }

    @Test
    void UAS_15_an_extension_that_only_the_application_may_know_reaches_it() {
        server.deploy("callee", callee.answering("INVITE", 420));
        server.network.agent("alice").header("Require", "foo");
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  420
                alice  -> server ACK
                """);
        assertThat(callee.heard).containsExactly("INVITE INITIAL");
    }

    @Test
    void UAS_16_an_UPDATE_is_not_initial() {
        server.deploy("callee", callee.answering("INVITE", 200).answering("UPDATE", 200));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server UPDATE
                server -> alice  200 UPDATE
                """);
        assertThat(callee.request("UPDATE").isInitial()).isFalse();
        assertThat(callee.request("INVITE").isInitial()).isTrue();
    }

    @Test
    void UAS_17_an_INVITE_meets_one_of_ours() throws Exception {
        server.deploy("callee", callee.answering("INVITE", 200).acknowledging());
        var played = server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                """);
        callee.request("ACK").getSession().createRequest("INVITE").send();
        played.play("""
                server -> alice  INVITE
                alice  -> server INVITE
                server -> alice  491
                alice  -> server ACK
                alice  -> server 491
                server -> alice  ACK
                """);
        assertThat(callee.heard).endsWith("491 INVITE CONFIRMED");
    }

    @Test
    void UAS_17_an_INVITE_meets_one_of_the_same_side() {
        server.deploy("callee", callee.answering("INVITE", 180));
        server.ladder("alice")
                .with("alice -> server INVITE sip:app@192.0.2.1", invite -> invite)
                .play("""
                        alice  -> server INVITE
                        server -> alice  180
                        alice  -> server INVITE sip:192.0.2.1:5060
                        server -> alice  500
                            + Retry-After:
                        """);
    }

    @Test
    void UAS_18_an_answer_may_come_later() throws Exception {
        server.deploy("callee", callee);
        var played = server.ladder("alice").play("""
                alice  -> server INVITE
                after 1s
                server -> alice  100
                """);
        callee.request("INVITE").createResponse(200).send();
        played.play("""
                server -> alice  200
                alice  -> server ACK
                """);
    }

    @Test
    void UAS_19_a_stray_ACK_is_dropped() {
        server.deploy("callee", callee.answering("INVITE", 200));
        server.ladder("alice")
                .with("alice -> server ACK", ack -> ack.with("To", "<sip:bob@example.com>;tag=other"))
                .play("""
                        alice  -> server INVITE
                        server -> alice  200
                        alice  -> server ACK
                        """);
        assertThat(callee.heard).containsExactly("INVITE INITIAL");
    }

    @Test
    void UAS_21_what_nobody_answers_is_answered_when_its_session_ends() {
        server.deploy("callee", 1, callee.answering("INVITE", 180));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                after 60s
                server -> alice  480
                alice  -> server ACK
                """);
        server.assertEmpty();
    }

    @Test
    void UAS_21_a_BYE_that_nobody_answers_is_answered_when_its_session_ends() {
        server.deploy("callee", 1, callee.answering("INVITE", 200));
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server BYE
                after 60s
                server -> alice  500 BYE
                """);
        server.assertEmpty();
    }

    /** Writes down what it is told. */
    private static final class Errors implements SipErrorListener {
        final List<String> heard = new ArrayList<>();

        @Override
        public void noAckReceived(SipErrorEvent event) {
            heard.add("no ACK for " + event.getResponse().getStatus() + " to "
                    + event.getRequest().getMethod());
            try {
                event.getRequest().getSession().createRequest("BYE").send();
            } catch (java.io.IOException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public void noPrackReceived(SipErrorEvent event) {
            heard.add("no PRACK for " + event.getResponse().getStatus() + " to "
                    + event.getRequest().getMethod());
            try {
                event.getRequest().createResponse(504).send();
            } catch (java.io.IOException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    @Test
    void LSN_10_LSN_11_without_ACK_the_application_is_told_and_may_hang_up() {
        Errors errors = new Errors();
        server.deploy("callee", callee.answering("INVITE", 200), errors);
        server.network.agent("alice");
        var played = server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                after 500ms
                server -> alice  200
                after 1s
                server -> alice  200
                after 2s
                server -> alice  200
                """);
        for (int i = 0; i < 7; i++) {
            played.play("""
                    after 4s
                    server -> alice  200
                    """);
        }
        server.after(Duration.ofMillis(500));
        assertThat(errors.heard).containsExactly("no ACK for 200 to INVITE");
        assertThat(callee.request("INVITE").getSession().getState()).isEqualTo(SipSession.State.CONFIRMED);
        played.play("""
                server -> alice  BYE
                alice  -> server 200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void LSN_12_without_PRACK_the_application_is_told_and_decides() {
        Errors errors = new Errors();
        server.deploy(
                "callee",
                callee.on("INVITE", request -> request.createResponse(183).sendReliably()),
                errors);
        server.network.agent("alice").header("Supported", "100rel");
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  183
                """);
        server.after(Duration.ofSeconds(32));
        assertThat(errors.heard).containsExactly("no PRACK for 183 to INVITE");
        assertThat(callee.request("INVITE").isCommitted()).isTrue();
    }

    @Test
    void UAS_5_a_CANCEL_ends_what_waits_for_a_PRACK() {
        Errors errors = new Errors();
        server.deploy(
                "callee",
                callee.on("INVITE", request -> {
                    request.getSession().setInvalidateWhenReady(false);
                    request.getApplicationSession().setInvalidateWhenReady(false);
                    request.createResponse(183).sendReliably();
                }),
                errors);
        server.network.agent("alice").header("Supported", "100rel");
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  183
                alice  -> server CANCEL
                server -> alice  200 CANCEL
                server -> alice  487 INVITE
                alice  -> server ACK
                after 40s
                """);
        assertThat(errors.heard).isEmpty();
    }
}
