package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.ProxyBranch;
import jakarta.servlet.sip.SipURI;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The settings of a proxy, and the exceptions for what cannot be set. */
class ProxySettingsTest {

    private final Server server = new Server();
    private final ProxyingServlet proxying = new ProxyingServlet();

    private void passes() {
        server.deploy("proxy", proxying);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                """);
    }

    @Test
    @SuppressWarnings("deprecation")
    void PRX_1_PRX_49_a_proxy_recurses_in_parallel_supervised_and_does_not_stay() {
        proxying.proxies(proxy -> {
            assertThat(proxy.getRecurse()).isTrue();
            assertThat(proxy.getRecordRoute()).isFalse();
            assertThat(proxy.getParallel()).isTrue();
            assertThat(proxy.getSupervised()).isTrue();
            assertThat(proxy.getAddToPath()).isFalse();
            assertThat(proxy.getNoCancel()).isFalse();
            assertThat(proxy.getProxyTimeout()).isEqualTo(180);
            proxy.setStateful(false);
            assertThat(proxy.getStateful()).isTrue();
        });
        passes();
    }

    @Test
    void PRX_4_targets_must_be_there_and_be_such_that_a_request_can_go_to_them() {
        proxying.onInitial(request -> {
            Proxy proxy = request.getProxy();
            assertThatNullPointerException().isThrownBy(() -> proxy.proxyTo((jakarta.servlet.sip.URI) null));
            assertThatIllegalArgumentException().isThrownBy(() -> proxy.proxyTo(proxying.uri("http://example.com")));
            assertThat(proxy.getProxyBranches()).isEmpty();
            proxy.proxyTo(request.getRequestURI());
        });
        passes();
    }

    @Test
    void PRX_7_PRX_10_branches_are_made_without_being_sent() {
        proxying.onInitial(request -> {
            Proxy proxy = request.getProxy();
            assertThatIllegalStateException().isThrownBy(proxy::startProxy);
            List<ProxyBranch> branches = proxy.createProxyBranches(List.of(request.getRequestURI()));
            assertThat(branches).hasSize(1);
            assertThat(branches.getFirst().isStarted()).isFalse();
            assertThat(branches.getFirst().getResponse()).isNull();
            assertThat(branches.getFirst().getProxy()).isSameAs(proxy);
            proxy.startProxy();
            assertThat(branches.getFirst().isStarted()).isTrue();
        });
        passes();
    }

    @Test
    void PRX_24_PRX_25_record_route_is_decided_before_the_start() {
        proxying.onInitial(request -> {
            Proxy proxy = request.getProxy();
            assertThatIllegalStateException().isThrownBy(proxy::getRecordRouteURI);
            proxy.proxyTo(request.getRequestURI());
            assertThatIllegalStateException().isThrownBy(() -> proxy.setRecordRoute(true));
        });
        passes();
    }

    @Test
    void PRX_27_what_leads_to_the_container_in_its_Record_Route_is_not_the_applications() {
        proxying.proxies(proxy -> {
            proxy.setRecordRoute(true);
            SipURI uri = proxy.getRecordRouteURI();
            for (String name : List.of("transport", "user", "method", "ttl", "maddr", "lr")) {
                assertThatIllegalArgumentException().isThrownBy(() -> uri.setParameter(name, "x"));
            }
            assertThatIllegalArgumentException().isThrownBy(() -> uri.setHost("example.com"));
            assertThatIllegalArgumentException().isThrownBy(() -> uri.setPort(5070));
            assertThatIllegalArgumentException().isThrownBy(() -> uri.setSecure(true));
            assertThatIllegalArgumentException().isThrownBy(() -> uri.setTransportParam("tcp"));
            assertThatIllegalArgumentException().isThrownBy(() -> uri.setLrParam(false));
        });
        passes();
    }

    @Test
    void PRX_26_the_user_part_of_the_Record_Route_is_the_applications() {
        proxying.proxies(proxy -> {
            proxy.setRecordRoute(true);
            ((SipURI) proxy.getRecordRouteURI()).setUser("edge");
        });
        server.deploy("proxy", proxying);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                    + Record-Route: <sip:edge@192.0.2.1
                """);
    }

    @Test
    @SuppressWarnings("deprecation")
    void PRX_41_a_proxy_timeout_is_between_a_second_and_a_day_and_replaces_the_search_timeout() {
        proxying.proxies(proxy -> {
            assertThatIllegalArgumentException().isThrownBy(() -> proxy.setProxyTimeout(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> proxy.setProxyTimeout(0));
            assertThatIllegalArgumentException().isThrownBy(() -> proxy.setProxyTimeout(Integer.MAX_VALUE));
            proxy.setSequentialSearchTimeout(20);
            proxy.setProxyTimeout(30);
            assertThat(proxy.getSequentialSearchTimeout()).isEqualTo(30);
        });
        passes();
    }

    @Test
    void PRX_42_a_branch_inherits_the_timeout_and_may_shorten_it() {
        proxying.onInitial(request -> {
            Proxy proxy = request.getProxy();
            proxy.setProxyTimeout(40);
            ProxyBranch branch =
                    proxy.createProxyBranches(List.of(request.getRequestURI())).getFirst();
            assertThat(branch.getProxyBranchTimeout()).isEqualTo(40);
            assertThatIllegalArgumentException().isThrownBy(() -> branch.setProxyBranchTimeout(41));
            assertThatIllegalArgumentException().isThrownBy(() -> branch.setProxyBranchTimeout(-1));
            branch.setProxyBranchTimeout(10);
            proxy.startProxy();
        });
        passes();
    }

    @Test
    void PRX_48_a_path_URI_is_there_only_where_the_proxy_adds_itself() {
        proxying.proxies(proxy -> {
            assertThatIllegalStateException().isThrownBy(proxy::getPathURI);
            proxy.setAddToPath(true);
            assertThat(proxy.getPathURI().getLrParam()).isTrue();
        });
        passes();
    }

    @Test
    void MHO_1_MHO_2_the_outbound_interface_is_one_of_those_there_are() {
        proxying.onInitial(request -> {
            Proxy proxy = request.getProxy();
            InetAddress foreign = InetAddress.ofLiteral("192.0.2.77");
            ProxyBranch branch =
                    proxy.createProxyBranches(List.of(request.getRequestURI())).getFirst();
            assertThatIllegalArgumentException().isThrownBy(() -> proxy.setOutboundInterface(foreign));
            assertThatIllegalArgumentException().isThrownBy(() -> branch.setOutboundInterface(foreign));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> request.getSession().setOutboundInterface(foreign));
            assertThatNullPointerException().isThrownBy(() -> proxy.setOutboundInterface((InetAddress) null));
            assertThatNullPointerException().isThrownBy(() -> branch.setOutboundInterface((InetAddress) null));
            assertThatNullPointerException()
                    .isThrownBy(() -> request.getSession().setOutboundInterface((InetAddress) null));
            proxy.setOutboundInterface(InetAddress.ofLiteral("192.0.2.1"));
            proxy.startProxy();
        });
        passes();
    }

    @Test
    void REQ_25_PRX_47_after_a_final_answer_there_is_nothing_to_proxy() {
        proxying.onInitial(request -> {
            request.createResponse(486).send();
            assertThatIllegalStateException().isThrownBy(request::getProxy);
        });
        server.deploy("proxy", proxying);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> alice  486
                alice -> proxy  ACK
                """);
    }

    @Test
    void PRX_36_PRX_47_a_proxy_that_has_answered_can_neither_go_on_nor_be_cancelled() {
        proxying.onResponse(response -> {
            if (response.getStatus() == 200 && response.getMethod().equals("INVITE")) {
                response.getApplicationSession().setAttribute("proxy", response.getProxy());
            }
        });
        proxying.proxies(proxy -> proxy.setRecordRoute(true)).onSubsequent(request -> {
            Proxy proxy = (Proxy) request.getApplicationSession().getAttribute("proxy");
            assertThatIllegalStateException().isThrownBy(() -> proxy.proxyTo(proxying.uri("sip:bob@bob.test")));
            assertThatIllegalStateException().isThrownBy(proxy::cancel);
            assertThatIllegalStateException()
                    .isThrownBy(() -> proxy.getProxyBranches().getFirst().cancel());
        });
        server.deploy("proxy", proxying);
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                """);
    }
}
