package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSession.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.Played;
import org.sipario.testkit.TextMessage;

/** Sessions of targets that rang and did not get the call: JSR 289, Derived SipSessions; RFC 3261 §12.3, §16.7. */
class EarlyDialogsOfAProxyTest {

    private static final String BOB = "sip:bob@bob.test";
    private static final String CAROL = "sip:carol@carol.test";

    private final Server server = new Server();
    private final RecordingListener listener = new RecordingListener();
    private final ProxyingServlet proxying = new ProxyingServlet();
    private final List<SipSession> sessions = new ArrayList<>();

    /** Nothing but its end ends an application session without timeout. */
    private Ladder proxy(Handler<Proxy> settings, String... targets) {
        proxying.proxies(settings, targets).onResponse(response -> {
            if (!sessions.contains(response.getSession())) {
                sessions.add(response.getSession());
            }
        });
        server.deploy("proxy", 0, proxying, listener);
        return server.ladder("alice", "bob", "carol");
    }

    private static TextMessage tagged(TextMessage message, String tag) {
        return message.with("To", message.required("To").replaceFirst(";tag=.*", ";tag=" + tag));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void SSN_25_who_rang_and_was_cancelled_leaves_nothing(boolean recordRoute) {
        Ladder ladder = proxy(proxy -> proxy.setRecordRoute(recordRoute), BOB, CAROL);
        ladder.play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  180
                proxy -> alice  180
                carol -> proxy  180
                proxy -> alice  180
                carol -> proxy  200 INVITE
                proxy -> alice  200 INVITE
                proxy -> bob    CANCEL
                """);
        assertThat(sessions).hasSize(2);
        assertThat(sessions.getFirst().getState()).isEqualTo(State.EARLY);
        ladder.play("""
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                """);
        assertThat(sessions.getFirst().isValid()).isFalse();
        if (recordRoute) {
            assertThat(sessions.getLast().getState()).isEqualTo(State.CONFIRMED);
            ladder.play("""
                    alice -> proxy  ACK
                    proxy -> carol  ACK
                    carol -> proxy  BYE
                    proxy -> alice  BYE
                    alice -> proxy  200 BYE
                    proxy -> carol  200 BYE
                    """);
            assertThat(proxying.heard).contains("ACK", "BYE", "200 BYE");
        }
        server.assertEmpty();
    }

    @Test
    void SSN_25_who_does_not_even_answer_the_CANCEL_is_given_up_with_its_transaction() {
        Ladder ladder = proxy(proxy -> proxy.setRecordRoute(false), BOB, CAROL);
        ladder.play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  180
                proxy -> alice  180
                carol -> proxy  200 INVITE
                proxy -> alice  200 INVITE
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                """);
        server.after(Duration.ofSeconds(33));
        server.assertEmpty();
    }

    @Test
    void when_the_caller_gives_up_all_that_rang_are_over() {
        Ladder ladder = proxy(proxy -> proxy.setRecordRoute(true), BOB, CAROL);
        ladder.play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  180
                proxy -> alice  180
                carol -> proxy  183
                proxy -> alice  183
                alice -> proxy  CANCEL
                proxy -> alice  200 CANCEL
                proxy -> bob    CANCEL
                proxy -> carol  CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                carol -> proxy  200 CANCEL
                carol -> proxy  487 INVITE
                proxy -> carol  ACK
                proxy -> alice  487 INVITE
                alice -> proxy  ACK
                """);
        assertThat(listener.count("session destroyed")).isEqualTo(2);
        server.assertEmpty();
    }

    @Test
    void when_all_refuse_all_are_over() {
        Ladder ladder = proxy(proxy -> proxy.setRecordRoute(true), BOB, CAROL);
        ladder.play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  180
                proxy -> alice  180
                carol -> proxy  180
                proxy -> alice  180
                bob   -> proxy  486
                proxy -> bob    ACK
                carol -> proxy  603
                proxy -> carol  ACK
                proxy -> alice  603
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void SSN_8_who_is_tried_next_gets_the_session_of_the_one_before_and_its_attributes() {
        proxying.onBranchResponse(response -> {
            assertThat(response.getSession().getState()).isEqualTo(State.INITIAL);
            response.getSession().setAttribute("kept", "yes");
        });
        Ladder ladder = proxy(
                proxy -> {
                    proxy.setRecordRoute(true);
                    proxy.setParallel(false);
                },
                BOB,
                CAROL);
        ladder.play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> carol  INVITE
                carol -> proxy  180
                proxy -> alice  180
                carol -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> carol  ACK
                """);
        SipSession only = sessions.getFirst();
        assertThat(sessions).hasSize(1);
        assertThat(only.getState()).isEqualTo(State.CONFIRMED);
        assertThat(only.getAttribute("kept")).isEqualTo("yes");
        ladder.play("""
                alice -> proxy  BYE
                proxy -> carol  BYE
                carol -> proxy  200 BYE
                proxy -> alice  200 BYE
                """);
        server.assertEmpty();
    }

    /** Bob's phones ring behind a proxy of his: two early dialogs by one branch. */
    private Ladder forkedDownstream() {
        Ladder ladder = proxy(proxy -> proxy.setRecordRoute(true), BOB);
        ladder.with("bob -> proxy 180", message -> tagged(message, "desk"))
                .with("bob -> proxy 183", message -> tagged(message, "mobile"));
        ladder.play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                bob   -> proxy  183
                proxy -> alice  183
                """);
        assertThat(sessions).hasSize(2).extracting(SipSession::getState).containsOnly(State.EARLY);
        return ladder;
    }

    @Test
    void PRX_53_a_failure_ends_all_that_rang_behind_one_branch() {
        forkedDownstream().play("""
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> alice  486
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_53_an_answer_belongs_to_its_early_dialog_and_the_other_one_ends_when_no_answer_can_come_any_more() {
        Ladder ladder = forkedDownstream();
        sessions.getLast().setAttribute("phone", "mobile");
        ladder.with("bob -> proxy 200", message -> tagged(message, "mobile"));
        ladder.play("""
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                """);
        assertThat(sessions).hasSize(2).extracting(SipSession::getState).containsExactly(State.EARLY, State.CONFIRMED);
        assertThat(sessions.getLast().getAttribute("phone")).isEqualTo("mobile");
        server.after(Duration.ofSeconds(33));
        assertThat(sessions).extracting(SipSession::isValid).containsExactly(false, true);
        assertThat(Objects.requireNonNull(sessions.getLast().getApplicationSession())
                        .getSessionSet())
                .hasSize(1);
    }

    @Test
    void a_second_answer_of_a_fork_downstream_is_a_call_of_its_own() {
        Ladder ladder = forkedDownstream();
        ladder.with("bob -> proxy 200", message -> tagged(message, "desk"));
        Played played = ladder.play("""
                bob   -> proxy  200
                proxy -> alice  200
                """);
        server.receive(server.network.agent("bob"), tagged(played.message("bob -> proxy 200"), "mobile"));
        ladder.play("proxy -> alice 200");
        server.after(Duration.ofSeconds(33));
        assertThat(sessions).hasSize(2).extracting(SipSession::getState).containsOnly(State.CONFIRMED);
    }

    @Test
    void an_application_that_answers_itself_ends_what_rang() {
        proxying.onInitial(request -> {
                    request.getProxy().setRecordRoute(true);
                    request.getProxy().proxyTo(proxying.uris(BOB, CAROL));
                })
                .onResponse(response -> {
                    if (response.getStatus() == 183) {
                        Objects.requireNonNull(response.getProxy())
                                .getOriginalRequest()
                                .createResponse(486)
                                .send();
                    }
                });
        server.deploy("proxy", 0, proxying);
        server.ladder("alice", "bob", "carol").play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  180
                proxy -> alice  180
                carol -> proxy  183
                proxy -> alice  183
                bob   -> proxy  404
                proxy -> bob    ACK
                carol -> proxy  500
                proxy -> carol  ACK
                proxy -> alice  404
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }
}
