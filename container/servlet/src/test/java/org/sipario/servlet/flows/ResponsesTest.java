package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.sip.Rel100Exception;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.TextMessage;

/** JSR 289, SipServletResponse. */
class ResponsesTest {

    private final OneApplication one = OneApplication.waiting();

    /** What bob answers to an INVITE of the application. */
    private SipServletResponse answered(String answer) throws Exception {
        one.sent(one.made("INVITE"));
        one.server.ladder("bob").play("bob -> server " + answer);
        return one.servlet.responses.getLast();
    }

    @Test
    void RES_2_the_status_may_change_until_it_is_sent() throws Exception {
        SipServletResponse response = one.received("MESSAGE").createResponse(200);
        response.setStatus(404, "Nobody Here");
        assertThatIllegalArgumentException().isThrownBy(() -> response.setStatus(700));
        assertThatIllegalArgumentException().isThrownBy(() -> response.setStatus(99));
        response.send();
        assertThat(one.heard("404").reason()).isEqualTo("Nobody Here");
        assertThatIllegalStateException().isThrownBy(() -> response.setStatus(200));
    }

    @Test
    void RES_2_a_refusal_that_becomes_an_acceptance_makes_a_dialog() throws Exception {
        SipServletResponse response =
                one.received("INVITE", "Record-Route: <sip:edge.test;lr>").createResponse(486);
        response.setStatus(200);
        response.send();
        TextMessage message = one.heard("200 INVITE");
        assertThat(message.header("Contact")).isEqualTo("<sip:192.0.2.1:5060>");
        assertThat(message.header("Record-Route")).isEqualTo("<sip:edge.test;lr>");
    }

    @Test
    void RES_3_RES_13_there_is_no_stream_and_no_buffer() throws Exception {
        SipServletResponse response = one.received("MESSAGE").createResponse(200);
        assertThat(response.getOutputStream()).isNull();
        assertThat(response.getWriter()).isNull();
        response.setBufferSize(100);
        response.resetBuffer();
        response.reset();
        response.flushBuffer();
        assertThat(response.getBufferSize()).isZero();
        response.send();
        one.heard("200");
    }

    @Test
    void RES_4_an_answer_to_a_user_agent_belongs_to_no_proxy() throws Exception {
        SipServletResponse response = answered("180");
        assertThat(response.getProxy()).isNull();
        assertThat(response.getProxyBranch()).isNull();
        assertThat(response.isBranchResponse()).isFalse();
        assertThat(response.getRequest().getMethod()).isEqualTo("INVITE");
    }

    @Test
    void RES_5_only_provisional_answers_to_an_INVITE_that_allows_it_are_reliable() throws Exception {
        SipServletRequest plain = one.received("INVITE");
        assertReason(Rel100Exception.NO_REQ_SUPPORT, plain.createResponse(180));
        SipServletRequest invite = one.received("INVITE", "Supported: 100rel", "Call-ID: another");
        assertReason(Rel100Exception.NOT_1XX, invite.createResponse(200));
        assertReason(Rel100Exception.NOT_1XX, invite.createResponse(100));
        assertReason(Rel100Exception.NOT_INVITE, one.received("OPTIONS").createResponse(180));
    }

    private static void assertReason(int reason, SipServletResponse response) {
        assertThatExceptionOfType(Rel100Exception.class)
                .isThrownBy(response::sendReliably)
                .satisfies(refused -> assertThat(refused.getReason()).isEqualTo(reason));
    }

    @Test
    void RES_6_a_reliable_answer_goes_once() throws Exception {
        SipServletResponse response =
                one.received("INVITE", "Supported: 100rel").createResponse(183);
        response.sendReliably();
        assertThat(one.heard("183").header("Require")).isEqualTo("100rel");
        assertThatIllegalStateException().isThrownBy(response::sendReliably);
        SipServletResponse came = answered("180");
        assertThatIllegalStateException().isThrownBy(came::sendReliably);
    }

    @Test
    void RES_7_what_came_from_downstream_is_not_sent() throws Exception {
        SipServletResponse came = answered("180");
        assertThatIllegalStateException().isThrownBy(came::send);
    }

    @Test
    void RES_8_a_2xx_to_an_INVITE_is_acknowledged_once() throws Exception {
        SipServletResponse ringing = answered("180");
        assertThatIllegalStateException().isThrownBy(ringing::createAck);
        one.server.ladder("bob").play("bob -> server 200");
        SipServletResponse success = one.servlet.responses.getLast();
        success.createAck().send();
        one.server.ladder("bob").play("server -> bob ACK");
        assertThatIllegalStateException().isThrownBy(success::createAck);

        one.sent(one.made("OPTIONS"));
        one.server.ladder("bob").play("bob -> server 200 OPTIONS");
        assertThatIllegalStateException().isThrownBy(one.servlet.responses.getLast()::createAck);
        SipServletResponse made = one.received("INVITE").createResponse(200);
        assertThatIllegalStateException().isThrownBy(made::createAck);
    }

    @Test
    void RES_9_a_reliable_answer_is_acknowledged_once() throws Exception {
        one.sent(one.made("INVITE"));
        one.server.ladder("bob").play("""
                bob -> server 183
                    + Require: 100rel
                    + RSeq: 7
                """);
        SipServletResponse progress = one.servlet.responses.getLast();
        assertThat(progress.isCommitted()).isFalse();
        SipServletRequest prack = progress.createPrack();
        assertThat(progress.isCommitted()).isTrue();
        assertThat(one.sent(prack).header("RAck")).startsWith("7 ").endsWith(" INVITE");
        assertThatIllegalStateException().isThrownBy(progress::createPrack);
        one.server.ladder("bob").play("bob -> server 200 PRACK");
        SipServletResponse toPrack = one.servlet.responses.getLast();
        assertThatExceptionOfType(Rel100Exception.class).isThrownBy(toPrack::createPrack);
        SipServletResponse unreliable = answered("180");
        assertThatExceptionOfType(Rel100Exception.class)
                .isThrownBy(unreliable::createPrack)
                .satisfies(refused -> assertThat(refused.getReason()).isEqualTo(Rel100Exception.NOT_100rel));
    }

    @Test
    void RES_10_the_realms_of_all_challenges() throws Exception {
        one.sent(one.made("MESSAGE"));
        one.server.ladder("bob").play("""
                bob -> server 401
                    + WWW-Authenticate: Digest realm="one", nonce="n"
                    + Proxy-Authenticate: Digest realm="two", nonce="n"
                """);
        assertThat(one.servlet.responses.getLast().getChallengeRealms())
                .toIterable()
                .containsExactly("one", "two");
    }

    @Test
    void RES_12_a_100_is_nobodys_business() throws Exception {
        one.sent(one.made("INVITE"));
        one.server.ladder("bob").play("""
                bob -> server 100
                bob -> server 180
                """);
        assertThat(one.servlet.responses)
                .extracting(SipServletResponse::getStatus)
                .containsExactly(180);
    }

    @Test
    void RES_14_provisional_answers_come_in_any_number_before_the_final_one() throws Exception {
        SipServletRequest invite = one.received("INVITE");
        SipServletResponse late = invite.createResponse(180);
        for (int status : new int[] {180, 183, 180, 200}) {
            invite.createResponse(status).send();
            one.heard(status + " INVITE");
        }
        assertThatIllegalStateException().isThrownBy(late::send);
        assertThatIllegalStateException().isThrownBy(() -> invite.createResponse(180));
    }
}
