package org.sipario.core;

import java.util.Collection;
import java.util.List;
import org.sipario.message.NameAddr;
import org.sipario.message.Uri;

/** Where a request may go, best first and each place once: RFC 3261 §16.5, §16.7 step 4. Immutable. */
public final class TargetSet {

    private TargetSet() {}

    /** From Contact values, by falling q (absent: 1); those of equal q in their order. */
    public static TargetSet of(List<NameAddr> contacts) {
        throw new UnsupportedOperationException();
    }

    /** Without places that were tried before. */
    public TargetSet without(Collection<? extends Uri> tried) {
        throw new UnsupportedOperationException();
    }

    /** Only those a proxy can forward to: sip, sips, tel; only sips where the request came for a sips URI (§16.5). */
    public TargetSet reachable(boolean secure) {
        throw new UnsupportedOperationException();
    }

    /** In order. */
    public List<Uri> uris() {
        throw new UnsupportedOperationException();
    }

    public boolean isEmpty() {
        return uris().isEmpty();
    }
}
