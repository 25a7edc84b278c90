package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipURI;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sipario.message.wire.Transport;

/** A proxy that stays in the path of a dialog. */
class RecordRoutingTest {

    private final Server server = new Server();
    private final ProxyingServlet proxying = new ProxyingServlet().proxies(proxy -> proxy.setRecordRoute(true));

    private org.sipario.testkit.Played play(String ladder) {
        server.deploy("proxy", proxying);
        return server.ladder("alice", "bob").play(ladder);
    }

    @Test
    void PRX_26_parameters_of_the_Record_Route_come_back_from_either_side() {
        proxying.proxies(proxy -> {
                    proxy.setRecordRoute(true);
                    proxy.getRecordRouteURI().setParameter("shop", "42");
                })
                .onSubsequent(request -> {
                    assertThat(request.getParameter("shop")).isEqualTo("42");
                    SipURI popped = (SipURI)
                            Objects.requireNonNull(request.getPoppedRoute()).getURI();
                    assertThat(popped.getParameter("shop")).isEqualTo("42");
                });
        play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                bob   -> proxy  INFO
                proxy -> alice  INFO
                alice -> proxy  200 INFO
                proxy -> bob    200 INFO
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200 BYE
                proxy -> alice  200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_30_PRX_31_PRX_32_a_later_request_goes_on_by_itself_with_what_the_servlet_added() {
        proxying.onSubsequent(request -> {
            if (request.getMethod().equals("BYE")) {
                request.setHeader("X-Foo", "seen");
                Proxy proxy = request.getProxy();
                assertThatIllegalStateException().isThrownBy(() -> proxy.proxyTo(request.getRequestURI()));
            }
        });
        play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                alice -> proxy  BYE
                proxy -> bob    BYE
                    + X-Foo: seen
                bob   -> proxy  200 BYE
                proxy -> alice  200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_28_between_UDP_and_TCP_there_are_two_Record_Routes_and_both_sides_get_through() {
        server.deploy("proxy", proxying);
        server.network.agent("alice", Transport.UDP);
        server.network.agent("bob", Transport.TCP);
        server.network.agent("alice").calls(server.network.agent("bob").contact());
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                bob   -> proxy  INFO
                proxy -> alice  INFO
                alice -> proxy  200 INFO
                proxy -> bob    200 INFO
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200 BYE
                proxy -> alice  200 BYE
                """).where("proxy -> bob INVITE", invite -> {
            List<String> routes = invite.headers("Record-Route");
            assertThat(routes).hasSize(2);
            assertThat(routes.getFirst()).contains("transport=tcp");
            assertThat(routes.getLast()).doesNotContain("transport=tcp");
        });
        assertThat(proxying.heard)
                .containsExactly("INVITE initial", "200 INVITE", "ACK", "INFO", "200 INFO", "BYE", "200 BYE");
        server.assertEmpty();
    }

    @Test
    void PRX_55_PRACK_and_UPDATE_pass_while_the_dialog_is_early() {
        play("""
                alice -> proxy  INVITE
                    + Supported: 100rel
                proxy -> bob    INVITE
                bob   -> proxy  183
                    + Require: 100rel
                    + RSeq: 1
                proxy -> alice  183
                alice -> proxy  PRACK
                proxy -> bob    PRACK
                bob   -> proxy  200 PRACK
                proxy -> alice  200 PRACK
                alice -> proxy  UPDATE
                proxy -> bob    UPDATE
                bob   -> proxy  200 UPDATE
                proxy -> alice  200 UPDATE
                bob   -> proxy  200 INVITE
                proxy -> alice  200 INVITE
                alice -> proxy  ACK
                proxy -> bob    ACK
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200 BYE
                proxy -> alice  200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_54_transactions_that_overlap_do_not_meet() {
        play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  INFO
                proxy -> alice  INFO
                bob   -> proxy  180 INVITE
                proxy -> alice  180 INVITE
                alice -> proxy  200 INFO
                proxy -> bob    200 INFO
                bob   -> proxy  200 INVITE
                proxy -> alice  200 INVITE
                alice -> proxy  ACK
                proxy -> bob    ACK
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200 BYE
                proxy -> alice  200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void a_re_INVITE_that_is_cancelled_leaves_the_dialog_as_it_was() {
        play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                alice -> proxy  CANCEL
                proxy -> alice  200 CANCEL
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                proxy -> alice  487 INVITE
                alice -> proxy  ACK
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200 BYE
                proxy -> alice  200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_58_a_2xx_that_is_repeated_passes_and_so_does_its_ACK() {
        play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                alice -> proxy  ACK
                proxy -> bob    ACK
                """);
    }

    @Test
    void PRX_53_a_fork_downstream_gives_each_dialog_a_session() {
        List<String> sessions = new java.util.ArrayList<>();
        proxying.onResponse(response -> sessions.add(response.getSession().getId()))
                .onSubsequent(request -> sessions.add(request.getSession().getId()));
        server.deploy("proxy", proxying);
        var ladder = server.ladder("alice", "bob");
        ladder.play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                """);
        ladder.with(
                "bob -> proxy 183",
                message -> message.with("To", message.required("To").replaceFirst(";tag=.*", ";tag=of-another-phone")));
        ladder.play("""
                bob   -> proxy  183
                proxy -> alice  183
                """);
        assertThat(sessions).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void PRX_33_the_ACK_of_a_failure_is_hop_by_hop_and_not_the_applications() {
        play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> alice  486
                alice -> proxy  ACK
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial", "branch 486 INVITE", "486 INVITE");
        server.assertEmpty();
    }

    @Test
    void RTR_22_a_strict_router_before_us_finds_the_dialog_too() {
        server.deploy("proxy", proxying);
        var ladder = server.ladder("alice", "bob");
        var played = ladder.play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                """);
        String ours =
                Objects.requireNonNull(played.message("proxy -> bob INVITE").uriOf("Record-Route"));
        String bob = server.network.agent("bob").contact();
        // A strict router (RFC 2543): our route becomes the Request-URI, which goes behind the other routes.
        ladder.with(
                "alice -> proxy BYE",
                message -> message.withStartLine("BYE " + ours + " SIP/2.0").with("Route", "<" + bob + ">"));
        ladder.play("""
                alice -> proxy  BYE
                proxy -> bob    BYE
                bob   -> proxy  200 BYE
                proxy -> alice  200 BYE
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_48_a_proxy_adds_itself_to_the_path_of_a_REGISTER_and_is_called_for_what_comes_along_it() {
        proxying.onInitial(request -> {
            if (request.getMethod().equals("REGISTER")) {
                Proxy proxy = request.getProxy();
                proxy.setAddToPath(true);
                proxy.getPathURI().setParameter("phone", "7");
                proxy.proxyTo(proxying.uri("sip:bob@bob.test"));
            } else {
                assertThat(request.getParameter("phone")).isEqualTo("7");
                request.getProxy().proxyTo(request.getRequestURI());
            }
        });
        server.deploy("proxy", proxying);
        var ladder = server.ladder("alice", "bob");
        var played = ladder.play("""
                alice -> proxy  REGISTER
                proxy -> bob    REGISTER
                    + Path: ;phone=7
                bob   -> proxy  200
                proxy -> alice  200
                """);
        String path = played.message("proxy -> bob REGISTER").headers("Path").getFirst();
        ladder.with("bob -> proxy MESSAGE", message -> message.with("Route", path));
        ladder.play("""
                bob   -> proxy  MESSAGE sip:alice@192.0.2.11
                proxy -> alice  MESSAGE
                alice -> proxy  200 MESSAGE
                proxy -> bob    200 MESSAGE
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_56_without_record_route_nothing_is_left_after_the_answer() {
        proxying.proxies(proxy -> {});
        play("""
                alice -> proxy  MESSAGE
                proxy -> bob    MESSAGE
                bob   -> proxy  200
                proxy -> alice  200
                """);
        server.assertEmpty();
    }

    @Test
    void a_request_other_than_INVITE_that_nobody_answers_is_not_answered_408() {
        proxying.proxies(proxy -> {});
        server.deploy("proxy", proxying);
        server.ladder("alice", "bob").play("""
                alice -> proxy  MESSAGE
                proxy -> bob    MESSAGE  # lost
                after 500ms
                proxy -> bob    MESSAGE  # lost
                after 1s
                proxy -> bob    MESSAGE  # lost
                after 2s
                proxy -> bob    MESSAGE  # lost
                [proxy -> alice 100]
                """);
        for (int i = 0; i < 8; i++) {
            server.network.timers().advance(java.time.Duration.ofSeconds(4), server.network::settle);
        }
        assertThat(proxying.heard).containsExactly("MESSAGE initial", "branch 408 MESSAGE", "408 MESSAGE");
        server.assertEmpty();
    }
}
