package org.sipario.servlet.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;

/** The exchanges of a session that are under way, oldest first. Immutable, so that any thread may read it. */
public record Exchanges(List<Exchange> open) {

    static final Exchanges NONE = new Exchanges(List.of());

    Exchanges plus(Exchange exchange) {
        if (open.contains(exchange)) {
            return this;
        }
        if (open.isEmpty()) {
            return new Exchanges(List.of(exchange));
        }
        List<Exchange> more = new ArrayList<>(open);
        more.add(exchange);
        return new Exchanges(List.copyOf(more));
    }

    Exchanges minus(Exchange exchange) {
        if (!open.contains(exchange)) {
            return this;
        }
        if (open.size() == 1) {
            return NONE;
        }
        List<Exchange> fewer = new ArrayList<>(open);
        fewer.remove(exchange);
        return new Exchanges(List.copyOf(fewer));
    }

    /** Whether nothing is under way. */
    public boolean isEmpty() {
        return open.isEmpty();
    }

    /** Whether a final response is to come or go. */
    public boolean isPending() {
        for (Exchange exchange : open) {
            if (exchange.isPending()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a BYE has no final response yet. */
    public boolean isHangingUp() {
        for (Exchange exchange : open) {
            if (exchange.method().equals(Method.BYE) && exchange.isPending()) {
                return true;
            }
        }
        return false;
    }

    /** The INVITE of that CSeq that came in and is under way, or null. */
    @Nullable
    Exchange invite(long cseq) {
        for (Exchange exchange : open) {
            if (!exchange.isSent() && exchange.method().equals(Method.INVITE) && exchange.sequence() == cseq) {
                return exchange;
            }
        }
        return null;
    }

    /** Whether an INVITE without final response is under way, sent (true) or received (false) by us. */
    public boolean isInviting(boolean sent) {
        for (Exchange exchange : open) {
            if (exchange.method().equals(Method.INVITE) && exchange.isPending() && exchange.isSent() == sent) {
                return true;
            }
        }
        return false;
    }
}
