package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An application as user agent client: JSR 289, Initial Requests and Responses as UAC; RFC 3261 §8.1, §13.2. */
class CallingTest {

    private final Server server = new Server();
    private final ScriptedServlet caller = new ScriptedServlet();
    private final Server.Application application = server.deploy("caller", caller);

    private SipServletRequest request(String method) {
        server.network.agent("bob");
        SipApplicationSession session = application.factory().createApplicationSession();
        try {
            return application.factory().createRequest(session, method, "sip:app@example.com", "sip:bob@example.com");
        } catch (ServletParseException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private void invite() throws Exception {
        request("INVITE").send();
    }

    @Test
    void UAC_1_a_request_of_the_factory_has_a_session_and_identifiers_of_its_own() throws Exception {
        SipServletRequest one = request("MESSAGE");
        SipServletRequest two = application
                .factory()
                .createRequest(one.getApplicationSession(), "MESSAGE", "sip:app@example.com", "sip:bob@example.com");
        assertThat(one.getSession()).isNotSameAs(two.getSession());
        assertThat(one.getCallId()).isNotEqualTo(two.getCallId());
        one.send();
        server.ladder("bob").play("server -> bob MESSAGE").where("server -> bob MESSAGE", message -> {
            assertThat(message.uri()).isEqualTo("sip:bob@example.com");
            assertThat(message.required("To")).contains("sip:bob@example.com").doesNotContain("tag=");
            assertThat(message.required("From")).contains("sip:app@example.com").contains("tag=");
            assertThat(message.required("CSeq")).endsWith("MESSAGE");
            assertThat(message.callId()).isEqualTo(one.getCallId());
        });
    }

    @Test
    void UAC_2_From_and_To_are_copied_without_what_may_not_stand_there() throws Exception {
        server.network.agent("bob");
        SipFactory factory = application.factory();
        Address from =
                factory.createAddress("\"App\" <sip:app@example.com;transport=tcp;lr;method=INVITE?Subject=x>;tag=1");
        Address to = factory.createAddress("<sip:bob@example.com;user=phone;maddr=192.0.2.9;ttl=3>;tag=2");
        SipServletRequest request = factory.createRequest(factory.createApplicationSession(), "MESSAGE", from, to);
        assertThat(request.getFrom().toString())
                .startsWith("\"App\" <sip:app@example.com>;tag=")
                .isNotEqualTo("\"App\" <sip:app@example.com>;tag=1");
        assertThat(request.getTo().toString()).isEqualTo("<sip:bob@example.com;user=phone>");
        assertThat(from.toString()).contains("tag=1");
    }

    @Test
    void UAC_3_what_can_not_be_a_request_is_refused_when_it_is_made() {
        SipFactory factory = application.factory();
        SipApplicationSession session = factory.createApplicationSession();
        for (String method : new String[] {"ACK", "CANCEL", "NO METHOD", ""}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> factory.createRequest(session, method, "sip:a@example.com", "sip:b@example.com"));
        }
        assertThatThrownBy(() -> factory.createRequest(session, "INVITE", "no address <", "sip:b@example.com"))
                .isInstanceOf(ServletParseException.class);
        assertThatNullPointerException()
                .isThrownBy(() -> factory.createRequest(session, "INVITE", (Address) null, (Address) null));
        session.invalidate();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> factory.createRequest(session, "INVITE", "sip:a@example.com", "sip:b@example.com"));
    }

    @Test
    void UAC_4_only_a_REGISTER_has_no_Contact_of_the_container() throws Exception {
        request("REGISTER").send();
        invite();
        server.ladder("bob")
                .play("""
                server -> bob REGISTER
                server -> bob INVITE
                """)
                .where(
                        "server -> bob REGISTER",
                        register -> assertThat(register.header("Contact")).isNull())
                .where(
                        "server -> bob INVITE",
                        invite -> assertThat(invite.header("Contact")).contains("192.0.2.1"));
    }

    @Test
    void UAC_5_the_application_router_is_asked_as_for_something_new() throws Exception {
        invite();
        server.ladder("bob").play("server -> bob INVITE");
        assertThat(server.router.asked).containsExactly(SipApplicationRoutingDirective.NEW);
    }

    @Test
    void UAC_6_UAC_7_responses_reach_the_session_and_the_ACK_waits_for_the_application() throws Exception {
        SipServletRequest invite = request("INVITE");
        invite.send();
        server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 100
                bob    -> server 180
                bob    -> server 200
                """);
        assertThat(caller.heard).containsExactly("180 INVITE EARLY", "200 INVITE CONFIRMED");
        assertThat(caller.answer("180 INVITE").getRequest()).isSameAs(invite);
        assertThat(caller.answer("200 INVITE").getSession()).isSameAs(invite.getSession());
        caller.answer("200 INVITE").createAck().send();
        server.ladder("bob").play("server -> bob ACK");
    }

    @Test
    void UAC_7_a_failure_is_acknowledged_without_the_application() throws Exception {
        invite();
        server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 486
                server -> bob    ACK
                """);
        assertThat(caller.heard).containsExactly("486 INVITE INITIAL");
        server.assertEmpty();
    }

    @Test
    void UAC_8_the_ACK_with_its_body_is_repeated_for_each_2xx_that_is() throws Exception {
        caller.onAnswer("200 INVITE", response -> {
            SipServletRequest ack = response.createAck();
            ack.setContent("v=0", "application/sdp");
            ack.send();
        });
        invite();
        server.ladder("bob")
                .play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK      # lost
                bob    -> server 200
                server -> bob    ACK
                """)
                .where("server -> bob ACK", 2, ack -> assertThat(ack.body()).isEqualTo("v=0"));
        assertThat(caller.heard).containsExactly("200 INVITE CONFIRMED");
    }

    @Test
    void UAC_10_silence_is_a_408_of_the_container() throws Exception {
        request("MESSAGE").send();
        server.network.settle();
        server.after(Duration.ofSeconds(33));
        assertThat(caller.heard).containsExactly("408 MESSAGE INITIAL");
        server.after(Duration.ofMinutes(3));
        server.assertEmpty();
    }

    @Test
    void UAC_10_silence_is_a_408_of_the_container_for_an_INVITE_too() throws Exception {
        invite();
        server.network.settle();
        server.after(Duration.ofSeconds(33));
        assertThat(caller.heard).containsExactly("408 INVITE INITIAL");
        server.assertEmpty();
    }

    @Test
    void UAC_11_who_can_not_be_reached_is_a_503_of_the_container() throws Exception {
        SipServletRequest invite = request("INVITE");
        server.network.unplug(server.network.agent("bob"));
        invite.send();
        server.network.settle();
        assertThat(caller.heard).containsExactly("503 INVITE INITIAL");
        server.assertEmpty();
    }

    @Test
    void UAC_12_a_CANCEL_waits_for_a_provisional_response_and_is_like_its_INVITE() throws Exception {
        SipServletRequest invite = request("INVITE");
        invite.pushRoute((jakarta.servlet.sip.SipURI) application.factory().createURI("sip:bob@example.com;lr"));
        invite.send();
        var played = server.ladder("bob").play("server -> bob INVITE");
        invite.createCancel().send();
        played.play("""
                bob    -> server 180
                server -> bob    CANCEL
                bob    -> server 200 CANCEL
                bob    -> server 487 INVITE
                server -> bob    ACK
                """);
        var sent = played.message("server -> bob INVITE");
        var cancel = played.message("server -> bob CANCEL");
        assertThat(cancel.uri()).isEqualTo(sent.uri());
        assertThat(cancel.branch()).isEqualTo(sent.branch());
        assertThat(cancel.headers("Via")).hasSize(1);
        assertThat(cancel.sequence()).isEqualTo(sent.sequence());
        for (String header : new String[] {"Call-ID", "From", "To", "Route"}) {
            assertThat(cancel.required(header)).isEqualTo(sent.required(header));
        }
    }

    @Test
    void UAC_13_of_a_CANCEL_only_the_487_is_heard() throws Exception {
        caller.onAnswer(
                "180 INVITE", response -> response.getRequest().createCancel().send());
        invite();
        server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 180
                server -> bob    CANCEL
                bob    -> server 200 CANCEL
                bob    -> server 487 INVITE
                server -> bob    ACK
                """);
        assertThat(caller.heard).containsExactly("180 INVITE EARLY", "487 INVITE INITIAL");
        server.assertEmpty();
    }

    @Test
    void UAC_14_a_2xx_that_crosses_the_CANCEL_is_a_call() throws Exception {
        caller.onAnswer(
                        "180 INVITE",
                        response -> response.getRequest().createCancel().send())
                .onAnswer("200 INVITE", response -> {
                    response.createAck().send();
                    response.getSession().createRequest("BYE").send();
                });
        invite();
        server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 180
                server -> bob    CANCEL
                bob    -> server 200 INVITE
                server -> bob    ACK
                server -> bob    BYE
                bob    -> server 200 CANCEL
                bob    -> server 200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void UAC_15_SSN_6_after_a_challenge_the_request_is_made_anew_in_the_same_session() throws Exception {
        caller.onAnswer("401 REGISTER", response -> {
            SipServletRequest again = response.getSession().createRequest("REGISTER");
            again.addAuthHeader(response, "app", "secret");
            again.send();
        });
        SipServletRequest register = request("REGISTER");
        register.setRequestURI(application.factory().createURI("sip:bob@192.0.2.11"));
        register.send();
        var ladder = server.ladder("bob")
                .with(
                        "bob -> server 401",
                        answer -> answer.plus(
                                "WWW-Authenticate",
                                "Digest realm=\"example.com\", nonce=\"n1\", qop=\"auth\", algorithm=MD5"));
        var played = ladder.play("""
                server -> bob    REGISTER
                bob    -> server 401
                server -> bob    REGISTER
                """);
        var first = played.message("server -> bob REGISTER");
        var second = played.message("server -> bob REGISTER", 2);
        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(second.required("From")).isEqualTo(first.required("From"));
        assertThat(second.required("To")).isEqualTo(first.required("To"));
        assertThat(second.uri()).isEqualTo(first.uri());
        assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
        assertThat(second.required("Authorization"))
                .contains("username=\"app\"", "realm=\"example.com\"", "nonce=\"n1\"", "uri=\"sip:bob@192.0.2.11\"")
                .contains("qop=auth", "nc=00000001", "cnonce=");
    }

    @Test
    void UAC_16_UAC_17_each_realm_is_answered_by_its_own_account_and_each_nonce_anew() throws Exception {
        var accounts = application.factory().createAuthInfo();
        accounts.addAuthInfo(407, "one", "first", "a");
        accounts.addAuthInfo(407, "two", "second", "b");
        accounts.addAuthInfo(401, "one", "wrong status", "c");
        caller.onAnswer("407 MESSAGE", response -> {
            assertThat(response.getChallengeRealmSet()).contains("one");
            SipServletRequest again = response.getSession().createRequest("MESSAGE");
            again.addAuthHeader(response, accounts);
            again.send();
        });
        request("MESSAGE").send();
        String[] nonce = {"n1"};
        var played = server.ladder("bob")
                .with(
                        "bob -> server 407",
                        answer -> answer.plus(
                                        "Proxy-Authenticate",
                                        "Digest realm=\"one\", nonce=\"" + nonce[0]
                                                + "\", qop=\"auth\", algorithm=SHA-256")
                                .plus("Proxy-Authenticate", "Digest realm=\"two\", nonce=\"x\", stale=true"))
                .play("""
                        server -> bob    MESSAGE
                        bob    -> server 407
                        server -> bob    MESSAGE
                        """);
        assertThat(String.join("\n", played.message("server -> bob MESSAGE", 2).headers("Proxy-Authorization")))
                .contains("username=\"first\"", "username=\"second\"", "SHA-256")
                .doesNotContain("wrong status");
        nonce[0] = "n2";
        played.play("""
                bob    -> server 407
                server -> bob    MESSAGE
                """);
        assertThat(String.join("\n", played.message("server -> bob MESSAGE", 3).headers("Proxy-Authorization")))
                .contains("nonce=\"n2\"");
    }

    @Test
    void UAC_18_UAC_19_a_reliable_provisional_response_is_heard_once_and_acknowledged_by_the_application()
            throws Exception {
        invite();
        var played = server.ladder("bob")
                .with(
                        "bob -> server 183",
                        answer -> answer.plus("Require", "100rel").plus("RSeq", "5"))
                .with(
                        "bob -> server 180",
                        answer -> answer.plus("Require", "100rel").plus("RSeq", "7"))
                .play("""
                        server -> bob    INVITE
                        bob    -> server 183
                        bob    -> server 183
                        bob    -> server 180    # one before it is missing
                        """);
        assertThat(caller.heard).containsExactly("183 INVITE EARLY");
        caller.answer("183 INVITE").createPrack().send();
        assertThatIllegalStateException()
                .isThrownBy(() -> caller.answer("183 INVITE").createPrack());
        played.play("""
                server -> bob    PRACK
                bob    -> server 200 PRACK
                """)
                .where(
                        "server -> bob PRACK",
                        prack -> assertThat(prack.required("RAck")).startsWith("5 "));
        assertThat(caller.heard).containsExactly("183 INVITE EARLY", "200 PRACK EARLY");
    }

    @Test
    void UAC_20_what_is_sent_can_not_be_changed_or_sent_again() throws Exception {
        SipServletRequest message = request("MESSAGE");
        message.setHeader("Subject", "before");
        message.send();
        assertThatIllegalStateException().isThrownBy(() -> message.setHeader("Subject", "after"));
        assertThatIllegalStateException().isThrownBy(message::send);
    }

    @Test
    void UAC_22_what_is_too_large_for_a_datagram_leaves_by_TCP() throws Exception {
        server.network.agent("bob", org.sipario.message.wire.Transport.TCP);
        SipServletRequest invite = request("INVITE");
        invite.setContent("x".repeat(2000), "text/plain");
        invite.send();
        server.ladder("bob")
                .play("server -> bob INVITE")
                .where(
                        "server -> bob INVITE",
                        large -> assertThat(large.via().getFirst()).contains("/TCP "));
    }

    @Test
    void UAC_23_a_tel_URI_without_a_Route_is_refused_by_the_container() throws Exception {
        SipFactory factory = application.factory();
        factory.createRequest(
                        factory.createApplicationSession(),
                        "INVITE",
                        factory.createURI("sip:app@example.com"),
                        factory.createURI("tel:+390612345"))
                .send();
        server.network.settle();
        assertThat(caller.heard).containsExactly("404 INVITE INITIAL");
        server.assertEmpty();
    }

    @Test
    void UAC_23_a_tel_URI_with_a_Route_goes_there() throws Exception {
        server.network.agent("bob");
        SipFactory factory = application.factory();
        SipServletRequest invite = factory.createRequest(
                factory.createApplicationSession(),
                "INVITE",
                factory.createURI("sip:app@example.com"),
                factory.createURI("tel:+390612345"));
        invite.pushRoute(factory.createAddress("<sip:bob@example.com;lr>"));
        invite.send();
        server.ladder("bob").play("server -> bob INVITE tel:+390612345");
    }

    @Test
    void SSN_27_responses_and_requests_of_a_session_that_the_application_made_go_to_its_main_servlet()
            throws Exception {
        caller.acknowledging().answering("BYE", 200);
        invite();
        server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 200
                server -> bob    ACK
                bob    -> server BYE
                server -> bob    200 BYE
                """);
        assertThat(caller.heard).containsExactly("200 INVITE CONFIRMED", "BYE CONFIRMED");
        assertThat(caller.request("BYE").getSession().isValid()).isFalse();
        server.assertEmpty();
    }

    @Test
    void SSN_4_SSN_9_the_states_of_a_call_that_was_made() throws Exception {
        caller.acknowledging();
        SipServletRequest invite = request("INVITE");
        SipSession session = invite.getSession();
        session.setInvalidateWhenReady(false);
        session.getApplicationSession().setInvalidateWhenReady(false);
        assertThat(session.getState()).isEqualTo(SipSession.State.INITIAL);
        invite.send();
        var played = server.ladder("bob").play("""
                server -> bob    INVITE
                bob    -> server 180
                """);
        assertThat(session.getState()).isEqualTo(SipSession.State.EARLY);
        played.play("""
                bob    -> server 200
                server -> bob    ACK
                """);
        assertThat(session.getState()).isEqualTo(SipSession.State.CONFIRMED);
        session.createRequest("BYE").send();
        played.play("server -> bob BYE");
        assertThat(session.isReadyToInvalidate()).as("SSN-29").isFalse();
        played.play("bob -> server 200 BYE");
        assertThat(session.getState()).isEqualTo(SipSession.State.TERMINATED);
        assertThat(session.isReadyToInvalidate()).isTrue();
    }

    @Test
    void UAC_15_a_BYE_that_is_challenged_may_be_sent_again() throws Exception {
        caller.acknowledging().onAnswer("407 BYE", response -> {
            SipServletRequest again = response.getSession().createRequest("BYE");
            again.addAuthHeader(response, "app", "secret");
            again.send();
        });
        SipServletRequest invite = request("INVITE");
        invite.send();
        var played = server.ladder("bob")
                .with(
                        "bob -> server 407",
                        answer -> answer.plus("Proxy-Authenticate", "Digest realm=\"example.com\", nonce=\"n1\""))
                .play("""
                        server -> bob    INVITE
                        bob    -> server 200
                        server -> bob    ACK
                        """);
        invite.getSession().createRequest("BYE").send();
        played.play("""
                server -> bob    BYE
                bob    -> server 407 BYE
                server -> bob    BYE
                bob    -> server 200 BYE
                """);
        server.assertEmpty();
    }
}
