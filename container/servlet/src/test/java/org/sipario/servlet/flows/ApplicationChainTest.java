package org.sipario.servlet.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegionType;
import jakarta.servlet.sip.ar.SipRouteModifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From application to application: JSR 289, Application Selection and Composition. */
class ApplicationChainTest {

    private final ScriptedRouter router = new ScriptedRouter();
    private final Server server = new Server(router);
    private final ProxyingServlet first = new ProxyingServlet().proxies(proxy -> proxy.setRecordRoute(true));
    private final ProxyingServlet second = new ProxyingServlet().proxies(proxy -> proxy.setRecordRoute(true));

    private static SipApplicationRouterInfo to(@Nullable String application, @Nullable String state) {
        return answer(application, SipRouteModifier.NO_ROUTE, state);
    }

    private static SipApplicationRouterInfo answer(
            @Nullable String application, SipRouteModifier modifier, @Nullable String state, String... routes) {
        return new SipApplicationRouterInfo(
                application,
                SipApplicationRoutingRegion.ORIGINATING_REGION,
                "sip:alice@example.com",
                routes,
                modifier,
                state);
    }

    /** first, then second, then out. */
    private void inARow() {
        server.deploy("first", first);
        server.deploy("second", second);
        router.answers(question -> switch (question.state()) {
            case null -> to("first", "one");
            case "one" -> to("second", "two");
            default -> null;
        });
    }

    @Test
    void RTR_1_RTR_2_RTR_3_RTR_17_the_router_is_asked_before_each_application_with_what_it_said_before() {
        inARow();
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                """);
        SipApplicationRoutingRegion region = SipApplicationRoutingRegion.ORIGINATING_REGION;
        assertThat(router.asked)
                .containsExactly(
                        new ScriptedRouter.Question(SipApplicationRoutingDirective.NEW, null, null),
                        new ScriptedRouter.Question(SipApplicationRoutingDirective.CONTINUE, region, "one"),
                        new ScriptedRouter.Question(SipApplicationRoutingDirective.CONTINUE, region, "two"));
    }

    @Test
    void RTR_4_a_request_of_an_applications_own_is_new_to_the_router() throws Exception {
        Server.Application application = server.deploy("first", first);
        router.answers(_ -> null);
        server.ladder("alice", "bob");
        SipServletRequest message = application
                .factory()
                .createRequest(
                        application.factory().createApplicationSession(),
                        "MESSAGE",
                        "sip:first@example.com",
                        "sip:bob@bob.test");
        message.send();
        server.ladder("alice", "bob").play("""
                server -> bob  MESSAGE
                bob -> server  200
                """);
        assertThat(router.asked)
                .containsExactly(new ScriptedRouter.Question(SipApplicationRoutingDirective.NEW, null, null));
    }

    @Test
    void CNT_6_CNT_7_a_dialog_passes_its_applications_without_the_router_and_answers_in_reverse() {
        inARow();
        List<String> order = new ArrayList<>();
        first.onResponse(response -> order.add("first"))
                .onSubsequent(request -> order.add("first " + request.getMethod()));
        second.onResponse(response -> order.add("second"))
                .onSubsequent(request -> order.add("second " + request.getMethod()));
        var ladder = server.ladder("alice", "bob");
        ladder.play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                bob   -> proxy  200
                proxy -> alice  200
                """);
        assertThat(order).containsExactly("second", "first");
        order.clear();
        ladder.play("""
                alice -> proxy  ACK
                proxy -> bob    ACK
                bob   -> proxy  BYE
                proxy -> alice  BYE
                alice -> proxy  200 BYE
                proxy -> bob    200 BYE
                """);
        assertThat(order).containsExactly("first ACK", "second ACK", "second BYE", "first BYE", "first", "second");
        assertThat(router.asked).hasSize(3);
        server.assertEmpty();
    }

    @Test
    void RTR_6_the_router_may_only_read_the_request() {
        server.deploy("first", first);
        router.answers(question -> {
            assertThatThrownBy(() -> question.request().setHeader("X-By", "router"))
                    .isInstanceOf(IllegalStateException.class);
            return question.state() == null ? to("first", "one") : null;
        });
        server.ladder("alice", "bob")
                .play("""
                alice -> proxy  INVITE
                proxy -> bob    INVITE
                """)
                .where(
                        "proxy -> bob INVITE",
                        invite -> assertThat(invite.header("X-By")).isNull());
    }

    @Test
    void RTR_8_CNT_a_strangers_request_that_no_application_wants_is_not_sent_on() {
        router.answers(_ -> null);
        server.ladder("alice", "bob")
                .play("""
                alice -> server  MESSAGE sip:bob@bob.test
                server -> alice  404
                """)
                .where(
                        "server -> alice 404",
                        answer -> assertThat(answer.header("Retry-After")).isNull());
    }

    @Test
    void RTR_9_external_routes_of_the_router_are_pushed_the_first_on_top() {
        server.deploy("first", first);
        router.answers(question -> question.state() == null
                ? to("first", "one")
                : answer(null, SipRouteModifier.ROUTE, null, "<sip:bob@192.0.2.12;lr>", "<sip:far@192.0.2.99;lr>"));
        server.ladder("alice", "bob")
                .play("""
                alice -> proxy  INVITE sip:somebody@example.com
                proxy -> bob    INVITE sip:somebody@example.com
                """)
                .where(
                        "proxy -> bob INVITE",
                        invite -> assertThat(invite.headers("Route"))
                                .containsExactly("<sip:bob@192.0.2.12;lr>", "<sip:far@192.0.2.99;lr>"));
    }

    @Test
    void RTR_10_an_internal_route_of_the_router_is_what_the_application_sees_as_popped() {
        List<String> popped = new ArrayList<>();
        first.onInitial(request -> {
            popped.add(request.getPoppedRoute().getURI().toString());
            request.createResponse(404).send();
        });
        server.deploy("first", first);
        router.answers(_ -> answer("first", SipRouteModifier.ROUTE, "one", "<sip:192.0.2.1;lr;shop=7>"));
        server.ladder("alice").play("""
                alice -> server  MESSAGE sip:somebody@example.com
                server -> alice  404
                """);
        assertThat(popped).containsExactly("sip:192.0.2.1;lr;shop=7");
    }

    @Test
    void RTR_11_after_a_way_through_an_external_proxy_the_chain_goes_on_where_it_was() {
        server.deploy("first", first);
        server.deploy("second", second);
        router.answers(question -> switch (question.state()) {
            case null -> to("first", "one");
            case "one" -> answer("second", SipRouteModifier.ROUTE_BACK, "back", "<sip:carol@192.0.2.13;lr>");
            case "back" -> to("second", "two");
            default -> null;
        });
        var ladder = server.ladder("alice", "bob", "carol");
        var sent = ladder.play("""
                alice -> proxy  MESSAGE sip:bob@bob.test
                proxy -> carol  MESSAGE sip:bob@bob.test
                """).message("proxy -> carol MESSAGE");
        List<String> routes = sent.headers("Route");
        assertThat(routes).hasSize(2);
        assertThat(routes.getFirst()).isEqualTo("<sip:carol@192.0.2.13;lr>");
        ladder.with(
                "carol -> proxy MESSAGE",
                message -> sent.with("Route", routes.getLast())
                        .with("Via", message.via().getFirst() + ", " + String.join(", ", sent.via())));
        ladder.play("""
                carol -> proxy  MESSAGE sip:bob@bob.test
                proxy -> bob    MESSAGE sip:bob@bob.test
                """)
                .where(
                        "proxy -> bob MESSAGE",
                        message -> assertThat(message.header("Route")).isNull());
        assertThat(second.heard).containsExactly("MESSAGE initial");
        assertThat(router.asked)
                .contains(new ScriptedRouter.Question(
                        SipApplicationRoutingDirective.CONTINUE,
                        SipApplicationRoutingRegion.ORIGINATING_REGION,
                        "back"));
    }

    @Test
    void RTR_13_a_route_modifier_without_a_route_is_500() {
        server.deploy("first", first);
        router.answers(_ -> answer("first", SipRouteModifier.ROUTE, null));
        refused();
        router.answers(_ -> answer("first", SipRouteModifier.ROUTE_BACK, null, "no route at all <"));
        refused();
    }

    @Test
    void RTR_14_an_application_that_is_not_there_is_500() {
        router.answers(_ -> to("nobody", null));
        refused();
    }

    @Test
    void RTR_15_a_router_that_fails_is_500_and_the_next_request_works(Thrown thrown) {
        server.deploy(
                "first", first.onInitial(request -> request.createResponse(200).send()));
        router.answers(_ -> {
            throw new IllegalArgumentException("as the test wants it");
        });
        refused();
        router.answers(_ -> to("first", null));
        server.ladder("alice").play("""
                alice -> server  MESSAGE
                server -> alice  200
                """);
        assertThat(thrown.take()).singleElement().asString().endsWith("as the test wants it");
        server.assertEmpty();
    }

    private void refused() {
        server.ladder("alice", "bob").play("""
                alice -> server  MESSAGE sip:bob@bob.test
                server -> alice  500
                """);
        server.assertEmpty();
    }

    @Test
    void RTR_16_RTR_18_region_and_subscriber_are_the_applications_to_see() {
        SipApplicationRoutingRegion own =
                new SipApplicationRoutingRegion("OUR_OWN", SipApplicationRoutingRegionType.NEUTRAL);
        List<Object> seen = new ArrayList<>();
        server.deploy("first", first.onInitial(request -> {
            seen.add(request.getRegion());
            seen.add(request.getSubscriberURI().toString());
            seen.add(request.getSession().getRegion());
            seen.add(request.getSession().getSubscriberURI().toString());
            request.createResponse(200).send();
        }));
        router.answers(_ -> new SipApplicationRouterInfo(
                "first", own, "sip:carol@example.com", new String[0], SipRouteModifier.NO_ROUTE, null));
        server.ladder("alice").play("""
                alice -> server  MESSAGE
                server -> alice  200
                """);
        assertThat(seen).containsExactly(own, "sip:carol@example.com", own, "sip:carol@example.com");
    }

    @Test
    void RTR_19_an_application_may_be_visited_twice_with_sessions_for_each_visit() {
        List<String> sessions = new ArrayList<>();
        server.deploy("first", first.onInitial(request -> {
            sessions.add(request.getSession().getId());
            sessions.add(request.getApplicationSession().getId());
            request.getProxy().proxyTo(request.getRequestURI());
        }));
        router.answers(question -> switch (question.state()) {
            case null -> to("first", "one");
            case "one" -> to("first", "two");
            default -> null;
        });
        server.ladder("alice", "bob").play("""
                alice -> proxy  MESSAGE
                proxy -> bob    MESSAGE
                bob   -> proxy  200
                proxy -> alice  200
                """);
        assertThat(sessions).hasSize(4).doesNotHaveDuplicates();
        server.assertEmpty();
    }

    @Test
    void RTR_20_an_answer_ends_the_chain() {
        inARow();
        first.onInitial(request -> request.createResponse(480).send());
        server.ladder("alice", "bob").play("""
                alice -> proxy  INVITE
                proxy -> alice  480
                alice -> proxy  ACK
                """);
        assertThat(second.heard).isEmpty();
        server.assertEmpty();
    }

    @Test
    void a_CANCEL_goes_through_the_whole_chain() {
        inARow();
        server.ladder("alice", "bob").play("""
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
                """);
        assertThat(first.heard).contains("CANCEL");
        assertThat(second.heard).contains("CANCEL");
        server.assertEmpty();
    }

    @Test
    void RTR_28_what_is_undeployed_gets_no_new_requests() {
        Server.Application application = server.deploy("first", first);
        router.answers(question -> question.state() == null ? to("first", "one") : null);
        application.deployed().undeploy();
        assertThat(router.undeployed).containsExactly("first");
        refused();
    }
}
