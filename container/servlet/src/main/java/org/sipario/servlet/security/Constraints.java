package org.sipario.servlet.security;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.descriptor.ApplicationDescriptor.Security;
import org.sipario.servlet.descriptor.SecurityConstraint;
import org.sipario.servlet.descriptor.SecurityConstraint.TransportGuarantee;

/**
 * The security constraints of one application, asked once a request. Several that mean the same request add up as in the Servlet
 * specification (13.8.1): who may pass one may pass, unless one of them names no role at all and so shuts out everybody.
 */
public final class Constraints {

    /** An answer to these can not be sent, or would come too late: RFC 3261 §22.1, RFC 3262 §4. */
    private static final Set<String> NEVER_CHALLENGED = Set.of("ACK", "CANCEL", "PRACK");

    private static final String ANY_ROLE = "*";
    private static final String ANYBODY_KNOWN = "**";

    private final List<SecurityConstraint> constraints;
    private final Set<String> roles;

    /** Of an application as it declares them. */
    public Constraints(Security security) {
        constraints = security.constraints();
        roles = Set.copyOf(security.roles());
    }

    /** Whether there are none, so that nobody need ask. */
    public boolean isEmpty() {
        return constraints.isEmpty();
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
        List<SecurityConstraint> meant = constraints.stream()
                .filter(constraint -> constraint.covers(servlet, method))
                .toList();
        if (meant.isEmpty() || NEVER_CHALLENGED.contains(method)) {
            return new Decision.Permitted();
        }
        boolean needsTls = meant.stream().noneMatch(constraint -> constraint.transport() == TransportGuarantee.NONE);
        if (needsTls && !secure) {
            return new Decision.Forbidden(method + " to " + servlet + " must come over TLS");
        }
        return checkRoles(servlet, method, meant, isInRole);
    }

    private Decision checkRoles(
            String servlet, String method, List<SecurityConstraint> meant, @Nullable Predicate<String> isInRole) {
        Set<String> allowed = new HashSet<>();
        boolean open = false;
        for (SecurityConstraint constraint : meant) {
            Set<String> named = constraint.roles();
            if (named == null) {
                open = true;
            } else if (named.isEmpty()) {
                return new Decision.Forbidden(method + " to " + servlet + " is open to nobody");
            } else {
                allowed.addAll(named);
            }
        }
        if (open) {
            return new Decision.Permitted();
        }
        if (isInRole == null) {
            boolean proxy = meant.stream().anyMatch(SecurityConstraint::proxyAuthentication);
            return new Decision.Challenge(proxy ? 407 : 401);
        }
        if (allowed.contains(ANY_ROLE)) {
            allowed.addAll(roles);
        }
        boolean passes = allowed.contains(ANYBODY_KNOWN) || allowed.stream().anyMatch(isInRole);
        return passes
                ? new Decision.Permitted()
                : new Decision.Forbidden(method + " to " + servlet + " is open to " + allowed);
    }
}
