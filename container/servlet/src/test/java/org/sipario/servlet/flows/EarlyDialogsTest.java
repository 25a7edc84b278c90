package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSession.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.TextMessage;

/**
 * An INVITE of an application that forks on its way: each phone that rings reliably has an early dialog of its own,
 * which lives until the INVITE has its final response. RFC 3261 §12.1, §13.2.2.4; RFC 3262 §4.
 */
class EarlyDialogsTest {

    private final Server server = new Server();
    private final ScriptedServlet caller = new ScriptedServlet()
            .acknowledging()
            .answering("BYE", 200)
            .onAnswer("183 INVITE", ringing -> ringing.createPrack().send());
    private final Server.Application application = server.deploy("app", caller);
    private final Ladder ladder = server.ladder("bob", "carol")
            .with(
                    "bob -> server 183",
                    answer -> answer.plus("Require", "100rel").plus("RSeq", "5"));

    private TextMessage rings;
    private SipSession bobs;
    private SipSession carols;

    @BeforeEach
    void bob_and_carol_ring() throws Exception {
        var factory = application.factory();
        SipServletRequest invite = factory.createRequest(
                factory.createApplicationSession(), "INVITE", "sip:app@example.com", "sip:bob@example.com");
        invite.setHeader("Supported", "100rel");
        invite.getApplicationSession().setInvalidateWhenReady(false);
        invite.getSession().setInvalidateWhenReady(false);
        invite.send();
        rings = ladder.play("""
                server -> bob    INVITE
                bob    -> server 183
                server -> bob    PRACK
                bob    -> server 200 PRACK
                """).message("bob -> server 183");
        bobs = caller.answer("183 INVITE").getSession();
        bobs.setAttribute("phone", "bob's");
        server.receive(server.network.agent("carol"), ofCarol(rings));
        ladder.play("server -> carol PRACK");
        carols = caller.answer("183 INVITE").getSession();
        carols.setInvalidateWhenReady(false);
        carols.setAttribute("phone", "carol's");
    }

    /** What bob said, as carol says it in her own dialog. */
    private TextMessage ofCarol(TextMessage said) {
        return said.with("To", said.required("To").replaceAll("tag=.*", "tag=of-carol"))
                .with("Contact", "<" + server.network.agent("carol").contact() + ">");
    }

    private void bothRing() {
        assertThat(bobs).isNotSameAs(carols);
        assertThat(bobs.getState()).isEqualTo(State.EARLY);
        assertThat(carols.getState()).isEqualTo(State.EARLY);
    }

    private void answers(TextMessage success, String phone, SipSession session) {
        server.receive(server.network.agent(phone), success);
        ladder.play("server -> " + phone + " ACK");
        assertThat(caller.answer("200 INVITE").getSession()).isSameAs(session);
        assertThat(session.getState()).isEqualTo(State.CONFIRMED);
        assertThat(session.getAttribute("phone")).isEqualTo(phone + "'s");
    }

    private TextMessage accepted() {
        return rings.without("RSeq").without("Require").withStartLine("SIP/2.0 200 OK");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 481, 408, 500})
    void the_answer_to_a_PRACK_ends_no_early_dialog(int status) throws Exception {
        ladder.play("carol -> server " + status + " PRACK");
        bothRing();
        answers(accepted(), "bob", bobs);
        bobs.createRequest("BYE").send();
        ladder.play("""
                server -> bob    BYE
                bob    -> server 200 BYE
                """);
    }

    @Test
    void the_2xx_is_for_the_session_of_its_early_dialog_also_where_that_was_derived() throws Exception {
        ladder.play("carol -> server 200 PRACK");
        answers(ofCarol(accepted()), "carol", carols);
        carols.createRequest("BYE").send();
        ladder.play("""
                server -> carol  BYE
                carol  -> server 200 BYE
                """);
        assertThat(carols.getState()).isEqualTo(State.TERMINATED);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 481, 408, 491})
    void the_answer_to_an_UPDATE_ends_no_early_dialog(int status) throws Exception {
        ladder.play("carol -> server 200 PRACK");
        bobs.createRequest("UPDATE").send();
        ladder.play("""
                server -> bob    UPDATE
                bob    -> server %d UPDATE
                """.formatted(status));
        bothRing();
        answers(accepted(), "bob", bobs);
    }

    @Test
    void both_may_answer_and_each_call_goes_on_when_the_other_s_re_INVITE_fails() throws Exception {
        ladder.play("carol -> server 200 PRACK");
        answers(accepted(), "bob", bobs);
        bobs.createRequest("INVITE").send();
        ladder.play("""
                server -> bob    INVITE
                bob    -> server 488
                server -> bob    ACK
                """);
        assertThat(carols.getState()).isEqualTo(State.EARLY);
        answers(ofCarol(accepted()), "carol", carols);
    }

    @Test
    void a_failure_of_the_INVITE_ends_them_all() {
        ladder.play("carol -> server 200 PRACK");
        ladder.play("""
                bob    -> server 486 INVITE
                server -> bob    ACK
                """);
        assertThat(bobs.getState()).isEqualTo(State.INITIAL);
        assertThat(carols.getState()).isEqualTo(State.TERMINATED);
    }

    @Test
    void an_answer_within_a_dialog_opens_no_other_one_whatever_its_tag() throws Exception {
        ladder.play("carol -> server 200 PRACK");
        answers(accepted(), "bob", bobs);
        bobs.createRequest("INFO").send();
        bobs.createRequest("INVITE").send();
        int sessions = bobs.getApplicationSession().getSessionSet("SIP").size();
        ladder.with("bob -> server 200 INFO", answer -> answer.with("To", "<sip:bob@example.com>;tag=strange"))
                .with("bob -> server 200 INVITE", answer -> answer.with("To", "<sip:bob@example.com>;tag=strange"))
                .play("""
                        server -> bob    INFO
                        server -> bob    INVITE
                        bob    -> server 200 INFO
                        bob    -> server 200 INVITE
                        server -> bob    ACK
                        """)
                .where("server -> bob ACK", 2, ack -> assertThat(ack.tag("To")).isEqualTo(rings.tag("To")));
        assertThat(caller.answer("200 INFO").getSession()).isSameAs(bobs);
        assertThat(caller.answer("200 INVITE").getSession()).isSameAs(bobs);
        assertThat(bobs.getApplicationSession().getSessionSet("SIP")).hasSize(sessions);
    }
}
