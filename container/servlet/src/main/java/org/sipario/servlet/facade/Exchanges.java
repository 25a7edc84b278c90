package org.sipario.servlet.facade;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;

/** What is under way in a session, oldest first. Never changes, so that other threads may look; none costs nothing. */
record Exchanges(List<Exchange> open) {

    static final Exchanges NONE = new Exchanges(List.of());

    Exchanges plus(Exchange exchange) {
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

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Whether a final response is to come or go. */
    boolean isPending() {
        for (Exchange exchange : open) {
            if (exchange.isPending()) {
                return true;
            }
        }
        return false;
    }

    /** The INVITE of a CSeq that came in and is not done with, or null. */
    @Nullable
    ServerExchange invite(long cseq) {
        for (Exchange exchange : open) {
            if (exchange instanceof ServerExchange server
                    && server.method().equals(Method.INVITE)
                    && server.sequence() == cseq) {
                return server;
            }
        }
        return null;
    }

    /** Whether an INVITE without final response is under way, sent (true) or received (false) by us. */
    boolean isInviting(boolean sent) {
        for (Exchange exchange : open) {
            if (exchange.method().equals(Method.INVITE)
                    && exchange.isPending()
                    && exchange instanceof ClientExchange == sent) {
                return true;
            }
        }
        return false;
    }
}
