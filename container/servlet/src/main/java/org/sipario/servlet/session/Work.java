package org.sipario.servlet.session;

import org.jspecify.annotations.Nullable;

/** One task of a session's queue, and the exchange that it works on. */
final class Work {

    final @Nullable Exchange exchange;
    final Runnable body;

    @Nullable
    Work next;

    Work(@Nullable Exchange exchange, Runnable body) {
        this.exchange = exchange;
        this.body = body;
    }
}
