package org.sipario.servlet.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Security;
import org.sipario.servlet.descriptor.SecurityConstraint;
import org.sipario.servlet.descriptor.SecurityConstraint.ResourceCollection;
import org.sipario.servlet.descriptor.SecurityConstraint.TransportGuarantee;
import org.sipario.servlet.security.Decision.Challenge;
import org.sipario.servlet.security.Decision.Forbidden;
import org.sipario.servlet.security.Decision.Permitted;

class ConstraintsTest {

    private static final Predicate<String> MEMBER = "member"::equals;
    private static final Predicate<String> STRANGER = role -> false;

    @Test
    @DisplayName("SEC-1: a constraint holds for its servlets and methods alone, and without methods for all")
    void a_constraint_holds_for_what_it_names() {
        Constraints constraints = constraints(roles(Set.of("INVITE"), "member"));

        assertThat(constraints.check("calls", "INVITE", false, null)).isEqualTo(new Challenge(401));
        assertThat(constraints.check("calls", "MESSAGE", false, null)).isEqualTo(new Permitted());
        assertThat(constraints.check("other", "INVITE", false, null)).isEqualTo(new Permitted());
        assertThat(constraints(roles(Set.of(), "member")).check("calls", "MESSAGE", false, null))
                .isEqualTo(new Challenge(401));
    }

    @Test
    @DisplayName("SEC-2: who is not known is challenged with 401, or 407 where the constraint says so")
    void the_unknown_are_challenged() {
        assertThat(constraints(constraint(Set.of(), true, Set.of("member"), TransportGuarantee.NONE))
                        .check("calls", "INVITE", false, null))
                .isEqualTo(new Challenge(407));
        assertThat(constraints(roles(Set.of(), "member")).check("calls", "INVITE", false, MEMBER))
                .isEqualTo(new Permitted());
    }

    @Test
    @DisplayName("SEC-5: who is known and has no role of those is forbidden")
    void the_wrong_role_is_forbidden() {
        assertThat(constraints(roles(Set.of(), "member")).check("calls", "INVITE", false, STRANGER))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    @DisplayName("SEC-6: no role at all denies everybody, and * permits every user with a role of the application")
    void no_role_and_any_role() {
        assertThat(constraints(roles(Set.of())).check("calls", "INVITE", false, MEMBER))
                .isInstanceOf(Forbidden.class);
        assertThat(constraints(roles(Set.of())).check("calls", "INVITE", false, null))
                .isInstanceOf(Forbidden.class);
        assertThat(constraints(roles(Set.of(), "*")).check("calls", "INVITE", false, MEMBER))
                .isEqualTo(new Permitted());
        assertThat(constraints(roles(Set.of(), "*")).check("calls", "INVITE", false, STRANGER))
                .isInstanceOf(Forbidden.class);
        assertThat(constraints(roles(Set.of(), "*")).check("calls", "INVITE", false, "*"::equals))
                .as("Tomcat says of everybody whom it knows that he has the role *")
                .isInstanceOf(Forbidden.class);
        assertThat(constraints(roles(Set.of(), "**")).check("calls", "INVITE", false, STRANGER))
                .isEqualTo(new Permitted());
    }

    @Test
    @DisplayName("SEC-8: a transport guarantee forbids what did not come over TLS")
    void a_guarantee_wants_tls() {
        for (TransportGuarantee guarantee : List.of(TransportGuarantee.CONFIDENTIAL, TransportGuarantee.INTEGRAL)) {
            Constraints constraints = constraints(constraint(Set.of(), false, null, guarantee));
            assertThat(constraints.check("calls", "INVITE", false, MEMBER)).isInstanceOf(Forbidden.class);
            assertThat(constraints.check("calls", "INVITE", true, null)).isEqualTo(new Permitted());
        }
    }

    @Test
    @DisplayName("SEC-9: ACK, CANCEL and PRACK are never challenged")
    void some_methods_are_never_challenged() {
        for (String method : List.of("ACK", "CANCEL", "PRACK")) {
            assertThat(constraints(roles(Set.of(), "member")).check("calls", method, false, null))
                    .isEqualTo(new Permitted());
        }
    }

    @Test
    void constraints_on_one_request_add_up() {
        SecurityConstraint members = roles(Set.of("INVITE"), "member");
        SecurityConstraint admins = roles(Set.of(), "admin");
        SecurityConstraint anybody = constraint(Set.of(), false, null, TransportGuarantee.NONE);

        assertThat(constraints(admins, members).check("calls", "INVITE", false, MEMBER))
                .isEqualTo(new Permitted());
        assertThat(constraints(admins, members).check("calls", "MESSAGE", false, MEMBER))
                .isInstanceOf(Forbidden.class);
        assertThat(constraints(admins, anybody).check("calls", "INVITE", false, null))
                .isEqualTo(new Permitted());
        assertThat(constraints(anybody, roles(Set.of())).check("calls", "INVITE", false, MEMBER))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void one_constraint_without_a_guarantee_lets_in_what_came_without_tls() {
        SecurityConstraint confidential = constraint(Set.of(), false, null, TransportGuarantee.CONFIDENTIAL);
        SecurityConstraint plain = constraint(Set.of("INVITE"), false, null, TransportGuarantee.NONE);

        assertThat(constraints(confidential, plain).check("calls", "INVITE", false, null))
                .isEqualTo(new Permitted());
        assertThat(constraints(confidential, plain).check("calls", "MESSAGE", false, null))
                .isEqualTo(new Forbidden("MESSAGE to calls must come over TLS"));
    }

    @Test
    void the_missing_way_is_named_before_the_missing_role_and_a_shut_door_before_an_open_one() {
        SecurityConstraint shut = constraint(Set.of(), false, Set.of(), TransportGuarantee.INTEGRAL);
        SecurityConstraint anybody = constraint(Set.of(), false, null, TransportGuarantee.INTEGRAL);

        assertThat(constraints(anybody, shut).check("calls", "INVITE", false, MEMBER))
                .isEqualTo(new Forbidden("INVITE to calls must come over TLS"));
        assertThat(constraints(anybody, shut).check("calls", "INVITE", true, MEMBER))
                .isEqualTo(new Forbidden("INVITE to calls is open to nobody"));
        assertThat(constraints(shut, anybody).check("calls", "INVITE", true, MEMBER))
                .isEqualTo(new Forbidden("INVITE to calls is open to nobody"));
    }

    @Test
    void one_constraint_that_wants_a_proxys_challenge_makes_it_one() {
        SecurityConstraint proxy = constraint(Set.of("INVITE"), true, Set.of("member"), TransportGuarantee.NONE);

        assertThat(constraints(roles(Set.of(), "admin"), proxy).check("calls", "INVITE", false, null))
                .isEqualTo(new Challenge(407));
        assertThat(constraints(roles(Set.of(), "admin"), proxy).check("calls", "MESSAGE", false, null))
                .isEqualTo(new Challenge(401));
    }

    @Test
    void a_role_is_refused_with_those_that_would_pass() {
        assertThat(constraints(roles(Set.of(), "admin")).check("calls", "INVITE", false, MEMBER))
                .isEqualTo(new Forbidden("INVITE to calls is open to [admin]"));
        Decision decision = constraints(roles(Set.of(), "guest"), roles(Set.of("INVITE"), "*"))
                .check("calls", "INVITE", false, STRANGER);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Forbidden.class,
                        forbidden -> assertThat(forbidden.why())
                                .startsWith("INVITE to calls is open to [")
                                .contains("guest", "member", "admin"));
    }

    @Test
    void anybody_known_passes_whichever_constraint_says_so() {
        Constraints constraints = constraints(roles(Set.of(), "admin"), roles(Set.of("INVITE"), "**"));

        assertThat(constraints.check("calls", "INVITE", false, STRANGER)).isEqualTo(new Permitted());
        assertThat(constraints.check("calls", "INVITE", false, null)).isEqualTo(new Challenge(401));
        assertThat(constraints.check("calls", "MESSAGE", false, STRANGER)).isInstanceOf(Forbidden.class);
    }

    @Test
    void a_constraint_holds_for_each_of_its_collections() {
        Constraints constraints = constraints(new SecurityConstraint(
                List.of(
                        new ResourceCollection("one", Set.of("calls"), Set.of("INVITE")),
                        new ResourceCollection("two", Set.of("presence"), Set.of("PUBLISH", "SUBSCRIBE"))),
                false,
                Set.of("member"),
                TransportGuarantee.NONE));

        assertThat(constraints.check("calls", "INVITE", false, null)).isEqualTo(new Challenge(401));
        assertThat(constraints.check("presence", "SUBSCRIBE", false, null)).isEqualTo(new Challenge(401));
        assertThat(constraints.check("calls", "SUBSCRIBE", false, null)).isEqualTo(new Permitted());
        assertThat(constraints.check("presence", "INVITE", false, null)).isEqualTo(new Permitted());
    }

    @Test
    void without_constraints_everything_passes() {
        assertThat(constraints().isEmpty()).isTrue();
        assertThat(constraints().check("calls", "INVITE", false, null)).isEqualTo(new Permitted());
        assertThat(constraints(roles(Set.of())).isEmpty()).isFalse();
    }

    @Test
    void a_collection_that_names_no_servlet_means_all() {
        Constraints constraints = constraints(new SecurityConstraint(
                List.of(new ResourceCollection("", Set.of(), Set.of())),
                false,
                Set.of("member"),
                TransportGuarantee.NONE));

        assertThat(constraints.check("whatever", "INVITE", false, null)).isEqualTo(new Challenge(401));
    }

    private static Constraints constraints(SecurityConstraint... all) {
        return new Constraints(new Security(List.of(all), null, List.of("member", "admin")));
    }

    private static SecurityConstraint roles(Set<String> methods, String... roles) {
        return constraint(methods, false, Set.of(roles), TransportGuarantee.NONE);
    }

    private static SecurityConstraint constraint(
            Set<String> methods, boolean proxy, @Nullable Set<String> roles, TransportGuarantee guarantee) {
        return new SecurityConstraint(
                List.of(new ResourceCollection("all", Set.of("calls"), methods)), proxy, roles, guarantee);
    }
}
