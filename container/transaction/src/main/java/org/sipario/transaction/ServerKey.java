package org.sipario.transaction;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.Uri;
import org.sipario.message.Via;
import org.sipario.transaction.absorb.AbsorbedTransactions;
import org.sipario.transaction.machine.Kind;

/** By which a request finds its server transaction: RFC 3261 §17.2.3. An ACK has the key of its INVITE. */
sealed interface ServerKey extends AbsorbedTransactions.Key {

    /**
     * The branch is one of RFC 3261, so unique for each client.
     *
     * @param client branch and sent-by
     */
    record Modern(String client, Method method) implements ServerKey {

        /** By hand, as in {@link Method}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Modern key && client.equals(key.client) && method.equals(key.method);
        }

        @Override
        public int hashCode() {
            return client.hashCode() * 31 + method.hashCode();
        }

        @Override
        public byte[] bytes() {
            return (client + ' ' + method).getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * The client is of RFC 2543, or made no proper branch. The To tag is left out: an ACK bears the one of our response, an
     * initial INVITE none, and nothing else in the list can be the same for two requests.
     */
    record Old(Uri uri, @Nullable String fromTag, String callId, long sequence, String via, Method method)
            implements ServerKey {

        @Override
        public byte[] bytes() {
            return toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    Method method();

    /** What counts for the counters. */
    default Kind kind() {
        return Kind.server(method());
    }

    /** @param request as it came, before {@code received} is added to its Via */
    static ServerKey of(SipRequest request) {
        return of(request, request.isAck() ? Method.INVITE : request.method());
    }

    /** The INVITE that a CANCEL means (§9.2). */
    static ServerKey cancelled(SipRequest cancel) {
        return of(cancel, Method.INVITE);
    }

    private static ServerKey of(SipRequest request, Method method) {
        Via via = request.topVia();
        String branch = via.branch();
        if (branch != null && branch.regionMatches(true, 0, Via.COOKIE, 0, Via.COOKIE.length())) {
            return new Modern(branch + ' ' + via.host().toLowerCase(Locale.ROOT) + ' ' + via.port(), method);
        }
        return new Old(
                request.uri(),
                request.from().tag(),
                request.callId(),
                request.cseq().number(),
                via.toString(),
                method);
    }
}
