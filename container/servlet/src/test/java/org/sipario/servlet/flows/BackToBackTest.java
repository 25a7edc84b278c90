package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An application as back-to-back user agent. */
class BackToBackTest {

    /** Passes everything from one leg to the other. */
    static class Middle extends SipServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doInvite(SipServletRequest request) throws ServletException, IOException {
            B2buaHelper helper = request.getB2buaHelper();
            if (request.isInitial()) {
                helper.createRequest(request, true, Map.of()).send();
            } else {
                helper.createRequest(other(request), request, Map.of()).send();
            }
        }

        private static SipSession other(SipServletRequest request) {
            return Objects.requireNonNull(request.getB2buaHelper().getLinkedSession(request.getSession()));
        }

        @Override
        protected void doProvisionalResponse(SipServletResponse response) throws IOException {
            answer(response);
        }

        @Override
        protected void doSuccessResponse(SipServletResponse response) throws IOException {
            if (response.getMethod().equals("INVITE")) {
                response.getSession().setAttribute("success", response);
                answer(response);
            }
        }

        @Override
        protected void doErrorResponse(SipServletResponse response) throws IOException {
            answer(response);
        }

        private static void answer(SipServletResponse response) throws IOException {
            SipServletRequest there = response.getRequest();
            SipServletRequest here = there.getB2buaHelper().getLinkedSipServletRequest(there);
            if (here != null && here.getSession().isValid()) {
                SipServletResponse answer = here.createResponse(response.getStatus());
                if (response.getContentLength() > 0) {
                    answer.setContent(response.getRawContent(), response.getContentType());
                }
                answer.send();
            }
        }

        @Override
        protected void doAck(SipServletRequest request) throws IOException {
            SipServletResponse success = (SipServletResponse) other(request).getAttribute("success");
            success.createAck().send();
        }

        @Override
        protected void doBye(SipServletRequest request) throws IOException {
            other(request).createRequest("BYE").send();
            request.createResponse(200).send();
        }

        @Override
        protected void doCancel(SipServletRequest request) throws IOException {
            request.getB2buaHelper().createCancel(other(request)).send();
        }
    }

    private final Server server = new Server();

    @Test
    void a_call_has_two_legs_that_know_nothing_of_each_other() {
        server.deploy("middle", new Middle());
        server.ladder("alice", "bob").play("""
                alice  -> b2bua INVITE
                b2bua  -> bob   INVITE
                bob    -> b2bua 180
                b2bua  -> alice 180
                bob    -> b2bua 200
                b2bua  -> alice 200
                alice  -> b2bua ACK
                b2bua  -> bob   ACK
                bob    -> b2bua BYE
                b2bua  -> alice BYE
                b2bua  -> bob   200 BYE
                alice  -> b2bua 200 BYE
                """).where("b2bua -> bob INVITE", invite -> {
            assertThat(invite.headers("Via")).hasSize(1);
            assertThat(invite.header("Contact")).contains("192.0.2.1").doesNotContain("alice");
            assertThat(invite.header("Max-Forwards")).isEqualTo("69");
        });
        server.assertEmpty();
    }

    @Test
    void B2B_2_the_far_leg_has_a_Call_ID_and_tags_of_its_own() {
        server.deploy("middle", new Middle());
        var played = server.ladder("alice", "bob").play("""
                alice  -> b2bua INVITE
                b2bua  -> bob   INVITE
                """);
        var near = played.message("alice -> b2bua INVITE");
        var far = played.message("b2bua -> bob INVITE");
        assertThat(far.header("Call-ID")).isNotEqualTo(near.header("Call-ID"));
        assertThat(far.header("From")).isNotEqualTo(near.header("From"));
        assertThat(far.header("To")).doesNotContain("tag=");
    }

    @Test
    void a_failure_of_the_far_leg_ends_both() {
        server.deploy("middle", new Middle());
        server.ladder("alice", "bob").play("""
                alice  -> b2bua INVITE
                b2bua  -> bob   INVITE
                bob    -> b2bua 486
                b2bua  -> bob   ACK
                b2bua  -> alice 486
                alice  -> b2bua ACK
                """);
        server.assertEmpty();
    }

    @Test
    void UAC_12_a_CANCEL_crosses() {
        server.deploy("middle", new Middle());
        server.ladder("alice", "bob").play("""
                alice  -> b2bua INVITE
                b2bua  -> bob   INVITE
                bob    -> b2bua 180
                b2bua  -> alice 180
                alice  -> b2bua CANCEL
                b2bua  -> alice 200 CANCEL
                b2bua  -> alice 487 INVITE
                b2bua  -> bob   CANCEL
                alice  -> b2bua ACK
                bob    -> b2bua 200 CANCEL
                bob    -> b2bua 487 INVITE
                b2bua  -> bob   ACK
                """);
    }

    @Test
    void B2B_8_a_re_INVITE_goes_to_the_other_leg() {
        server.deploy("middle", new Middle());
        server.ladder("alice", "bob").play("""
                alice  -> b2bua INVITE
                b2bua  -> bob   INVITE
                bob    -> b2bua 200
                b2bua  -> alice 200
                alice  -> b2bua ACK
                b2bua  -> bob   ACK
                bob    -> b2bua INVITE
                b2bua  -> alice INVITE
                alice  -> b2bua 200
                b2bua  -> bob   200
                bob    -> b2bua ACK
                b2bua  -> alice ACK
                """);
    }
}
