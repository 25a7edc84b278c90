package org.sipario.message;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Parameters.Parameter;
import org.sipario.message.SipUri.UriHeader;

/** Equality of two URIs: RFC 3261 §19.1.4, with RFC 5954 §4.2 for IPv6. */
final class SipUriComparison {

    /** Parameters that both URIs must have or neither; any other may be in one only. */
    private static final Set<String> SIGNIFICANT = Set.of("user", "ttl", "method", "maddr", "transport");

    private SipUriComparison() {}

    static boolean same(SipUri a, SipUri b) {
        return a.isSecure() == b.isSecure()
                && a.port() == b.port()
                && sameText(a.user(), b.user())
                && sameText(a.password(), b.password())
                && sameHost(a.host(), b.host())
                && agree(a.parameters(), b.parameters())
                && agree(b.parameters(), a.parameters())
                && sameHeaders(a.headers(), b.headers());
    }

    private static boolean sameText(@Nullable String a, @Nullable String b) {
        return a == null || b == null ? a == b : Escapes.normal(a).equals(Escapes.normal(b));
    }

    static boolean sameHost(String a, String b) {
        if (a.equalsIgnoreCase(b)) {
            return true;
        }
        if (!a.startsWith("[") || !b.startsWith("[")) {
            return false;
        }
        try {
            return InetAddress.ofLiteral(a).equals(InetAddress.ofLiteral(b));
        } catch (IllegalArgumentException _) {
            // One is not an address, and the texts differ.
            return false;
        }
    }

    private static boolean agree(Parameters a, Parameters b) {
        for (Parameter parameter : a.all()) {
            String name = Escapes.normal(parameter.name()).toLowerCase(Locale.ROOT);
            boolean there = false;
            for (Parameter other : b.all()) {
                if (Escapes.normal(other.name()).equalsIgnoreCase(name)) {
                    there = true;
                    if (!sameValue(parameter.value(), other.value())) {
                        return false;
                    }
                }
            }
            if (!there && SIGNIFICANT.contains(name)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(@Nullable String a, @Nullable String b) {
        return a == null || b == null ? a == b : Escapes.normal(a).equalsIgnoreCase(Escapes.normal(b));
    }

    /** Every header counts, in any order. */
    private static boolean sameHeaders(List<UriHeader> a, List<UriHeader> b) {
        if (a.size() != b.size()) {
            return false;
        }
        List<UriHeader> left = new ArrayList<>(b);
        for (UriHeader header : a) {
            UriHeader found = null;
            for (UriHeader other : left) {
                if (HeaderName.of(Escapes.resolve(header.name())).equals(HeaderName.of(Escapes.resolve(other.name())))
                        && Escapes.normal(header.value()).equals(Escapes.normal(other.value()))) {
                    found = other;
                    break;
                }
            }
            if (found == null) {
                return false;
            }
            left.remove(found);
        }
        return true;
    }
}
