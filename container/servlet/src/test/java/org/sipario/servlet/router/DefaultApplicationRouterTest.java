package org.sipario.servlet.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.ar.SipApplicationRouterInfo;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import jakarta.servlet.sip.ar.SipRouteModifier;
import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import jakarta.servlet.sip.ar.SipTargetedRequestType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sipario.servlet.mapping.Stub;

class DefaultApplicationRouterTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name_the_file() {
        file = folder.resolve("dar rules.properties");
    }

    @Test
    @DisplayName("DAR-6: each continuing request gets the next entry, and none after the last")
    void a_chain_is_walked_entry_by_entry() throws IOException {
        var router = router("""
                INVITE: ("screen", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0"), \
                ("forward", "DAR:To", "TERMINATING", "", "NO_ROUTE", "1")
                """, "screen", "forward");

        SipApplicationRouterInfo first = Objects.requireNonNull(ask(router, "INVITE"));
        assertThat(first.getNextApplicationName()).isEqualTo("screen");
        assertThat(first.getSubscriberURI()).isEqualTo("sip:alice@example.com");
        assertThat(first.getRoutingRegion()).isEqualTo(SipApplicationRoutingRegion.ORIGINATING_REGION);
        assertThat(first.getRouteModifier()).isEqualTo(SipRouteModifier.NO_ROUTE);

        SipApplicationRouterInfo second = Objects.requireNonNull(carryOn(router, "INVITE", first));
        assertThat(second.getNextApplicationName()).isEqualTo("forward");
        assertThat(second.getSubscriberURI()).isEqualTo("sip:bob@example.com");

        assertThat(carryOn(router, "INVITE", second)).isNull();
    }

    @Test
    @DisplayName("DAR-4: the subscriber may be a literal, and a route goes with its modifier")
    void literals_and_routes() throws IOException {
        var router = router("""
                INVITE: ("a", "sip:desk@example.com", "NEUTRAL", "sip:out.example.com;lr", "ROUTE", "0")
                """, "a");

        SipApplicationRouterInfo answer = Objects.requireNonNull(ask(router, "INVITE"));

        assertThat(answer.getSubscriberURI()).isEqualTo("sip:desk@example.com");
        assertThat(answer.getRoutes()).containsExactly("sip:out.example.com;lr");
        assertThat(answer.getRouteModifier()).isEqualTo(SipRouteModifier.ROUTE);
    }

    @Test
    @DisplayName("DAR-7: the file is read anew at each deployment and undeployment")
    void the_file_is_read_again() throws IOException {
        var router = router(rule("INVITE", "a"), "a", "b");
        assertThat(Objects.requireNonNull(ask(router, "INVITE")).getNextApplicationName())
                .isEqualTo("a");

        Files.writeString(file, rule("INVITE", "b"));
        assertThat(Objects.requireNonNull(ask(router, "INVITE")).getNextApplicationName())
                .isEqualTo("a");
        router.applicationDeployed(List.of("c"));
        assertThat(Objects.requireNonNull(ask(router, "INVITE")).getNextApplicationName())
                .isEqualTo("b");

        Files.writeString(file, rule("INVITE", "a"));
        router.applicationUndeployed(List.of("c"));
        assertThat(Objects.requireNonNull(ask(router, "INVITE")).getNextApplicationName())
                .isEqualTo("a");
    }

    @Test
    @DisplayName("DAR-8: an entry for an application that is not deployed is passed over")
    void absent_applications_are_passed_over() throws IOException {
        var router = router("""
                INVITE: ("gone", "", "NEUTRAL", "", "NO_ROUTE", "0"), ("here", "", "NEUTRAL", "", "NO_ROUTE", "1")
                """, "here");

        assertThat(router.problems()).isEmpty();
        assertThat(Objects.requireNonNull(ask(router, "INVITE")).getNextApplicationName())
                .isEqualTo("here");
        router.applicationUndeployed(List.of("here"));
        assertThat(ask(router, "INVITE")).isNull();
    }

    @Test
    @DisplayName("DAR-9: a method without entry selects no application")
    void a_method_without_entry_selects_nothing() throws IOException {
        var router = router(rule("INVITE", "a"), "a");

        assertThat(ask(router, "MESSAGE")).isNull();
    }

    @Test
    @DisplayName("DAR-2: the system property or a given property names the file, in either spelling")
    void a_property_names_the_file() throws IOException {
        Files.writeString(file, rule("INVITE", "a"));
        for (String property : List.of(DarSource.PROPERTY, DarSource.JAKARTA_PROPERTY)) {
            for (String spelling : List.of(file.toUri().toString(), file.toString())) {
                var router = new DefaultApplicationRouter();
                Properties properties = new Properties();
                properties.setProperty(property, spelling);
                router.init(properties);
                router.applicationDeployed(List.of("a", "b"));
                assertThat(Objects.requireNonNull(ask(router, "INVITE")).getNextApplicationName())
                        .isEqualTo("a");
            }
        }
        System.setProperty(DarSource.PROPERTY, file.toUri().toString());
        try {
            var router = new DefaultApplicationRouter();
            router.init();
            router.applicationDeployed(List.of("a", "b"));
            assertThat(Objects.requireNonNull(ask(router, "INVITE")).getNextApplicationName())
                    .isEqualTo("a");
        } finally {
            System.clearProperty(DarSource.PROPERTY);
        }
    }

    @Test
    void without_any_file_a_lone_application_gets_every_new_request_from_outside() {
        var router = new DefaultApplicationRouter();
        router.init();
        router.applicationDeployed(List.of("lone"));

        SipApplicationRouterInfo answer = Objects.requireNonNull(ask(router, "MESSAGE"));
        assertThat(answer.getNextApplicationName()).isEqualTo("lone");
        assertThat(carryOn(router, "MESSAGE", answer)).isNull();
        assertThat(router.getNextApplication(
                        request("MESSAGE", false), null, SipApplicationRoutingDirective.NEW, null, null))
                .isNull();

        router.applicationDeployed(List.of("second"));
        assertThat(ask(router, "MESSAGE")).isNull();
    }

    @Test
    void a_file_that_is_named_and_missing_selects_nothing_until_it_is_there() throws IOException {
        var router = new DefaultApplicationRouter(file.toUri());
        router.init();
        router.applicationDeployed(List.of("a"));
        assertThat(ask(router, "INVITE")).isNull();

        Files.writeString(file, rule("INVITE", "a"));
        router.applicationDeployed(List.of("b"));
        assertThat(Objects.requireNonNull(ask(router, "INVITE")).getNextApplicationName())
                .isEqualTo("a");
    }

    @Test
    void a_problem_names_file_and_line() throws IOException {
        var router = router("INVITE: nonsense\n" + rule("MESSAGE", "a"), "a");

        assertThat(router.problems()).singleElement().asString().startsWith(file + ", line 1: ");
        assertThat(Objects.requireNonNull(ask(router, "MESSAGE")).getNextApplicationName())
                .isEqualTo("a");
    }

    @Test
    void a_targeted_request_goes_where_it_is_aimed_at_and_goes_on_from_there() throws IOException {
        var router = router("""
                INVITE: ("a", "", "NEUTRAL", "", "NO_ROUTE", "0"), \
                ("b", "", "NEUTRAL", "", "NO_ROUTE", "1"), \
                ("c", "", "NEUTRAL", "", "NO_ROUTE", "2")
                """, "a", "b", "c", "d");

        SipApplicationRouterInfo answer = Objects.requireNonNull(aim(router, "b"));
        assertThat(answer.getNextApplicationName()).isEqualTo("b");
        assertThat(Objects.requireNonNull(carryOn(router, "INVITE", answer)).getNextApplicationName())
                .isEqualTo("c");

        SipApplicationRouterInfo outside = Objects.requireNonNull(aim(router, "d"));
        assertThat(outside.getNextApplicationName()).isEqualTo("d");
        assertThat(carryOn(router, "INVITE", outside)).isNull();

        assertThat(Objects.requireNonNull(aim(router, "gone")).getNextApplicationName())
                .isEqualTo("a");
    }

    @Test
    void options_decide_about_an_entry() throws IOException {
        var router = router("""
                INVITE: ("in", "", "NEUTRAL", "", "NO_ROUTE", "0", "DIRECTION=INBOUND"), \
                ("vip", "", "NEUTRAL", "", "NO_ROUTE", "1", "REGEX=From: .*vip@"), \
                ("rest", "", "NEUTRAL", "", "NO_ROUTE", "2")
                """, "in", "vip", "rest");

        assertThat(Objects.requireNonNull(ask(router, "INVITE")).getNextApplicationName())
                .isEqualTo("in");
        assertThat(Objects.requireNonNull(router.getNextApplication(
                                request("INVITE", false), null, SipApplicationRoutingDirective.NEW, null, null))
                        .getNextApplicationName())
                .isEqualTo("rest");
    }

    @Test
    @DisplayName("RTR-23: initialising twice is refused")
    void a_second_init_is_refused() {
        var router = new DefaultApplicationRouter();
        router.init();

        assertThatThrownBy(router::init).isInstanceOf(IllegalStateException.class);
        router.destroy();
        router.init();
    }

    private DefaultApplicationRouter router(String rules, String... deployed) throws IOException {
        Files.writeString(file, rules);
        var router = new DefaultApplicationRouter(file.toUri());
        router.init();
        router.applicationDeployed(List.of(deployed));
        return router;
    }

    private static String rule(String method, String application) {
        return method + ": (\"" + application + "\", \"DAR:From\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\")\n";
    }

    private static @Nullable SipApplicationRouterInfo ask(DefaultApplicationRouter router, String method) {
        return router.getNextApplication(request(method, true), null, SipApplicationRoutingDirective.NEW, null, null);
    }

    private static @Nullable SipApplicationRouterInfo carryOn(
            DefaultApplicationRouter router, String method, SipApplicationRouterInfo last) {
        return router.getNextApplication(
                request(method, true),
                last.getRoutingRegion(),
                SipApplicationRoutingDirective.CONTINUE,
                null,
                last.getStateInfo());
    }

    private static @Nullable SipApplicationRouterInfo aim(DefaultApplicationRouter router, String application) {
        return router.getNextApplication(
                request("INVITE", true),
                null,
                SipApplicationRoutingDirective.NEW,
                new SipTargetedRequestInfo(SipTargetedRequestType.ENCODED_URI, application),
                null);
    }

    private static SipServletRequest request(String method, boolean fromOutside) {
        Map<String, Object> answers = new HashMap<>(Map.of(
                "getMethod",
                method,
                "getAddressHeader From",
                address("sip:alice@example.com"),
                "getAddressHeader To",
                address("sip:bob@example.com"),
                "toString",
                method + " sip:bob@example.com SIP/2.0\r\nFrom: <sip:alice@example.com>\r\n"));
        if (fromOutside) {
            answers.put("getInitialRemoteAddr", "192.0.2.1");
        }
        return Stub.of(SipServletRequest.class, answers);
    }

    private static Address address(String uri) {
        return Stub.of(Address.class, Map.of("getURI", Stub.of(SipURI.class, Map.of("toString", uri))));
    }
}
