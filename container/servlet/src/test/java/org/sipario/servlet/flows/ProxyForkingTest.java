package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.TooManyHopsException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Several branches: which are tried, which response is forwarded, what the application hears. */
class ProxyForkingTest {

    private static final String BOB = "sip:bob@bob.test";
    private static final String CAROL = "sip:carol@carol.test";

    private final Server server = new Server();
    private final ProxyingServlet proxying = new ProxyingServlet();

    private org.sipario.testkit.Played play(String ladder) {
        server.deploy("proxy", proxying);
        return server.ladder("alice", "bob", "carol").play(ladder);
    }

    private static Proxy proxy(SipServletRequest request) throws TooManyHopsException {
        return Objects.requireNonNull(request.getProxy(true));
    }

    @Test
    void PRX_5_proxyTo_called_again_adds_branches() {
        proxying.onInitial(request -> {
            proxy(request).proxyTo(proxying.uri(BOB));
            proxy(request).proxyTo(proxying.uri(CAROL));
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  486
                proxy -> bob    ACK
                carol -> proxy  200
                proxy -> alice  200
                """);
    }

    @Test
    void PRX_6_PRX_51_what_is_pushed_later_does_not_change_branches_that_have_started() {
        proxying.onInitial(request -> {
            request.pushRoute((jakarta.servlet.sip.SipURI) proxying.uri("sip:bob@192.0.2.12;lr"));
            request.setHeader("X-Round", "first");
            proxy(request).proxyTo(proxying.uri("sip:one@example.com"));
            request.setHeader("X-Round", "second");
            proxy(request).proxyTo(proxying.uri("sip:two@example.com"));
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE sip:one@example.com
                    + X-Round: first
                    + Route: <sip:bob@192.0.2.12;lr>
                proxy -> bob    INVITE sip:two@example.com
                    + X-Round: second
                    + Route: <sip:bob@192.0.2.12;lr>
                """);
    }

    @Test
    void PRX_8_PRX_51_a_branch_has_headers_and_routes_of_its_own() {
        proxying.onInitial(request -> {
            List<ProxyBranch> branches = proxy(request).createProxyBranches(proxying.uris(BOB, CAROL));
            branches.getFirst().getRequest().setHeader("X-Only", "for bob");
            branches.getLast().getRequest().pushRoute((jakarta.servlet.sip.SipURI) proxying.uri("sip:192.0.2.13;lr"));
            proxy(request).startProxy();
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                    + X-Only: for bob
                proxy -> carol  INVITE
                    + Route: <sip:192.0.2.13;lr>
                """)
                .where(
                        "proxy -> carol INVITE",
                        invite -> assertThat(invite.header("X-Only")).isNull())
                .where(
                        "proxy -> bob INVITE",
                        invite -> assertThat(invite.header("Route")).isNull());
    }

    @Test
    void PRX_9_PRX_21_a_302_leads_on_and_its_branch_has_children() {
        proxying.onBranchResponse(response -> {}).onResponse(response -> {
            Proxy proxy = Objects.requireNonNull(response.getProxy());
            assertThat(proxy.getProxyBranches()).hasSize(1);
            ProxyBranch top = proxy.getProxyBranches().getFirst();
            assertThat(top.getRecursedProxyBranches()).hasSize(1);
            assertThat(proxy.getProxyBranch(proxying.uri("sip:carol@192.0.2.13")))
                    .isSameAs(top.getRecursedProxyBranches().getFirst())
                    .isSameAs(response.getProxyBranch());
            assertThat(Objects.requireNonNull(top.getResponse()).getStatus()).isEqualTo(302);
        });
        proxying.proxies(proxy -> {}, BOB);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  302
                    + Contact: <sip:carol@192.0.2.13>
                proxy -> bob    ACK
                proxy -> carol  INVITE sip:carol@192.0.2.13
                carol -> proxy  200
                proxy -> alice  200
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial", "branch 302 INVITE", "200 INVITE");
    }

    @Test
    void PRX_22_without_recursion_the_302_goes_upstream() {
        proxying.proxies(proxy -> proxy.setRecurse(false), BOB);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  302
                    + Contact: <sip:carol@192.0.2.13>
                proxy -> bob    ACK
                proxy -> alice  302
                    + Contact: <sip:carol@192.0.2.13>
                alice -> proxy  ACK
                """);
    }

    @Test
    void PRX_23_recursion_is_decided_for_each_branch() {
        proxying.onInitial(request -> {
            List<ProxyBranch> branches = proxy(request).createProxyBranches(proxying.uris(BOB));
            branches.getFirst().setRecurse(false);
            proxy(request).startProxy();
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  302
                    + Contact: <sip:carol@192.0.2.13>
                proxy -> bob    ACK
                proxy -> alice  302
                """);
    }

    @Test
    void PRX_13_a_6xx_ends_the_other_branches() {
        proxying.proxies(proxy -> {}, BOB, CAROL);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  180
                proxy -> alice  180
                carol -> proxy  603
                proxy -> carol  ACK
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                proxy -> alice  603
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_14_with_noCancel_the_others_ring_on_and_every_2xx_goes_upstream() {
        proxying.proxies(proxy -> proxy.setNoCancel(true), BOB, CAROL);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  200
                proxy -> alice  200
                carol -> proxy  200
                proxy -> alice  200
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial", "200 INVITE", "200 INVITE");
    }

    @Test
    void PRX_14_noCancel_counts_as_it_is_when_the_2xx_comes() {
        proxying.proxies(proxy -> {}, BOB, CAROL).onResponse(response -> {
            if (response.getStatus() == 180) {
                Objects.requireNonNull(response.getProxy()).setNoCancel(true);
            }
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                carol -> proxy  180
                proxy -> alice  180
                bob   -> proxy  200
                proxy -> alice  200
                carol -> proxy  200
                proxy -> alice  200
                """);
    }

    @Test
    void PRX_17_a_header_that_the_servlet_adds_goes_upstream() {
        proxying.proxies(proxy -> {}, BOB).onResponse(response -> response.addHeader("X-Foo", "seen"));
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                    + X-Foo: seen
                bob   -> proxy  200
                proxy -> alice  200
                    + X-Foo: seen
                """);
    }

    @Test
    void PRX_18_who_is_shown_the_best_failure_may_try_elsewhere() {
        proxying.proxies(proxy -> {}, BOB).onResponse(response -> {
            if (response.getStatus() == 486) {
                Objects.requireNonNull(response.getProxy()).proxyTo(proxying.uri(CAROL));
            }
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> carol  INVITE
                carol -> proxy  200
                proxy -> alice  200
                """);
    }

    @Test
    void PRX_18_in_a_sequential_search_too() {
        proxying.proxies(proxy -> proxy.setParallel(false), BOB).onResponse(response -> {
            if (response.getStatus() == 486) {
                Objects.requireNonNull(response.getProxy()).proxyTo(proxying.uri(CAROL));
            }
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> carol  INVITE
                carol -> proxy  404
                proxy -> carol  ACK
                proxy -> alice  404
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_19_PRX_20_an_intermediate_failure_is_told_and_may_be_followed_by_another_branch() {
        proxying.proxies(proxy -> {}, BOB, "sip:bob@192.0.2.12").onBranchResponse(response -> {
            assertThat(response.isBranchResponse()).isTrue();
            assertThat(Objects.requireNonNull(response.getProxyBranch()).isStarted())
                    .isTrue();
            Objects.requireNonNull(response.getProxy()).proxyTo(proxying.uri(CAROL));
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> carol  INVITE
                carol -> proxy  200
                proxy -> alice  200
                proxy -> bob    CANCEL  # lost
                """.replace("proxy -> bob    CANCEL  # lost\n", ""));
    }

    @Test
    void PRX_11_every_180_goes_upstream_at_once_and_PRX_10_is_the_last_of_its_branch() {
        proxying.proxies(proxy -> {}, BOB, CAROL).onResponse(response -> {
            ProxyBranch branch = Objects.requireNonNull(response.getProxyBranch());
            assertThat(branch.getResponse()).isSameAs(response);
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                carol -> proxy  180
                proxy -> alice  180
                bob   -> proxy  183
                proxy -> alice  183
                """);
    }

    @Test
    void PRX_37_a_cancelled_branch_is_told_the_reason() {
        proxying.proxies(proxy -> {}, BOB).onResponse(response -> {
            if (response.getStatus() == 180) {
                Objects.requireNonNull(response.getProxy())
                        .cancel(new String[] {"SIP"}, new int[] {480}, new String[] {"Too late"});
            }
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> bob    CANCEL
                    + Reason: SIP;cause=480;text="Too late"
                proxy -> alice  180
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                proxy -> alice  487 INVITE
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_38_the_CANCEL_waits_for_a_provisional_response() {
        proxying.proxies(proxy -> {}, BOB);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                alice -> proxy  CANCEL
                proxy -> alice  200 CANCEL
                bob   -> proxy  100
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                proxy -> alice  487 INVITE
                alice -> proxy  ACK
                """);
        assertThat(proxying.heard).contains("CANCEL", "487 INVITE");
        server.assertEmpty();
    }

    @Test
    void PRX_34_a_CANCEL_before_the_proxy_started_is_answered_with_487_and_told() {
        proxying.onInitial(SipServletRequest::getProxy);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                alice -> proxy  CANCEL
                proxy -> alice  200 CANCEL
                proxy -> alice  487 INVITE
                alice -> proxy  ACK
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial", "CANCEL");
        server.assertEmpty();
    }

    @Test
    void PRX_39_a_sequential_search_goes_on_when_a_target_is_silent() {
        proxying.proxies(
                proxy -> {
                    proxy.setParallel(false);
                    proxy.setProxyTimeout(5);
                },
                BOB,
                CAROL);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                after 5s
                proxy -> bob    CANCEL
                proxy -> carol  INVITE
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                carol -> proxy  200
                proxy -> alice  200
                """);
    }

    @Test
    void PRX_40_a_parallel_proxy_gives_up_as_a_whole() {
        proxying.proxies(proxy -> proxy.setProxyTimeout(5), BOB, CAROL);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  180
                proxy -> alice  180
                carol -> proxy  100
                after 5s
                proxy -> bob    CANCEL
                proxy -> carol  CANCEL
                bob   -> proxy  200 CANCEL
                carol -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                carol -> proxy  487 INVITE
                proxy -> carol  ACK
                proxy -> alice  408 INVITE
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_42_a_branch_timeout_ends_that_branch_only() {
        proxying.onInitial(request -> {
            List<ProxyBranch> branches = proxy(request).createProxyBranches(proxying.uris(BOB, CAROL));
            branches.getFirst().setProxyBranchTimeout(5);
            proxy(request).startProxy();
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  180
                proxy -> alice  180
                carol -> proxy  180
                proxy -> alice  180
                after 5s
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                carol -> proxy  200
                proxy -> alice  200
                """);
    }

    @Test
    void PRX_36_one_branch_may_be_cancelled() {
        proxying.proxies(proxy -> {}, BOB, CAROL).onResponse(response -> {
            if (response.getStatus() == 183) {
                Objects.requireNonNull(response.getProxyBranch()).cancel();
            }
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  183
                proxy -> bob    CANCEL
                proxy -> alice  183
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                carol -> proxy  200
                proxy -> alice  200
                """);
    }

    @Test
    void PRX_44_a_branch_that_can_not_be_sent_counts_as_503_and_goes_upstream_as_500() {
        proxying.proxies(proxy -> {}, BOB);
        server.deploy("proxy", proxying);
        var ladder = server.ladder("alice", "bob");
        server.network.unplug(server.network.agent("bob"));
        ladder.play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> alice  500
                alice -> proxy  ACK
                """);
        server.assertEmpty();
    }

    @Test
    void PRX_45_the_application_may_say_a_provisional_word_of_its_own() {
        proxying.onInitial(request -> {
            request.createResponse(183).send();
            proxy(request).proxyTo(proxying.uri(BOB));
            request.createResponse(182).send();
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> alice  183
                proxy -> bob    INVITE
                proxy -> alice  182
                bob   -> proxy  200
                proxy -> alice  200
                """);
    }

    @Test
    void PRX_46_a_200_of_the_application_wins_and_ends_the_branches() {
        proxying.proxies(proxy -> {}, BOB).onResponse(response -> {
            if (response.getStatus() == 180) {
                Objects.requireNonNull(response.getProxy())
                        .getOriginalRequest()
                        .createResponse(200)
                        .send();
            }
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  200
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                alice -> proxy  ACK
                """);
    }

    @Test
    void PRX_46_a_failure_of_the_application_is_one_among_the_others() {
        proxying.onInitial(request -> {
            proxy(request).proxyTo(proxying.uris(BOB));
            request.createResponse(404).send();
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  500
                proxy -> bob    ACK
                proxy -> alice  404
                alice -> proxy  ACK
                """);
    }

    @Test
    void PRX_16_an_unsupervised_proxy_hears_no_responses() {
        proxying.proxies(proxy -> proxy.setSupervised(false), BOB);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                bob   -> proxy  200
                proxy -> alice  200
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial");
    }

    @Test
    void PRX_43_silence_downstream_is_a_408_upstream() {
        proxying.proxies(proxy -> {}, BOB);
        server.deploy("proxy", proxying);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE  # lost
                after 200ms
                proxy -> alice  100
                after 300ms
                proxy -> bob    INVITE  # lost
                after 1s
                proxy -> bob    INVITE  # lost
                after 2s
                proxy -> bob    INVITE  # lost
                after 4s
                proxy -> bob    INVITE  # lost
                after 8s
                proxy -> bob    INVITE  # lost
                after 16s
                proxy -> bob    INVITE  # lost
                after 500ms
                proxy -> alice  408
                alice -> proxy  ACK
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial", "branch 408 INVITE", "408 INVITE");
        server.assertEmpty();
    }

    @Test
    void a_servlet_that_throws_when_it_is_shown_a_response_does_not_lose_it(Thrown thrown) {
        ProxyingServlet failing = new ProxyingServlet().onResponse(response -> {
            throw new IllegalStateException("as the test wants it");
        });
        server.deploy("proxy", failing);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> alice  486
                alice -> proxy  ACK
                """);
        assertThat(thrown.take()).hasSize(2).allMatch(failure -> failure.endsWith("as the test wants it"));
        server.assertEmpty();
    }

    @Test
    void a_proxy_may_be_started_from_a_thread_of_the_applications_own() throws Exception {
        SipServletRequest[] waiting = new SipServletRequest[1];
        proxying.onInitial(request -> waiting[0] = request);
        play("alice -> proxy  INVITE\n");
        Thread foreign = Thread.ofPlatform().start(() -> {
            try {
                proxy(waiting[0]).proxyTo(proxying.uri(BOB));
            } catch (ServletException failure) {
                throw new AssertionError(failure);
            }
        });
        foreign.join();
        server.ladder("alice", "bob").play("""
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                """);
    }
}
