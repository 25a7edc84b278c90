package org.sipario.servlet.security;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Security;
import org.sipario.servlet.descriptor.SecurityConstraint;
import org.sipario.servlet.descriptor.SecurityConstraint.TransportGuarantee;

/**
 * The security constraints of one application, asked once a request. Several that mean the same request add up as in
 * the Servlet specification (13.8.1): who may pass one may pass, unless one of them names no role at all and so shuts
 * out everybody.
 */
public final class Constraints {

    /** An answer to these can not be sent, or would come too late: RFC 3261 §22.1, RFC 3262 §4. */
    private static final Set<String> NEVER_CHALLENGED = Set.of("ACK", "CANCEL", "PRACK");

    private static final String ANY_ROLE = "*";
    private static final String ANYBODY_KNOWN = "**";
    private static final Decision PERMITTED = new Decision.Permitted();

    /**
     * One constraint, with what need not be found out for each request.
     *
     * @param named the roles that it names; empty where anybody may pass
     * @param asked those, and in place of {@code *} all of the application: a user database may say of everybody whom
     * it knows that he has the role {@code *}
     */
    private record Rule(SecurityConstraint constraint, Set<String> named, List<String> asked) {

        static Rule of(SecurityConstraint constraint, List<String> roles) {
            Set<String> roleNames = constraint.roles();
            Set<String> named = roleNames == null ? Set.of() : roleNames;
            Set<String> asked = new LinkedHashSet<>(named);
            if (asked.remove(ANY_ROLE)) {
                asked.addAll(roles);
            }
            return new Rule(constraint, named, List.copyOf(asked));
        }

        boolean covers(String servlet, String method) {
            return constraint.covers(servlet, method);
        }

        boolean isOpen() {
            return constraint.roles() == null;
        }

        boolean isShut() {
            return named.isEmpty() && !isOpen();
        }

        boolean lets(Predicate<String> isInRole) {
            if (named.contains(ANYBODY_KNOWN)) {
                return true;
            }
            for (String role : asked) {
                if (isInRole.test(role)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final List<Rule> rules;

    /** Of an application as it declares them. */
    public Constraints(Security security) {
        List<Rule> all = new ArrayList<>();
        for (SecurityConstraint constraint : security.constraints()) {
            all.add(Rule.of(constraint, security.roles()));
        }
        rules = List.copyOf(all);
    }

    /** Whether there are none, so that nobody need ask. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /**
     * What a request gets.
     *
     * @param servlet name of the servlet that it is for
     * @param method of the request
     * @param secure whether it came over TLS
     * @param isInRole tells whether its authenticated sender has a role; null where nobody is authenticated
     */
    public Decision check(String servlet, String method, boolean secure, @Nullable Predicate<String> isInRole) {
        if (NEVER_CHALLENGED.contains(method)) {
            return PERMITTED;
        }
        boolean meant = false;
        boolean needsTls = true;
        boolean open = false;
        boolean shut = false;
        boolean proxy = false;
        for (Rule rule : rules) {
            if (rule.covers(servlet, method)) {
                meant = true;
                needsTls &= rule.constraint().transport() != TransportGuarantee.NONE;
                open |= rule.isOpen();
                shut |= rule.isShut();
                proxy |= rule.constraint().proxyAuthentication();
            }
        }
        if (!meant) {
            return PERMITTED;
        }
        if (needsTls && !secure) {
            return new Decision.Forbidden(method + " to " + servlet + " must come over TLS");
        }
        if (shut) {
            return new Decision.Forbidden(method + " to " + servlet + " is open to nobody");
        }
        if (open) {
            return PERMITTED;
        }
        return isInRole == null ? new Decision.Challenge(proxy ? 407 : 401) : checkRoles(servlet, method, isInRole);
    }

    private Decision checkRoles(String servlet, String method, Predicate<String> isInRole) {
        for (Rule rule : rules) {
            if (rule.covers(servlet, method) && rule.lets(isInRole)) {
                return PERMITTED;
            }
        }
        Set<String> allowed = new HashSet<>();
        for (Rule rule : rules) {
            if (rule.covers(servlet, method)) {
                allowed.addAll(rule.asked());
            }
        }
        return new Decision.Forbidden(method + " to " + servlet + " is open to " + allowed);
    }
}
