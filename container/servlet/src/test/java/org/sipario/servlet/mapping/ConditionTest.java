package org.sipario.servlet.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TelURL;
import jakarta.servlet.sip.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.servlet.mapping.Condition.And;
import org.sipario.servlet.mapping.Condition.Contains;
import org.sipario.servlet.mapping.Condition.Equal;
import org.sipario.servlet.mapping.Condition.Exists;
import org.sipario.servlet.mapping.Condition.Not;
import org.sipario.servlet.mapping.Condition.Or;
import org.sipario.servlet.mapping.Condition.SubdomainOf;

class ConditionTest {

    private static final SipURI BOB = sip("bob", "a.Example.com", -1, false);

    @Test
    @DisplayName("MAP-8: and, or, not, equal, contains, exists and subdomain-of nest freely")
    void conditions_nest() {
        Condition invite = equal("request.method", "INVITE");
        Condition other = equal("request.method", "MESSAGE");

        assertThat(new And(List.of(invite, new Not(other))).matches(to(BOB))).isTrue();
        assertThat(new And(List.of(invite, other)).matches(to(BOB))).isFalse();
        assertThat(new Or(List.of(other, invite)).matches(to(BOB))).isTrue();
        assertThat(new Or(List.of(other, new Not(invite))).matches(to(BOB))).isFalse();
        assertThat(new Not(new And(List.of(new Exists(variable("request.uri.user")), other))).matches(to(BOB)))
                .isTrue();
    }

    @Test
    @DisplayName("MAP-9: equal and contains mind case unless told otherwise")
    void case_counts_unless_ignored() {
        assertThat(equal("request.uri.user", "Bob").matches(to(BOB))).isFalse();
        assertThat(new Equal(variable("request.uri.user"), "Bob", true).matches(to(BOB)))
                .isTrue();
        assertThat(new Contains(variable("request.uri.host"), "example", false).matches(to(BOB)))
                .isFalse();
        assertThat(new Contains(variable("request.uri.host"), "example", true).matches(to(BOB)))
                .isTrue();
    }

    @Test
    @DisplayName("MAP-10: method, Request-URI, From, To and Route can be asked for")
    void every_variable_is_read() {
        SipServletRequest request = Stub.of(
                SipServletRequest.class,
                Map.of(
                        "getMethod", "INVITE",
                        "getRequestURI", BOB,
                        "getFrom", address("Alice", sip("alice", "from.org", 5070, false)),
                        "getTo", address("Bob", sip("bob", "to.org", -1, true)),
                        "getAddressHeader Route", address(null, sip("app", "route.org", -1, false))));

        assertThat(variable("request.method").read(request)).contains("INVITE");
        assertThat(variable("request.uri").read(request)).contains("sip:bob@a.Example.com");
        assertThat(variable("request.from.uri.host").read(request)).contains("from.org");
        assertThat(variable("request.from.uri.port").read(request)).contains("5070");
        assertThat(variable("request.to.uri.host").read(request)).contains("to.org");
        assertThat(variable("request.route.uri.user").read(request)).contains("app");
    }

    @Test
    void the_route_is_the_one_that_led_here_though_the_container_took_it_off() {
        SipServletRequest request = Stub.of(
                SipServletRequest.class,
                Map.of(
                        "getPoppedRoute", address(null, sip("here", "us.org", -1, false)),
                        "getAddressHeader Route", address(null, sip("next", "them.org", -1, false))));

        assertThat(variable("request.route.uri.user").read(request)).contains("here");
    }

    @Test
    @DisplayName("MAP-11: a URI has scheme, user, host, port, parameters, a telephone number, and its whole text")
    void parts_of_a_uri() {
        SipURI phone = Stub.of(
                SipURI.class,
                Map.of(
                        "getScheme",
                        "sip",
                        "getUser",
                        "+1-201;x=y",
                        "getUserParam",
                        "phone",
                        "getParameter user",
                        "phone"));
        TelURL tel = tel("201.555-0123", true);

        assertThat(variable("request.uri.scheme").read(to(BOB))).contains("sip");
        assertThat(variable("request.uri.tel").read(to(phone))).contains("+1201");
        assertThat(variable("request.uri.param.user").read(to(phone))).contains("phone");
        assertThat(variable("request.uri.tel").read(to(tel))).contains("+2015550123");
        assertThat(variable("request.uri.tel").read(to(BOB))).isEmpty();
        assertThat(variable("request.uri").read(to(BOB))).contains("sip:bob@a.Example.com");
    }

    @Test
    @DisplayName("MAP-12: From and To have a display name and a URI")
    void display_names() {
        SipServletRequest request = Stub.of(
                SipServletRequest.class, Map.of("getFrom", address("Alice A.", BOB), "getTo", address(null, BOB)));

        assertThat(equal("request.from.display-name", "Alice A.").matches(request))
                .isTrue();
        assertThat(new Exists(variable("request.to.display-name")).matches(request))
                .isFalse();
        assertThat(equal("request.to.uri", "sip:bob@a.Example.com").matches(request))
                .isTrue();
    }

    @Test
    @DisplayName("MAP-13: a URI without port has the port of its scheme")
    void default_ports() {
        assertThat(equal("request.uri.port", "5060").matches(to(BOB))).isTrue();
        assertThat(equal("request.uri.port", "5061").matches(to(sip("bob", "x", -1, true))))
                .isTrue();
        assertThat(equal("request.uri.port", "5062").matches(to(sip("bob", "x", 5062, true))))
                .isTrue();
    }

    @Test
    @DisplayName("MAP-14: what is not defined equals nothing and does not exist")
    void undefined_variables() {
        SipServletRequest request = to(tel("7042", false));

        assertThat(equal("request.uri.user", "").matches(request)).isFalse();
        assertThat(new Exists(variable("request.uri.user")).matches(request)).isFalse();
        assertThat(new Contains(variable("request.uri.host"), "", false).matches(request))
                .isFalse();
        assertThat(new SubdomainOf(variable("request.uri.host"), "com").matches(request))
                .isFalse();
        assertThat(new Exists(variable("request.uri.tel")).matches(request)).isTrue();
    }

    @Test
    @DisplayName("MAP-15: subdomain-of goes by label, and by prefix for telephone numbers")
    void subdomains() {
        assertThat(below("a.b.com", "b.com")).isTrue();
        assertThat(below("B.com", "b.COM")).isTrue();
        assertThat(below("ab.com", "b.com")).isFalse();
        assertThat(below("b.com", "a.b.com")).isFalse();
        assertThat(below("10.1.2.3", "2.3")).isFalse();
        assertThat(below("10.1.2.3", "10.1.2.3")).isTrue();

        Variable number = variable("request.uri.tel");
        SipServletRequest request = to(tel("1-201-555", true));
        assertThat(new SubdomainOf(number, "+1(201)").matches(request)).isTrue();
        assertThat(new SubdomainOf(number, "1201").matches(request)).isTrue();
        assertThat(new SubdomainOf(number, "+1202").matches(request)).isFalse();
        assertThat(new SubdomainOf(number, "+1201").matches(to(tel("1201", false))))
                .isFalse();
    }

    @Test
    @DisplayName("MAP-16: a method in lower case is another method")
    void methods_mind_case() {
        assertThat(equal("request.method", "invite").matches(to(BOB))).isFalse();
        assertThat(new Equal(variable("request.method"), "invite", true).matches(to(BOB)))
                .isTrue();
    }

    @Test
    void a_variable_that_does_not_exist_is_refused_with_what_does() {
        for (String name : List.of(
                "request.body",
                "request.uri.",
                "request.uri.param.",
                "request.from.host",
                "request.to.uri.colour",
                "request.method.x",
                "uri")) {
            assertThatThrownBy(() -> variable(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + name + "\"")
                    .hasMessageContaining("request.method");
        }
    }

    private static boolean below(String host, String domain) {
        return new SubdomainOf(variable("request.uri.host"), domain).matches(to(sip("u", host, -1, false)));
    }

    private static Variable variable(String name) {
        return Variable.named(name);
    }

    private static Condition equal(String variable, String value) {
        return new Equal(variable(variable), value, false);
    }

    private static SipServletRequest to(URI uri) {
        return Stub.of(SipServletRequest.class, Map.of("getMethod", "INVITE", "getRequestURI", uri));
    }

    private static SipURI sip(String user, String host, int port, boolean secure) {
        String scheme = secure ? "sips" : "sip";
        return Stub.of(
                SipURI.class,
                Map.of(
                        "getScheme", scheme,
                        "getUser", user,
                        "getHost", host,
                        "getPort", port,
                        "isSecure", secure,
                        "toString", scheme + ":" + user + "@" + host));
    }

    private static TelURL tel(String number, boolean global) {
        return Stub.of(TelURL.class, Map.of("getScheme", "tel", "getPhoneNumber", number, "isGlobal", global));
    }

    private static Address address(@Nullable String displayName, URI uri) {
        Map<String, Object> answers = new HashMap<>(Map.of("getURI", uri));
        if (displayName != null) {
            answers.put("getDisplayName", displayName);
        }
        return Stub.of(Address.class, answers);
    }
}
