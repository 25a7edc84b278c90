package org.sipario.core.proxy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.sipario.message.NameAddr;
import org.sipario.message.OtherUri;
import org.sipario.message.SipUri;
import org.sipario.message.TelUri;
import org.sipario.message.Uri;

/** The target set of a request, best first, without duplicates: RFC 3261 §16.5, §16.7 step 4. Immutable. */
public final class TargetSet {

    private final List<Uri> uris;

    private TargetSet(List<Uri> uris) {
        this.uris = List.copyOf(uris);
    }

    /**
     * From Contact values, by descending q (absent or malformed: 1); those of equal q in their order. Parts that a
     * Request-URI may not have are removed.
     */
    public static TargetSet of(List<NameAddr> contacts) {
        List<Uri> distinct = new ArrayList<>();
        contacts.stream()
                .sorted(Comparator.comparingDouble(TargetSet::q).reversed())
                .map(NameAddr::uri)
                .filter(Objects::nonNull)
                .map(Uri::asRequestUri)
                .forEach(uri -> {
                    if (!contains(distinct, uri)) {
                        distinct.add(uri);
                    }
                });
        return new TargetSet(distinct);
    }

    /** Without targets that were tried before. */
    public TargetSet without(Collection<? extends Uri> tried) {
        return new TargetSet(uris.stream().filter(uri -> !contains(tried, uri)).toList());
    }

    /** Only those that a proxy can forward to: sip, sips, tel; only sips if the Request-URI was sips (§16.5). */
    public TargetSet reachable(boolean secure) {
        return new TargetSet(
                uris.stream().filter(uri -> isReachable(uri, secure)).toList());
    }

    /** In order. */
    public List<Uri> uris() {
        return uris;
    }

    /** Whether there is no target. */
    public boolean isEmpty() {
        return uris.isEmpty();
    }

    static boolean isReachable(Uri uri, boolean secure) {
        return switch (uri) {
            case SipUri sip -> sip.isSecure() || !secure;
            case TelUri _ -> !secure;
            case OtherUri _ -> false;
        };
    }

    private static boolean contains(Collection<? extends Uri> some, Uri uri) {
        return some.stream().anyMatch(one -> switch (one) {
            case SipUri sip -> uri instanceof SipUri other && sip.matches(other);
            case TelUri tel -> uri instanceof TelUri other && tel.matches(other);
            case OtherUri plain -> plain.equals(uri);
        });
    }

    private static double q(NameAddr contact) {
        String q = contact.parameters().value("q");
        try {
            return q == null ? 1 : Math.clamp(Double.parseDouble(q), 0, 1);
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
