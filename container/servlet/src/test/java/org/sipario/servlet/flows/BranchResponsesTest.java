package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The final response of each branch, as the application is shown it: JSR 289, Proxying. */
class BranchResponsesTest {

    private static final String BOB = "sip:bob@bob.test";
    private static final String CAROL = "sip:carol@carol.test";

    private final Server server = new Server();
    private final ProxyingServlet proxying = new ProxyingServlet();
    private final Deque<URI> next = new ArrayDeque<>();

    @AfterEach
    void nothingWentWrong() {
        server.assertEmpty();
    }

    private void play(String ladder) {
        server.deploy("proxy", proxying);
        server.ladder("alice", "bob", "carol").play(ladder);
    }

    /** Tries bob, and in doBranchResponse carol. */
    private void searching(boolean parallel) {
        proxying.onInitial(request -> {
                    Proxy proxy = request.getProxy();
                    proxy.setParallel(parallel);
                    next.add(proxying.uri(CAROL));
                    proxy.createProxyBranches(List.of(proxying.uri(BOB)));
                    proxy.startProxy();
                })
                .onBranchResponse(this::tryNext);
    }

    private void tryNext(SipServletResponse response) {
        assertThat(response.isBranchResponse()).isTrue();
        assertThat(Objects.requireNonNull(response.getProxyBranch()).getResponse())
                .isSameAs(response);
        if (!next.isEmpty()) {
            Proxy proxy = Objects.requireNonNull(response.getProxy());
            proxy.createProxyBranches(List.of(next.remove()));
            proxy.startProxy();
        }
    }

    @Test
    void PRX_19_the_best_response_is_shown_as_that_of_its_branch_too_though_it_is_the_last() {
        proxying.proxies(proxy -> {}, BOB, CAROL);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  500
                proxy -> bob    ACK
                carol -> proxy  404
                proxy -> carol  ACK
                proxy -> alice  404
                alice -> proxy  ACK
                """);
        assertThat(proxying.heard)
                .containsExactly("INVITE initial", "branch 500 INVITE", "branch 404 INVITE", "404 INVITE");
    }

    @Test
    void PRX_19_what_was_shown_before_the_last_branch_ended_is_not_shown_again() {
        proxying.proxies(proxy -> {}, BOB, CAROL);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                proxy -> carol  INVITE
                bob   -> proxy  404
                proxy -> bob    ACK
                carol -> proxy  480
                proxy -> carol  ACK
                proxy -> alice  404
                alice -> proxy  ACK
                """);
        assertThat(proxying.heard)
                .containsExactly("INVITE initial", "branch 404 INVITE", "branch 480 INVITE", "404 INVITE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void PRX_20_an_application_tries_one_target_after_another_by_itself(boolean parallel) {
        searching(parallel);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> carol  INVITE
                carol -> proxy  200
                proxy -> alice  200
                alice -> carol  ACK
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial", "180 INVITE", "branch 486 INVITE", "200 INVITE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void PRX_20_when_all_have_failed_the_best_goes_back_and_is_shown_once_more(boolean parallel) {
        searching(parallel);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> carol  INVITE
                carol -> proxy  503
                proxy -> carol  ACK
                proxy -> alice  486
                alice -> proxy  ACK
                """);
        assertThat(proxying.heard)
                .containsExactly("INVITE initial", "branch 486 INVITE", "branch 503 INVITE", "486 INVITE");
    }

    @Test
    void PRX_20_a_target_that_can_not_be_reached_is_passed_over_too() {
        searching(true);
        server.deploy("proxy", proxying);
        var ladder = server.ladder("alice", "bob", "carol");
        server.network.unplug(server.network.agent("bob"));
        ladder.play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> carol  INVITE
                carol -> proxy  200
                proxy -> alice  200
                alice -> carol  ACK
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial", "branch 503 INVITE", "200 INVITE");
    }

    @Test
    void PRX_20_a_target_that_rings_too_long_is_passed_over_too() {
        searching(true);
        proxying.onInitial(request -> {
            Proxy proxy = request.getProxy();
            next.add(proxying.uri(CAROL));
            proxy.createProxyBranches(List.of(proxying.uri(BOB))).getFirst().setProxyBranchTimeout(10);
            proxy.startProxy();
        });
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  180
                proxy -> alice  180
                after 10s
                proxy -> bob    CANCEL
                bob   -> proxy  200 CANCEL
                bob   -> proxy  487 INVITE
                proxy -> bob    ACK
                proxy -> carol  INVITE
                carol -> proxy  200
                proxy -> alice  200
                alice -> carol  ACK
                """);
    }

    @Test
    void PRX_16_an_unsupervised_proxy_is_shown_no_branch() {
        proxying.proxies(proxy -> proxy.setSupervised(false), BOB);
        play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE
                bob   -> proxy  486
                proxy -> bob    ACK
                proxy -> alice  486
                alice -> proxy  ACK
                """);
        assertThat(proxying.heard).containsExactly("INVITE initial");
    }
}
