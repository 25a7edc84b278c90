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

/** The key by which a request finds its server transaction: RFC 3261 §17.2.3. An ACK has the key of its INVITE. */
sealed interface ServerKey extends AbsorbedTransactions.Key {

    /**
     * Of a branch of RFC 3261, which is unique for each client.
     *
     * @param client branch and sent-by
     */
    record Modern(String client, Method method) implements ServerKey {

        /** Written out for speed: see {@link Method#equals}. */
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
     * Of a client of RFC 2543, or one whose branch has no magic cookie. The To tag is left out: an ACK has the one of
     * our response, an initial INVITE has none, and the other parts together identify the request.
     */
    record Old(Uri uri, @Nullable String fromTag, String callId, long sequence, String via, Method method)
            implements ServerKey {

        @Override
        public byte[] bytes() {
            return toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    Method method();

    /** The kind of the transaction. */
    default Kind kind() {
        return Kind.server(method());
    }

    /** @param request as received, before {@code received} is added to its Via */
    static ServerKey of(SipRequest request) {
        return of(request, request.isAck() ? Method.INVITE : request.method());
    }

    /** The key of the INVITE that a CANCEL cancels (§9.2). */
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
