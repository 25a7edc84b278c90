package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.ServletParseException;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An application as user agent server. */
class AnswersTest {

    /** Rings, answers, hangs up; writes down what it was called with. */
    static class Callee extends SipServlet implements SipErrorListener {
        private static final long serialVersionUID = 1L;
        final List<String> heard = new ArrayList<>();
        boolean answers = true;

        @Override
        protected void doInvite(SipServletRequest request) throws IOException {
            heard.add((request.isInitial() ? "INVITE " : "re-INVITE ")
                    + request.getSession().getState());
            if (request.isInitial()) {
                request.createResponse(180).send();
            }
            if (answers) {
                request.createResponse(200).send();
            }
        }

        @Override
        protected void doAck(SipServletRequest request) {
            heard.add("ACK " + request.getSession().getState());
        }

        @Override
        protected void doBye(SipServletRequest request) throws IOException {
            heard.add("BYE " + request.getSession().getState());
            request.createResponse(200).send();
            heard.add(request.getSession().getState().toString());
        }

        @Override
        protected void doCancel(SipServletRequest request) {
            heard.add("CANCEL " + request.getSession().getState());
        }

        @Override
        public void noAckReceived(SipErrorEvent event) {
            heard.add("no ACK");
        }

        @Override
        public void noPrackReceived(SipErrorEvent event) {}
    }

    private final Server server = new Server();
    private final Callee callee = new Callee();

    @Test
    void a_call_is_answered_acknowledged_and_ended_and_nothing_is_left() {
        server.deploy("callee", callee, callee);
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                server -> alice  200
                alice  -> server ACK
                alice  -> server BYE
                server -> alice  200 BYE
                """);
        assertThat(callee.heard)
                .containsExactly(
                        "INVITE INITIAL", "ACK CONFIRMED", "BYE CONFIRMED", SipSession.State.TERMINATED.toString());
        server.assertEmpty();
    }

    @Test
    void UAS_3_the_2xx_is_repeated_until_the_ACK_comes() {
        server.deploy("callee", callee, callee);
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                server -> alice  200
                after 500ms
                server -> alice  200
                after 1s
                server -> alice  200
                alice  -> server ACK
                after 10s
                """);
    }

    @Test
    void LSN_10_who_answered_hears_that_no_ACK_came() {
        server.deploy("callee", callee, callee);
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                server -> alice  200
                """);
        for (int i = 0; i < 12; i++) {
            server.network.timers().advance(java.time.Duration.ofSeconds(4), server.network::settle);
        }
        assertThat(callee.heard).containsOnlyOnce("no ACK");
    }

    @Test
    void UAS_5_CANCEL_ends_an_unanswered_INVITE_with_487_and_tells_the_application() {
        callee.answers = false;
        server.deploy("callee", callee, callee);
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                alice  -> server CANCEL
                server -> alice  200 CANCEL
                server -> alice  487 INVITE
                alice  -> server ACK
                """);
        assertThat(callee.heard).containsExactly("INVITE INITIAL", "CANCEL TERMINATED");
        server.assertEmpty();
    }

    @Test
    void UAS_1_a_slow_application_is_covered_by_100_and_hears_one_INVITE_only() {
        callee.answers = false;
        server.deploy("callee", new SipServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doInvite(SipServletRequest request) {
                callee.heard.add("INVITE");
            }
        });
        server.ladder("alice").play("""
                alice  -> server INVITE
                after 200ms
                server -> alice  100
                alice  -> server INVITE
                server -> alice  100
                """);
        assertThat(callee.heard).containsExactly("INVITE");
    }

    @Test
    void UAS_16_a_re_INVITE_is_not_initial() {
        server.deploy("callee", callee, callee);
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  180
                server -> alice  200
                alice  -> server ACK
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server BYE
                server -> alice  200 BYE
                """);
        assertThat(callee.heard).contains("re-INVITE CONFIRMED");
        server.assertEmpty();
    }

    @Test
    void UAS_19_a_request_with_a_tag_of_no_dialog_gets_481() {
        server.deploy("callee", callee, callee);
        server.ladder("alice").play("""
                alice  -> server INFO
                    + To: <sip:server@example.com>;tag=of-no-dialog
                server -> alice  481 INFO
                """);
    }

    @Test
    void SRV_16_a_servlet_that_throws_is_answered_for_with_500(Thrown thrown) {
        server.deploy("broken", new SipServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doMessage(SipServletRequest request) {
                throw new IllegalStateException("as the test wants it");
            }
        });
        server.ladder("alice").play("""
                alice  -> server MESSAGE
                server -> alice  500
                """);
        assertThat(thrown.take()).singleElement().asString().endsWith("as the test wants it");
        server.assertEmpty();
    }

    @Test
    void a_registrar_returns_the_path_in_its_order() {
        server.deploy("registrar", new SipServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void doRegister(SipServletRequest request) throws IOException, ServletParseException {
                SipServletResponse ok = request.createResponse(200);
                for (Address hop : request.getAddressHeaderList("Path").reversed()) {
                    ok.pushPath(hop);
                }
                ok.send();
            }
        });
        server.ladder("alice")
                .play("""
                alice  -> server REGISTER
                    + Path: <sip:edge1.example.com;lr>, <sip:edge2.example.com;lr>
                server -> alice  200
                """)
                .where(
                        "server -> alice 200",
                        ok -> assertThat(ok.headers("Path"))
                                .containsExactly("<sip:edge1.example.com;lr>", "<sip:edge2.example.com;lr>"));
    }

    @Test
    void RTR_8_without_an_application_the_answer_is_404() {
        server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  404
                alice  -> server ACK
                """);
    }
}
