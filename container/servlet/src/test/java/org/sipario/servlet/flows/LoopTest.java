package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.TooManyHopsException;
import org.junit.jupiter.api.Test;

/** Max-Forwards and loops. */
class LoopTest {

    private final Server server = new Server();
    private final ProxyingServlet proxying = new ProxyingServlet().proxies(proxy -> {});

    @Test
    void PRX_52_REQ_22_at_Max_Forwards_0_the_proxy_is_refused_and_the_caller_told() {
        proxying.onInitial(request -> assertThatThrownBy(request::getProxy).isInstanceOf(TooManyHopsException.class));
        server.deploy("proxy", proxying);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                    + Max-Forwards: 0
                proxy -> alice  483
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void at_Max_Forwards_0_a_user_agent_answers_all_the_same() {
        server.deploy(
                "callee",
                new ProxyingServlet()
                        .onInitial(request -> request.createResponse(200).send()));
        server.ladder("alice", "bob").play("""
                alice -> server  OPTIONS
                    + Max-Forwards: 0
                server -> alice  200
                """);
    }

    @Test
    void PRX_52_each_application_of_a_chain_takes_one_hop() {
        ProxyingServlet second = new ProxyingServlet().proxies(proxy -> {});
        server.deploy("first", proxying);
        server.deploy("second", second);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                    + Max-Forwards: 1
                proxy -> alice  483
                alice -> proxy  ACK
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial", "branch 483 INVITE", "483 INVITE");
    }

    @Test
    void PRX_57_a_request_that_comes_back_as_it_was_is_a_loop() {
        server.deploy("proxy", proxying);
        proxying.proxies(proxy -> {}, "sip:bob@bob.test");
        var ladder = server.ladder("alice", "bob");
        var played = ladder.play("""
                alice -> proxy  MESSAGE sip:somebody@example.com
                proxy -> bob    MESSAGE
                """);
        var sent = played.message("proxy -> bob MESSAGE");
        ladder.with(
                "bob -> proxy MESSAGE",
                message -> sent.withStartLine("MESSAGE sip:somebody@example.com SIP/2.0")
                        .with("Via", message.via().getFirst() + ", " + String.join(", ", sent.via())));
        ladder.play("""
                bob   -> proxy  MESSAGE sip:somebody@example.com
                proxy -> bob    482
                """);
    }

    @Test
    void PRX_57_a_request_that_comes_back_for_another_place_is_a_spiral_and_passes() {
        server.deploy("proxy", proxying);
        proxying.onInitial(request -> request.getProxy()
                .proxyTo(proxying.uri(
                        request.getRequestURI().toString().contains("somebody")
                                ? "sip:bob@bob.test"
                                : "sip:alice@alice.test")));
        var ladder = server.ladder("alice", "bob");
        var played = ladder.play("""
                alice -> proxy  MESSAGE sip:somebody@example.com
                proxy -> bob    MESSAGE
                """);
        var sent = played.message("proxy -> bob MESSAGE");
        ladder.with(
                "bob -> proxy MESSAGE",
                message -> sent.withStartLine("MESSAGE sip:else@example.com SIP/2.0")
                        .with("Via", message.via().getFirst() + ", " + String.join(", ", sent.via())));
        ladder.play("""
                bob   -> proxy  MESSAGE sip:else@example.com
                proxy -> alice  MESSAGE
                """);
    }

    @Test
    void a_proxy_that_sends_to_its_own_address_runs_into_the_end_of_the_chain() {
        proxying.proxies(proxy -> {}, "sip:round@192.0.2.1");
        server.deploy("proxy", proxying);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> alice  404
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }
}
