package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.Played;
import org.sipario.testkit.TextMessage;

/** Which requests begin something, and what happens to those that belong to nothing. */
class InitialRequestTest {

    private final Server server = new Server();
    private final ScriptedServlet servlet = new ScriptedServlet()
            .answering("INVITE", 180)
            .answering("OPTIONS", 200)
            .answering("MESSAGE", 200)
            .answering("FOO", 200);

    private Played play(String rungs) {
        return server.ladder("alice", "bob").play(rungs);
    }

    private void deploy() {
        server.deploy("app", servlet);
    }

    @Test
    void CNT_2_what_is_malformed_is_refused_before_anything_else_is_asked() {
        deploy();
        server.ladder("alice", "bob")
                .with("alice -> server OPTIONS", options -> options.with("Max-Forwards", "many"))
                .play("""
                        alice  -> server OPTIONS
                        server -> alice  400
                        """);
        assertThat(servlet.heard).isEmpty();
        assertThat(server.router.asked).isEmpty();
    }

    @Test
    void CNT_2_a_request_of_a_known_transaction_is_a_repetition() {
        deploy();
        play("""
                alice  -> server INVITE
                server -> alice  180
                alice  -> server INVITE
                server -> alice  180
                """);
        assertThat(servlet.heard).containsExactly("INVITE INITIAL");
        assertThat(server.router.asked).hasSize(1);
    }

    @Test
    void CNT_2_what_can_not_begin_anything_gets_481_and_is_not_routed() {
        deploy();
        server.ladder("alice");
        server.receive(server.network.agent("alice"), stray("BYE"));
        play("server -> alice 481 BYE");
        server.receive(server.network.agent("alice"), stray("PRACK").plus("RAck", "1 1 INVITE"));
        play("server -> alice 481 PRACK");
        server.receive(server.network.agent("alice"), stray("CANCEL"));
        play("server -> alice 481 CANCEL");
        server.receive(server.network.agent("alice"), stray("ACK"));
        play("after 1s");
        assertThat(server.router.asked).isEmpty();
        assertThat(servlet.heard).isEmpty();
        server.assertEmpty();
    }

    @Test
    void CNT_2_a_To_tag_of_no_dialog_gets_481() {
        deploy();
        server.receive(server.network.agent("alice"), stray("INVITE").with("To", "<sip:app@example.com>;tag=unknown"));
        play("server -> alice 481 INVITE");
        assertThat(servlet.heard).isEmpty();
        assertThat(server.router.asked).isEmpty();
    }

    @Test
    void CNT_5_a_response_nobody_waits_for_is_dropped() {
        deploy();
        TextMessage answer = TextMessage.startingWith("SIP/2.0 200 OK")
                .plus("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-nobodys")
                .plus("From", "<sip:app@example.com>;tag=1")
                .plus("To", "<sip:alice@example.com>;tag=2")
                .plus("Call-ID", "nobodys")
                .plus("CSeq", "1 INVITE")
                .plus("Contact", "<sip:alice@192.0.2.11>");
        server.receive(server.network.agent("alice"), answer);
        server.receive(
                server.network.agent("alice"),
                answer.with("Via", "SIP/2.0/UDP 192.0.2.77:5060;branch=z9hG4bK-elsewhere"));
        server.receive(
                server.network.agent("alice"),
                answer.with(
                        "Via",
                        "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK-nobodys, SIP/2.0/UDP 192.0.2.12;branch=z9hG4bK-b"));
        play("after 1s");
        assertThat(servlet.heard).isEmpty();
        assertThat(server.container.layer().counts().strayResponses()).isEqualTo(2);
        assertThat(server.container.layer().counts().foreignResponses()).isEqualTo(1);
    }

    @Test
    void CNT_4_a_scheme_nobody_knows_gets_416() {
        deploy();
        play("""
                alice  -> server OPTIONS mailto:bob@example.com
                server -> alice  416
                """);
        assertThat(servlet.heard).isEmpty();
    }

    @Test
    void CNT_4_a_Route_that_leads_nowhere_gets_400_that_repeats_nothing_of_it() {
        deploy();
        var refused = play("""
                alice  -> server OPTIONS
                    + Route: <mailto:postmaster@example.com>
                server -> alice  400
                """).message("server -> alice 400");
        assertThat(refused.reason()).isEqualTo("Bad Route");
        assertThat(servlet.heard).isEmpty();
    }

    @Test
    void CNT_4_an_INVITE_without_Contact_gets_400_when_it_is_answered() {
        deploy();
        server.receive(server.network.agent("alice"), stray("INVITE").without("Contact"));
        assertThat(play("server -> alice 400 INVITE")
                        .message("server -> alice 400 INVITE")
                        .reason())
                .isEqualTo("Bad Contact Or Record-Route");
        server.after(Duration.ofMinutes(5));
        assertThat(server.container.layer().counts().active()).isZero();
        server.assertEmpty();
    }

    @Test
    void a_method_nobody_knows_is_the_applications_to_answer() {
        deploy();
        play("""
                alice  -> server FOO
                server -> alice  200
                """);
        assertThat(servlet.heard).containsExactly("FOO INITIAL");
    }

    @Test
    void a_proxy_refuses_what_it_is_required_to_know_and_does_not() {
        ProxyingServlet proxying = new ProxyingServlet();
        server.deploy("proxy", proxying);
        play("""
                alice -> proxy  OPTIONS
                    + Proxy-Require: foresight
                proxy -> alice  420
                    + Unsupported: foresight
                """);
    }

    @Test
    void PRX_52_a_proxy_answers_483_to_what_may_go_no_further_whatever_its_method() {
        server.deploy("proxy", new ProxyingServlet());
        play("""
                alice -> proxy  MESSAGE
                    + Max-Forwards: 0
                proxy -> alice  483
                alice -> proxy  SUBSCRIBE
                    + Max-Forwards: 0
                proxy -> alice  483
                """);
        server.after(Duration.ofMinutes(5));
        server.assertEmpty();
    }

    private static TextMessage stray(String method) {
        return TextMessage.startingWith(method + " sip:app@192.0.2.1 SIP/2.0")
                .plus("Via", "SIP/2.0/UDP 192.0.2.11:5060;branch=z9hG4bK-stray-" + method)
                .plus("Max-Forwards", "70")
                .plus("From", "<sip:alice@example.com>;tag=1")
                .plus("To", "<sip:app@example.com>")
                .plus("Call-ID", "stray-" + method)
                .plus("CSeq", "1 " + method)
                .plus("Contact", "<sip:alice@192.0.2.11>");
    }
}
