package org.sipario.servlet.descriptor;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests, and what they must prove: JSR 289 §17.
 *
 * @param resources the requests meant
 * @param proxyAuthentication challenge with 407 instead of 401
 * @param roles that may pass; null where anybody may, empty where nobody may
 * @param transport what the way must promise
 */
public record SecurityConstraint(
        List<ResourceCollection> resources,
        boolean proxyAuthentication,
        @Nullable Set<String> roles,
        TransportGuarantee transport) {

    /** What the way of a request must promise. */
    public enum TransportGuarantee {
        NONE,
        /** Nobody changes it on the way: TLS. */
        INTEGRAL,
        /** Nobody reads it on the way: TLS. */
        CONFIDENTIAL
    }

    /**
     * Requests to these servlets with these methods.
     *
     * @param name for people
     * @param servlets names of servlets; none means all, as a forgotten name must not open a door
     * @param methods SIP methods; none means all
     */
    public record ResourceCollection(String name, Set<String> servlets, Set<String> methods) {
        public ResourceCollection {
            servlets = Set.copyOf(servlets);
            methods = Set.copyOf(methods);
        }

        /** Whether it means such a request. */
        public boolean covers(String servlet, String method) {
            return (servlets.isEmpty() || servlets.contains(servlet))
                    && (methods.isEmpty() || methods.contains(method));
        }
    }

    public SecurityConstraint {
        resources = List.copyOf(resources);
        roles = roles == null ? null : Set.copyOf(roles);
    }

    /** Whether it means requests of that method to that servlet. */
    public boolean covers(String servlet, String method) {
        for (ResourceCollection resource : resources) {
            if (resource.covers(servlet, method)) {
                return true;
            }
        }
        return false;
    }
}
