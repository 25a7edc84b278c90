package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSession.State;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.TextMessage;

/** JSR 289, SIP Sessions, as user agent and proxy. */
class SipSessionTest {

    private final Server server = new Server();
    private final RecordingListener events = new RecordingListener();
    private final ScriptedServlet servlet = new ScriptedServlet();
    private final Server.Application application = server.deploy("app", servlet, events);

    private void answers() {
        servlet.answering("INVITE", 200).answering("BYE", 200).answering("INFO", 200);
    }

    /** A call from alice. */
    private SipSession answered() {
        answers();
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                """);
        return keep(servlet.request("INVITE").getSession());
    }

    /** Keeps it from being invalidated when ready, so that a test can look at it. */
    private static SipSession keep(SipSession session) {
        session.setInvalidateWhenReady(false);
        session.getApplicationSession().setInvalidateWhenReady(false);
        return session;
    }

    private SipServletRequest request(String method) throws Exception {
        server.network.agent("bob");
        SipServletRequest request = application
                .factory()
                .createRequest(
                        application.factory().createApplicationSession(),
                        method,
                        "sip:app@example.com",
                        "sip:bob@example.com");
        keep(request.getSession());
        return request;
    }

    @Test
    void SSN_3_what_makes_no_dialog_changes_nothing() {
        servlet.answering("MESSAGE", 200);
        server.ladder("alice").play("""
                alice  -> server MESSAGE
                server -> alice  200
                """);
        assertThat(servlet.heard).containsExactly("MESSAGE INITIAL");
        server.assertEmpty();
        SipSession session = answered();
        server.ladder("alice").play("""
                alice  -> server INFO
                server -> alice  200 INFO
                """);
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void SSN_5_SSN_6_SSN_28_after_a_failure_the_next_request_is_like_the_first() throws Exception {
        SipServletRequest invite = request("INVITE");
        SipSession session = invite.getSession();
        invite.send();
        var played = server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 180
                bob    -> server 486
                server -> bob    ACK
                """);
        assertThat(session.getState()).isEqualTo(State.INITIAL);
        assertThat(session.isReadyToInvalidate()).isTrue();
        session.createRequest("INVITE").send();
        played.play("server -> bob INVITE");
        var first = played.message("server -> bob INVITE");
        var second = played.message("server -> bob INVITE", 2);
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(second.required("From")).isEqualTo(first.required("From"));
        assertThat(second.sequence()).isGreaterThan(first.sequence());
        assertThat(second.required("To")).doesNotContain("tag=");
        assertThat(second.headers("Route")).isEmpty();
        assertThat(second.uri()).isEqualTo(first.uri());
        assertThat(session.isReadyToInvalidate()).isFalse();
    }

    @Test
    void SSN_7_the_states_of_a_call_that_came() {
        List<State> states = new ArrayList<>();
        servlet.on("INVITE", request -> {
            for (int status : new int[] {180, 200}) {
                request.createResponse(status).send();
                states.add(request.getSession().getState());
            }
        });
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                server -> alice  200
                alice  -> server ACK
                """);
        assertThat(states).containsExactly(State.EARLY, State.CONFIRMED);
        servlet.on("INVITE", request -> {
            request.createResponse(486).send();
            states.add(request.getSession().getState());
        });
        server.ladder("carol").play("""
                carol  -> server INVITE
                server -> carol  486
                carol  -> server ACK
                """);
        assertThat(states).endsWith(State.TERMINATED);
    }

    @Test
    void SSN_8_SSN_16_SSN_28_at_a_proxy_the_session_follows_the_dialog() {
        servlet.on("INVITE", request -> {
            keep(request.getSession());
            request.getProxy().proxyTo(request.getRequestURI());
        });
        var played = server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                """);
        SipSession session = servlet.request("INVITE").getSession();
        assertThat(session.getState()).isEqualTo(State.EARLY);
        assertThatIllegalStateException().isThrownBy(() -> session.createRequest("INFO"));
        played.play("""
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> alice  486
                alice -> proxy  ACK
                """);
        assertThat(session.getState()).isEqualTo(State.INITIAL);
        assertThat(session.isReadyToInvalidate()).isTrue();
    }

    @Test
    void SSN_28_a_proxy_that_does_not_stay_is_ready_when_the_call_is() {
        servlet.on("INVITE", request -> {
            keep(request.getSession());
            request.getProxy().setRecordRoute(false);
            request.getProxy().proxyTo(request.getRequestURI());
        });
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                """);
        SipSession session = servlet.request("INVITE").getSession();
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
        assertThat(session.isReadyToInvalidate()).isTrue();
    }

    @Test
    void SSN_10_a_CANCEL_of_a_re_INVITE_leaves_the_dialog() {
        SipSession session = answered();
        servlet.answering("INVITE", 180);
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                alice  -> server CANCEL
                server -> alice  200 CANCEL
                server -> alice  487 INVITE
                alice  -> server ACK
                """);
        assertThat(servlet.heard).endsWith("INVITE CONFIRMED", "CANCEL CONFIRMED");
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void SSN_11_who_knows_no_dialog_ends_it() throws Exception {
        SipSession session = answered();
        session.createRequest("INVITE").send();
        server.ladder("alice").play("""
                server -> alice  INVITE
                alice  -> server 481
                server -> alice  ACK
                server -> alice  BYE
                """);
        assertThat(session.getState()).isEqualTo(State.TERMINATED);
        assertThat(session.isReadyToInvalidate()).isTrue();
    }

    /** A NOTIFY that comes before the response to the SUBSCRIBE. */
    private static TextMessage notify(TextMessage subscribe, String tag) {
        return TextMessage.startingWith("NOTIFY " + subscribe.uriOf("Contact") + " SIP/2.0")
                .plus("Via", "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK-" + tag)
                .plus("Max-Forwards", "70")
                .plus("From", subscribe.required("To") + ";tag=" + tag)
                .plus("To", subscribe.required("From"))
                .plus("Call-ID", subscribe.callId())
                .plus("CSeq", "1 NOTIFY")
                .plus("Contact", "<sip:bob@192.0.2.11>")
                .plus("Event", "presence")
                .plus("Subscription-State", "active;expires=60");
    }

    @Test
    void SSN_12_SSN_2_a_NOTIFY_may_come_before_the_answer_to_its_SUBSCRIBE() throws Exception {
        servlet.answering("NOTIFY", 200);
        SipServletRequest subscribe = request("SUBSCRIBE");
        subscribe.setHeader("Event", "presence");
        subscribe.send();
        var ladder = server.ladder("bob")
                .with(
                        "bob -> server 200",
                        answer -> answer.with("To", answer.required("To").replaceAll("tag=.*", "tag=early")));
        var played = ladder.play("server -> bob SUBSCRIBE");
        TextMessage sent = played.message("server -> bob SUBSCRIBE");
        server.receive(server.network.agent("bob"), notify(sent, "early"));
        played.play("""
                server -> bob    200 NOTIFY
                bob    -> server 200 SUBSCRIBE
                """);
        assertThat(servlet.heard).containsExactly("NOTIFY CONFIRMED", "200 SUBSCRIBE CONFIRMED");
        assertThat(subscribe.getSession()).isSameAs(servlet.request("NOTIFY").getSession());
        assertThat(servlet.request("NOTIFY").isInitial()).isFalse();
        SipServletRequest again = subscribe.getSession().createRequest("SUBSCRIBE");
        again.send();
        played.play("server -> bob SUBSCRIBE").where("server -> bob SUBSCRIBE", 2, refresh -> {
            assertThat(refresh.tag("To")).isEqualTo("early");
            assertThat(refresh.sequence()).isEqualTo(sent.sequence() + 1);
        });
    }

    @Test
    void SSN_12_each_fork_that_notifies_has_a_session() throws Exception {
        servlet.answering("NOTIFY", 200);
        SipServletRequest subscribe = request("SUBSCRIBE");
        subscribe.setHeader("Event", "presence");
        subscribe.send();
        var played = server.ladder("bob").play("server -> bob SUBSCRIBE");
        TextMessage sent = played.message("server -> bob SUBSCRIBE");
        server.receive(server.network.agent("bob"), notify(sent, "one"));
        SipSession first = servlet.request("NOTIFY").getSession();
        server.receive(server.network.agent("bob"), notify(sent, "two"));
        SipSession second = servlet.request("NOTIFY").getSession();
        played.play("""
                server -> bob    200 NOTIFY
                server -> bob    200 NOTIFY
                """);
        assertThat(first).isSameAs(subscribe.getSession()).isNotSameAs(second);
        assertThat(second.getState()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void SSN_13_a_subscription_ends_with_the_NOTIFY_that_says_so() throws Exception {
        servlet.answering("NOTIFY", 200);
        SipServletRequest subscribe = request("SUBSCRIBE");
        subscribe.setHeader("Event", "presence");
        subscribe.send();
        server.ladder("bob").play("""
                server -> bob    SUBSCRIBE
                bob    -> server 200
                bob    -> server NOTIFY
                    + Event: presence
                    + Subscription-State: terminated
                server -> bob    200 NOTIFY
                """);
        assertThat(subscribe.getSession().getState()).isEqualTo(State.TERMINATED);
    }

    @Test
    void SSN_13_a_subscription_within_a_call_ends_without_it() {
        SipSession session = answered();
        servlet.answering("REFER", 202).onAnswer("200 NOTIFY", _ -> {});
        server.ladder("alice").play("""
                alice  -> server REFER
                    + Refer-To: <sip:carol@example.com>
                server -> alice  202
                """);
        try {
            SipServletRequest notify = session.createRequest("NOTIFY");
            notify.setHeader("Event", "refer");
            notify.setHeader("Subscription-State", "terminated;reason=noresource");
            notify.send();
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        server.ladder("alice").play("""
                server -> alice  NOTIFY
                alice  -> server 200 NOTIFY
                """);
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void SSN_13_a_call_ends_without_its_subscription() throws Exception {
        SipSession session = answered();
        servlet.answering("SUBSCRIBE", 200);
        server.ladder("alice").play("""
                alice  -> server SUBSCRIBE
                    + Event: presence
                server -> alice  200 SUBSCRIBE
                alice  -> server BYE
                server -> alice  200 BYE
                """);
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
        SipServletRequest notify = session.createRequest("NOTIFY");
        notify.setHeader("Event", "presence");
        notify.setHeader("Subscription-State", "terminated");
        notify.send();
        server.ladder("alice").play("""
                server -> alice  NOTIFY
                alice  -> server 200 NOTIFY
                """);
        assertThat(session.getState()).isEqualTo(State.TERMINATED);
    }

    @Test
    void SSN_14_SSN_15_what_createRequest_refuses() throws Exception {
        SipSession session = answered();
        for (String method : new String[] {"ACK", "CANCEL", "NO METHOD"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> session.createRequest(method));
        }
        SipServletRequest invite = request("INVITE");
        invite.send();
        server.ladder("bob").play("server -> bob INVITE");
        assertThatIllegalStateException()
                .as("a transaction is under way")
                .isThrownBy(() -> invite.getSession().createRequest("INVITE"));
        server.ladder("alice").play("""
                alice  -> server BYE
                server -> alice  200 BYE
                """);
        assertThatIllegalStateException().as("terminated").isThrownBy(() -> session.createRequest("INFO"));
        session.invalidate();
        assertThatIllegalStateException().as("invalid").isThrownBy(() -> session.createRequest("INFO"));
    }

    @Test
    void SSN_17_SSN_18_requests_of_a_dialog_follow_its_route_and_target() throws Exception {
        server.network.agent("alice").header("Record-Route", "<sip:192.0.2.11;lr>");
        SipSession session = answered();
        servlet.answering("UPDATE", 200);
        var played = server.ladder("alice")
                .with("alice -> server UPDATE", update -> update.with("Contact", "<sip:moved@192.0.2.11>"));
        session.createRequest("INFO").send();
        var seen = played.play("""
                server -> alice  INFO
                alice  -> server 200 INFO
                alice  -> server UPDATE
                server -> alice  200 UPDATE
                """);
        session.createRequest("BYE").send();
        seen.play("server -> alice BYE");
        var info = seen.message("server -> alice INFO");
        var bye = seen.message("server -> alice BYE");
        assertThat(info.headers("Route")).containsExactly("<sip:192.0.2.11;lr>");
        assertThat(info.uri()).isEqualTo(server.network.agent("alice").contact());
        assertThat(info.tag("To")).isEqualTo(servlet.request("INVITE").getFrom().getParameter("tag"));
        assertThat(bye.sequence()).isEqualTo(info.sequence() + 1);
        assertThat(bye.uri()).isEqualTo("sip:moved@192.0.2.11");
        assertThat(bye.headers("Route")).containsExactly("<sip:192.0.2.11;lr>");
    }

    @Test
    void SSN_18_a_NOTIFY_refreshes_the_target() throws Exception {
        servlet.answering("NOTIFY", 200);
        SipServletRequest subscribe = request("SUBSCRIBE");
        subscribe.setHeader("Event", "presence");
        subscribe.send();
        var played = server.ladder("bob")
                .with("bob -> server NOTIFY", notify -> notify.with("Contact", "<sip:moved@192.0.2.11>"))
                .play("""
                        server -> bob    SUBSCRIBE
                        bob    -> server 200 SUBSCRIBE
                        bob    -> server NOTIFY
                            + Event: presence
                            + Subscription-State: active
                        server -> bob    200 NOTIFY
                        """);
        subscribe.getSession().createRequest("SUBSCRIBE").send();
        played.play("server -> bob SUBSCRIBE sip:moved@192.0.2.11");
    }

    @Test
    void SSN_19_SSN_20_SSN_38_whose_session_it_is() throws Exception {
        SipSession session = answered();
        SipServletRequest invite = servlet.request("INVITE");
        assertThat(session.getRemoteParty()).isEqualTo(invite.getFrom());
        assertThat(session.getLocalParty().getURI()).isEqualTo(invite.getTo().getURI());
        assertThatIllegalStateException()
                .isThrownBy(() -> session.getRemoteParty().setDisplayName("somebody"));
        assertThat(session.getCallId()).isEqualTo(invite.getCallId());
        assertThat(session.getServletContext()).isSameAs(application.context());
        long created = session.getCreationTime();
        server.after(Duration.ofSeconds(3));
        assertThat(session.getCreationTime()).isEqualTo(created);
        SipServletRequest mine = request("INVITE");
        assertThat(mine.getSession().getLocalParty()).isEqualTo(mine.getFrom());
        assertThat(mine.getSession().getRemoteParty()).isEqualTo(mine.getTo());
        assertThat(mine.getSession().getId()).isNotEqualTo(session.getId());
    }

    @Test
    void SSN_21_each_session_has_its_own_last_access() throws Exception {
        SipSession session = answered();
        long before = session.getLastAccessedTime();
        server.after(Duration.ofSeconds(2));
        SipServletRequest other = application
                .factory()
                .createRequest(
                        session.getApplicationSession(), "MESSAGE", "sip:app@example.com", "sip:alice@example.com");
        other.send();
        server.ladder("alice").play("server -> alice MESSAGE");
        assertThat(session.getLastAccessedTime()).isEqualTo(before);
        assertThat(session.getApplicationSession().getLastAccessedTime()).isEqualTo(before + 2000);
    }

    @Test
    void SSN_22_SSN_23_SSN_24_UAC_9_each_fork_that_answers_has_a_session_and_an_ACK() throws Exception {
        servlet.acknowledging();
        SipServletRequest invite = request("INVITE");
        SipSession original = invite.getSession();
        original.setAttribute("name", "shared");
        invite.send();
        var played = server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                """);
        var answer = played.message("bob -> server 200");
        server.receive(
                server.network.agent("bob"),
                answer.with("To", answer.required("To").replaceAll("tag=.*", "tag=other")));
        server.ladder("bob")
                .play("server -> bob ACK")
                .where("server -> bob ACK", ack -> assertThat(ack.tag("To")).isEqualTo("other"));
        SipSession derived = servlet.answers("200 INVITE").getLast().getSession();
        assertThat(servlet.answers("200 INVITE").getFirst().getSession()).isSameAs(original);
        assertThat(derived).isNotSameAs(original);
        assertThat(derived.getId()).isNotEqualTo(original.getId());
        assertThat(derived.getCallId()).isEqualTo(original.getCallId());
        assertThat(derived.getState()).isEqualTo(State.CONFIRMED);
        assertThat(derived.getApplicationSession()).isSameAs(original.getApplicationSession());
        assertThat(derived.getAttribute("name")).isEqualTo("shared");
        derived.setAttribute("name", "own");
        assertThat(original.getAttribute("name")).isEqualTo("shared");
        assertThat(events.count("session created")).isEqualTo(2);
        derived.createRequest("BYE").send();
        server.ladder("bob")
                .play("server -> bob BYE")
                .where("server -> bob BYE", bye -> assertThat(bye.tag("To")).isEqualTo("other"));
    }

    @Test
    void SSN_22_SSN_25_early_dialogs_of_forks_that_lost_end() throws Exception {
        servlet.acknowledging();
        SipServletRequest invite = request("INVITE");
        invite.send();
        server.ladder("bob")
                .with(
                        "bob -> server 183",
                        answer -> answer.with("To", answer.required("To").replaceAll("tag=.*", "tag=other")))
                .play("""
                        server -> bob    INVITE
                        bob    -> server 183
                        bob    -> server 180
                        bob    -> server 200
                        server -> bob    ACK
                        """);
        SipSession lost = servlet.answer("183 INVITE").getSession();
        SipSession won = servlet.answer("180 INVITE").getSession();
        keep(lost);
        keep(won);
        assertThat(lost).isSameAs(invite.getSession());
        assertThat(lost.getState()).isEqualTo(State.EARLY);
        assertThat(won.getState()).isEqualTo(State.CONFIRMED);
        server.after(Duration.ofSeconds(32));
        assertThat(lost.getState()).isEqualTo(State.TERMINATED);
        assertThat(won.getState()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void SSN_25_a_failure_ends_all_forks() throws Exception {
        SipServletRequest invite = request("INVITE");
        invite.send();
        var played = server.ladder("bob")
                .with(
                        "bob -> server 183",
                        answer -> answer.with("To", answer.required("To").replaceAll("tag=.*", "tag=other")))
                .play("""
                        server -> bob    INVITE
                        bob    -> server 183
                        bob    -> server 180
                        """);
        SipSession derived = servlet.answer("180 INVITE").getSession();
        keep(derived);
        played.play("""
                bob    -> server 486
                server -> bob    ACK
                """);
        assertThat(derived.getState()).isEqualTo(State.TERMINATED);
        assertThat(invite.getSession().getState()).isEqualTo(State.INITIAL);
    }

    @Test
    void SSN_26_another_servlet_may_be_named() {
        SipSession session = answered();
        assertThatThrownBy(() -> session.setHandler("nobody")).isInstanceOf(ServletException.class);
        session.invalidate();
        assertThatIllegalStateException().isThrownBy(() -> session.setHandler("main"));
    }

    @Test
    void SSN_32_SSN_33_SSN_34_SSN_39_an_invalid_session_is_forgotten_in_silence() {
        SipSession session = answered();
        session.setAttribute("name", "value");
        events.heard.clear();
        session.invalidate();
        assertThat(session.isValid()).isFalse();
        assertThat(session.getApplicationSession().isValid()).isTrue();
        assertThat(events.heard).containsExactly("attribute removed name", "session destroyed");
        assertThatIllegalStateException().isThrownBy(session::invalidate);
        servlet.heard.clear();
        server.ladder("alice").play("""
                after 1s
                alice  -> server BYE
                server -> alice  481 BYE
                """);
        assertThat(servlet.heard).isEmpty();
    }

    @Test
    void SSN_34_a_call_accepted_too_late_is_acknowledged_and_hung_up() throws Exception {
        SipServletRequest invite = request("INVITE");
        invite.send();
        var played = server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 180
                """);
        servlet.heard.clear();
        invite.getSession().invalidate();
        played.play("""
                server -> bob    CANCEL
                bob    -> server 200 INVITE
                server -> bob    ACK
                server -> bob    BYE
                bob    -> server 200 INVITE
                server -> bob    ACK
                bob    -> server 200 CANCEL
                bob    -> server 200 BYE
                """);
        assertThat(servlet.heard).isEmpty();
    }

    @Test
    void SSN_35_attributes_are_checked_and_announced() {
        SipSession session = answered();
        events.heard.clear();
        assertThatNullPointerException().isThrownBy(() -> session.getAttribute(null));
        assertThatNullPointerException().isThrownBy(() -> session.setAttribute(null, "x"));
        assertThatNullPointerException().isThrownBy(() -> session.removeAttribute(null));
        session.setAttribute("name", 1);
        session.setAttribute("name", 2);
        session.removeAttribute("name");
        assertThat(events.heard)
                .containsExactly("attribute added name", "attribute replaced name", "attribute removed name");
        session.invalidate();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> session.getAttribute("x"),
                () -> session.setAttribute("x", "y"),
                () -> session.removeAttribute("x"),
                session::getAttributeNames,
                session::getState,
                session::getLocalParty,
                session::getRemoteParty,
                session::isReadyToInvalidate,
                session::getRegion)) {
            assertThatIllegalStateException().isThrownBy(call);
        }
    }

    @Test
    void SSN_36_the_application_router_s_words_are_those_of_sessions_it_chose() throws Exception {
        SipSession session = answered();
        assertThat(session.getRegion()).isEqualTo(SipApplicationRoutingRegion.NEUTRAL_REGION);
        assertThat(session.getSubscriberURI()).hasToString("sip:anybody@example.com");
        SipSession own = request("INVITE").getSession();
        assertThatIllegalStateException().isThrownBy(own::getRegion);
        assertThatIllegalStateException().isThrownBy(own::getSubscriberURI);
    }

    @Test
    void SSN_40_CNT_8_requests_come_in_order_or_not_at_all() {
        answered();
        servlet.heard.clear();
        server.ladder("alice")
                .with("alice -> server INFO", info -> info.with("CSeq", "1 INFO"))
                .play("""
                        alice  -> server INFO
                        server -> alice  500 INFO
                        """);
        assertThat(servlet.heard).isEmpty();
    }

    @Test
    void SSN_41_a_copy_that_came_another_way_is_a_loop() {
        servlet.answering("INVITE", 180);
        var played = server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                """);
        var invite = played.message("alice -> server INVITE");
        server.receive(
                server.network.agent("alice"),
                invite.with("Via", invite.required("Via").replace("z9hG4bK", "z9hG4bKother")));
        server.ladder("alice").play("server -> alice 482");
        assertThat(servlet.heard).containsExactly("INVITE INITIAL");
    }

    @Test
    void CNT_3_what_usually_is_in_a_dialog_may_begin_one() {
        for (String method : List.of("INFO", "UPDATE", "NOTIFY", "REFER")) {
            servlet.answering(method, 404);
            server.ladder("alice").play("""
                    alice  -> server %s
                    server -> alice  404
                    """.formatted(method));
            assertThat(servlet.request(method).isInitial()).isTrue();
        }
        server.assertEmpty();
    }
}
