package org.sipario.servlet.session;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What waits in the queue of a session. */
abstract sealed class Work {

    @Nullable
    Work next;

    /** A task for a thread of the queue. */
    static final class Task extends Work {

        /** That it works on; null for none. */
        final @Nullable Exchange exchange;

        final Runnable body;

        Task(@Nullable Exchange exchange, Runnable body) {
            this.exchange = exchange;
            this.body = body;
        }
    }

    /** The turn of another thread, which waits for it and then runs its call itself. */
    static final class Turn extends Work {

        final Thread caller = Thread.currentThread();
        private final CompletableFuture<Boolean> come = new CompletableFuture<>();

        /** The caller may run. */
        void begin() {
            come.complete(true);
        }

        /** The queue will not come to it. */
        void refuse() {
            come.complete(false);
        }

        /** Waits for one or the other. @return whether the caller may run */
        boolean await() {
            return come.join();
        }
    }
}
