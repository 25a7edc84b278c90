package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.URI;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sipario.testkit.TextMessage;

/** JSR 289, SipServletRequest. */
class RequestsTest {

    private final OneApplication one = OneApplication.waiting();
    private final SipFactory factory = one.application.factory();

    @Test
    void REQ_1_the_Request_URI_is_where_it_goes() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setRequestURI(factory.createURI("sip:bob@elsewhere.test"));
        assertThat(one.sent(request).uri()).isEqualTo("sip:bob@elsewhere.test");
        assertThatNullPointerException().isThrownBy(() -> request.setRequestURI(nothing()));
    }

    @Test
    void REQ_2_a_pushed_route_comes_on_top_and_decides_the_next_hop() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setRequestURI(factory.createURI("sip:nobody@nowhere.test"));
        request.pushRoute(factory.createAddress("<sip:second@edge.test;lr>"));
        request.pushRoute((jakarta.servlet.sip.SipURI) factory.createURI("sip:bob@edge.test;lr"));
        assertThat(one.sent(request).headers("Route"))
                .containsExactly("<sip:bob@edge.test;lr>", "<sip:second@edge.test;lr>");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.made("MESSAGE").pushRoute(factory.createAddress("tel:+49301234")));
    }

    @Test
    void REQ_3_in_a_dialog_the_route_is_that_of_the_dialog() throws Exception {
        SipServletRequest invite = one.received("INVITE");
        invite.createResponse(200).send();
        one.heard("200 INVITE");
        one.server.ladder("alice").play("alice -> server ACK");
        SipServletRequest bye = invite.getSession().createRequest("BYE");
        assertThatIllegalStateException()
                .isThrownBy(() -> bye.pushRoute(factory.createAddress("<sip:x@edge.test;lr>")));
    }

    @Test
    void REQ_4_a_pushed_strict_router_becomes_the_Request_URI() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.pushRoute(factory.createAddress("<sip:bob@strict.test>"));
        TextMessage message = one.sent(request);
        assertThat(message.uri()).isEqualTo("sip:bob@strict.test");
        assertThat(message.headers("Route")).containsExactly("<sip:bob@bob.test>");
    }

    @Test
    void REQ_5_Max_Forwards_is_0_to_255() throws Exception {
        SipServletRequest request = one.made("MESSAGE");
        request.setMaxForwards(255);
        assertThatIllegalArgumentException().isThrownBy(() -> request.setMaxForwards(256));
        assertThatIllegalArgumentException().isThrownBy(() -> request.setMaxForwards(-1));
        assertThat(request.getMaxForwards()).isEqualTo(255);
        request.removeHeader("Max-Forwards");
        assertThat(request.getMaxForwards()).isEqualTo(-1);
        assertThat(one.sent(request).header("Max-Forwards")).isEqualTo("70");
    }

    @Test
    void REQ_6_initial_is_what_an_application_was_selected_for() throws Exception {
        LambdaServlet servlet = new LambdaServlet(request -> {
            if (!request.getMethod().equals("ACK") && !request.getMethod().equals("CANCEL")) {
                LambdaServlet.answer(
                        request, request.getMethod().equals("BYE") ? 200 : request.isInitial() ? 200 : 180);
            }
        });
        OneApplication app = new OneApplication(servlet);
        app.server.ladder("alice").play("""
                alice  -> server INVITE
                server -> alice  200
                alice  -> server ACK
                alice  -> server INVITE
                server -> alice  180
                alice  -> server CANCEL
                server -> alice  200 CANCEL
                server -> alice  487
                alice  -> server ACK
                alice  -> server BYE
                server -> alice  200
                """);
        assertThat(servlet.requests)
                .extracting(SipServletRequest::getMethod, SipServletRequest::isInitial)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("INVITE", true),
                        org.assertj.core.groups.Tuple.tuple("ACK", false),
                        org.assertj.core.groups.Tuple.tuple("INVITE", false),
                        org.assertj.core.groups.Tuple.tuple("CANCEL", false),
                        org.assertj.core.groups.Tuple.tuple("BYE", false));
    }

    @Test
    void REQ_7_there_is_no_stream() throws Exception {
        SipServletRequest request = one.received("MESSAGE");
        assertThat(request.getInputStream()).isNull();
        assertThat(request.getReader()).isNull();
    }

    @Test
    void REQ_8_REQ_10_parameters_are_those_of_the_route_that_named_us_else_of_the_Request_URI() {
        SipServletRequest direct = one.received("MESSAGE sip:app@example.com;a=1;flag;b=%41");
        assertThat(direct.getParameter("a")).isEqualTo("1");
        assertThat(direct.getParameter("b")).isEqualTo("A");
        assertThat(direct.getParameter("flag")).isEmpty();
        assertThat(direct.getParameter("c")).isNull();
        assertThat(direct.getParameterValues("a")).containsExactly("1");
        assertThat(direct.getParameterValues("c")).isNull();
        assertThat(Collections.list(direct.getParameterNames())).containsExactly("a", "flag", "b");
        assertThat(direct.getParameterMap()).containsOnlyKeys("a", "flag", "b");

        SipServletRequest routed =
                one.received("MESSAGE sip:app@example.com;a=1", "Route: <sip:192.0.2.1:5060;lr;a=2>");
        assertThat(routed.getParameter("a")).isEqualTo("2");
    }

    @Test
    void REQ_9_the_parameters_of_our_Record_Route_come_back_without_those_of_the_container() {
        LambdaServlet proxy = new LambdaServlet(request -> {
            if (request.isInitial()) {
                Proxy going = request.getProxy();
                going.setRecordRoute(true);
                going.getRecordRouteURI().setParameter("mine", "42");
                going.proxyTo(request.getRequestURI());
            }
        });
        OneApplication app = new OneApplication(proxy);
        app.server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                alice -> proxy  ACK
                proxy -> bob    ACK
                bob   -> proxy  BYE
                proxy -> alice  BYE
                alice -> proxy  200
                proxy -> bob    200
                """);
        SipServletRequest bye = proxy.requests.getLast();
        assertThat(bye.getMethod()).isEqualTo("BYE");
        assertThat(bye.getParameter("mine")).isEqualTo("42");
        assertThat(Collections.list(bye.getParameterNames())).containsExactly("lr", "mine");
    }

    @Test
    void REQ_11_our_own_route_is_taken_off_and_shown() {
        SipServletRequest request = one.received("MESSAGE", "Route: <sip:192.0.2.1:5060;lr>, <sip:next@edge.test;lr>");
        assertThat(Objects.requireNonNull(request.getPoppedRoute()).getURI()).hasToString("sip:192.0.2.1:5060;lr");
        assertThat(request.getHeaderList("Route")).containsExactly("<sip:next@edge.test;lr>");
        assertThat(one.received("OPTIONS").getPoppedRoute()).isNull();
    }

    @Test
    void REQ_12_MSG_40_MSG_41_each_application_of_a_chain_knows_how_the_request_first_came() {
        LambdaServlet first = new LambdaServlet(request -> request.getProxy().proxyTo(request.getRequestURI()));
        LambdaServlet second = new LambdaServlet(request -> LambdaServlet.answer(request, 200));
        Server server = new Server();
        server.deploy("first", first);
        server.deploy("second", second);
        server.ladder("alice").play("""
                alice  -> server MESSAGE sip:app@example.com
                    + Route: <sip:192.0.2.1:5060;lr;a=1>
                server -> alice  200
                """);
        for (SipServletRequest request : List.of(first.request(), second.request())) {
            assertThat(Objects.requireNonNull(request.getInitialPoppedRoute()).getURI())
                    .hasToString("sip:192.0.2.1:5060;lr;a=1");
            assertThat(request.getInitialRemoteAddr()).isEqualTo("192.0.2.11");
            assertThat(request.getInitialRemotePort()).isEqualTo(5060);
            assertThat(request.getInitialTransport()).isEqualTo("UDP");
        }
        assertThat(second.request().getRemoteAddr()).isEqualTo("192.0.2.1");
        assertThat(second.request().getRemotePort()).isEqualTo(5060);
        assertThat(second.request().isInternallyRouted()).isTrue();
    }

    @Test
    void REQ_13_what_a_strict_router_did_is_undone() {
        SipServletRequest request =
                one.received("MESSAGE sip:192.0.2.1:5060;lr", "Route: <sip:next@edge.test;lr>, <sip:app@example.com>");
        assertThat(request.getRequestURI()).hasToString("sip:app@example.com");
        assertThat(request.getHeaderList("Route")).containsExactly("<sip:next@edge.test;lr>");
    }

    @Test
    void REQ_14_only_answers_that_there_are_and_one_final_one() throws Exception {
        SipServletRequest request = one.received("MESSAGE");
        assertThatIllegalArgumentException().isThrownBy(() -> request.createResponse(99));
        assertThatIllegalArgumentException().isThrownBy(() -> request.createResponse(700));
        request.createResponse(200).send();
        one.heard("200");
        assertThatIllegalStateException().isThrownBy(() -> request.createResponse(200));
        assertThatIllegalStateException().isThrownBy(() -> one.made("MESSAGE").createResponse(200));
    }

    @Test
    void REQ_15_the_usual_phrase_where_none_is_given() {
        SipServletRequest request = one.received("INVITE");
        assertThat(request.createResponse(486).getReasonPhrase()).isEqualTo("Busy Here");
        assertThat(request.createResponse(486, "Not Now").getReasonPhrase()).isEqualTo("Not Now");
    }

    @Test
    void REQ_16_a_response_has_what_RFC_3261_copies() throws Exception {
        SipServletRequest request =
                one.received("INVITE", "Record-Route: <sip:edge.test;lr>, <sip:core.test;lr>", "Subject: not copied");
        assertThat(request.createResponse(100).getTo().getParameter("tag")).isNull();
        SipServletResponse ringing = request.createResponse(180);
        String tag = ringing.getTo().getParameter("tag");
        assertThat(tag).isNotEmpty();
        ringing.send();
        TextMessage message = one.heard("180");
        assertThat(message.tag("To")).isEqualTo(tag);
        assertThat(String.join(", ", message.headers("Record-Route")))
                .isEqualTo("<sip:edge.test;lr>, <sip:core.test;lr>");
        assertThat(message.headers("Via")).hasSize(1);
        assertThat(message.header("Subject")).isNull();
        SipServletResponse busy = request.createResponse(486);
        assertThat(busy.getTo().getParameter("tag")).isEqualTo(tag);
        assertThat(busy.getHeader("Record-Route")).isNull();
    }

    @Test
    void REQ_17_an_ACK_has_no_answer() throws Exception {
        one.received("INVITE").createResponse(200).send();
        one.heard("200 INVITE");
        one.server.ladder("alice").play("alice -> server ACK");
        SipServletRequest ack = one.servlet.requests.getLast();
        assertThat(ack.getMethod()).isEqualTo("ACK");
        assertThatIllegalStateException().isThrownBy(() -> ack.createResponse(200));
    }

    @Test
    void REQ_18_an_INVITE_is_cancelled_while_it_waits() throws Exception {
        SipServletRequest invite = one.made("INVITE");
        assertThatIllegalStateException().isThrownBy(invite::createCancel);
        one.sent(invite);
        one.server.ladder("bob").play("bob -> server 180");
        invite.createCancel().send();
        one.server.ladder("bob").play("""
                server -> bob    CANCEL
                bob    -> server 200 CANCEL
                bob    -> server 487 INVITE
                server -> bob    ACK
                """);
        assertThatIllegalStateException().isThrownBy(invite::createCancel);
    }

    @Test
    void REQ_19_a_proxied_request_is_cancelled_by_its_proxy_only() throws Exception {
        SipServletRequest request = one.received("INVITE");
        request.getProxy().proxyTo(factory.createURI("sip:bob@bob.test"));
        one.server.ladder("bob").play("server -> bob INVITE");
        assertThatIllegalStateException().isThrownBy(request::createCancel);
    }

    @Test
    void REQ_20_a_REGISTER_has_a_path_and_nothing_else_has() throws Exception {
        SipServletRequest register = one.made("REGISTER");
        register.pushPath(factory.createAddress("<sip:far@edge.test;lr>"));
        register.pushPath(factory.createAddress("<sip:near@edge.test;lr>"));
        assertThat(one.sent(register).headers("Path"))
                .containsExactly("<sip:near@edge.test;lr>", "<sip:far@edge.test;lr>");
        assertThatIllegalStateException()
                .isThrownBy(() -> one.made("MESSAGE").pushPath(factory.createAddress("<sip:x@y.test>")));
    }

    @Test
    void REQ_21_who_is_proxy_is_no_back_to_back_user_agent() throws Exception {
        SipServletRequest proxied = one.received("INVITE");
        proxied.getProxy();
        assertThatIllegalStateException().isThrownBy(proxied::getB2buaHelper);
        SipServletRequest bridged = one.received("MESSAGE");
        bridged.getB2buaHelper();
        assertThatIllegalStateException().isThrownBy(bridged::getProxy);
    }

    @Test
    void REQ_22_what_may_not_go_further_is_not_proxied() {
        SipServletRequest request = one.received("MESSAGE", "Max-Forwards: 0");
        assertThatExceptionOfType(TooManyHopsException.class).isThrownBy(request::getProxy);
        one.heard("483");
    }

    @Test
    void REQ_23_REQ_24_RES_1_one_proxy_for_the_request_and_all_its_responses() throws Exception {
        SipServletRequest request = one.received("INVITE sip:app@example.com");
        assertThat(request.getProxy(false)).isNull();
        Proxy proxy = request.getProxy();
        assertThat(request.getProxy(false)).isSameAs(proxy).isSameAs(request.getProxy());
        List<URI> targets = new ArrayList<>(List.of(factory.createURI("sip:bob@bob.test")));
        proxy.proxyTo(targets);
        one.server.ladder("alice", "bob").play("""
                server -> bob    INVITE
                bob    -> server 180
                server -> alice  180
                """);
        SipServletResponse ringing = one.servlet.responses.getFirst();
        assertThat(ringing.getProxy()).isSameAs(proxy);
        assertThat(ringing.getRequest().getRequestURI()).hasToString("sip:bob@bob.test");
        assertThat(ringing.getProxyBranch()).isSameAs(proxy.getProxyBranch(targets.getFirst()));
        assertThat(ringing.getRemoteAddr()).isEqualTo("192.0.2.12");
        assertThatIllegalStateException().isThrownBy(ringing::send);
    }

    @Test
    void REQ_25_after_the_answer_there_is_nothing_to_proxy() throws Exception {
        SipServletRequest request = one.received("INVITE");
        request.createResponse(486).send();
        one.heard("486");
        assertThatIllegalStateException().isThrownBy(request::getProxy);
    }

    @Test
    void REQ_26_what_the_application_router_said_is_known_of_initial_requests() throws Exception {
        SipServletRequest request = one.received("INVITE");
        assertThat(request.getRegion()).isEqualTo(SipApplicationRoutingRegion.NEUTRAL_REGION);
        assertThat(request.getSubscriberURI()).hasToString("sip:anybody@example.com");
        SipServletRequest made = one.made("INVITE");
        assertThatIllegalStateException().isThrownBy(made::getRegion);
        assertThatIllegalStateException().isThrownBy(made::getSubscriberURI);
    }

    @Test
    void REQ_27_REQ_28_how_a_new_request_relates_to_earlier_ones() throws Exception {
        SipServletRequest received = one.received("INVITE");
        SipServletRequest made = one.made("INVITE");
        assertThat(made.getRoutingDirective()).isEqualTo(SipApplicationRoutingDirective.NEW);
        assertThatIllegalStateException().isThrownBy(received::getRoutingDirective);
        made.setRoutingDirective(SipApplicationRoutingDirective.CONTINUE, received);
        assertThat(made.getRoutingDirective()).isEqualTo(SipApplicationRoutingDirective.CONTINUE);
        made.setRoutingDirective(SipApplicationRoutingDirective.NEW, null);
        assertThat(made.getRoutingDirective()).isEqualTo(SipApplicationRoutingDirective.NEW);
        assertThatIllegalStateException()
                .isThrownBy(() -> made.setRoutingDirective(SipApplicationRoutingDirective.REVERSE, null));
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> made.setRoutingDirective(SipApplicationRoutingDirective.CONTINUE, one.made("INVITE")));
        assertThatIllegalStateException()
                .isThrownBy(() -> received.setRoutingDirective(SipApplicationRoutingDirective.NEW, null));
        one.sent(made);
        assertThatIllegalStateException()
                .isThrownBy(() -> made.setRoutingDirective(SipApplicationRoutingDirective.NEW, null));
    }

    @Test
    void REQ_29_each_challenge_whose_realm_is_known_is_answered() throws Exception {
        one.sent(one.made("MESSAGE"));
        one.server.ladder("bob").play("""
                bob -> server 401
                    + WWW-Authenticate: Digest realm="one", nonce="n1"
                """);
        SipServletRequest second = one.made("MESSAGE");
        second.addAuthHeader(one.servlet.responses.getLast(), "alice", "secret");
        assertThat(one.sent(second).headers("Authorization"))
                .singleElement()
                .asString()
                .contains("username=\"alice\"", "realm=\"one\"", "nonce=\"n1\"");
        one.server.ladder("bob").play("""
                bob -> server 407
                    + Proxy-Authenticate: Digest realm="two", nonce="n2"
                """);
        var accounts = factory.createAuthInfo();
        accounts.addAuthInfo(407, "two", "bob", "secret");
        accounts.addAuthInfo(407, "other", "carol", "secret");
        SipServletRequest third = one.made("MESSAGE");
        third.addAuthHeader(one.servlet.responses.getLast(), accounts);
        TextMessage message = one.sent(third);
        assertThat(message.headers("Proxy-Authorization"))
                .singleElement()
                .asString()
                .contains("username=\"bob\"", "realm=\"two\"");
        assertThat(message.header("Authorization")).isNull();
    }

    @Test
    void REQ_9_the_parameters_come_back_from_a_strict_router_too() {
        LambdaServlet proxy = new LambdaServlet(request -> {
            if (request.isInitial()) {
                Proxy going = request.getProxy();
                going.setRecordRoute(true);
                going.getRecordRouteURI().setParameter("mine", "42");
                going.proxyTo(request.getRequestURI());
            }
        });
        OneApplication app = new OneApplication(proxy);
        String ours = app.server
                .ladder("alice", "bob")
                .play("""
                        alice -> proxy  INVITE
                        proxy -> bob    INVITE
                        bob   -> proxy  200
                        proxy -> alice  200
                        alice -> proxy  ACK
                        proxy -> bob    ACK
                        """)
                .message("proxy -> alice 200")
                .required("Record-Route");
        String uri = ours.substring(1, ours.indexOf('>'));
        app.server
                .ladder("alice", "bob")
                .with(
                        "alice -> proxy BYE",
                        bye -> bye.withStartLine("BYE " + uri + " SIP/2.0").with("Route", "<" + bye.uri() + ">"))
                .play("""
                        alice -> proxy  BYE
                        proxy -> bob    BYE
                        """);
        assertThat(proxy.requests.getLast().getParameter("mine")).isEqualTo("42");
    }

    @Test
    void REQ_30_what_came_in_is_not_sent() {
        assertThatIllegalStateException().isThrownBy(one.received("MESSAGE")::send);
    }

    /** Null, past the compiler. */
    @SuppressWarnings("NullAway")
    private static <T> T nothing() {
        return null;
    }
}
