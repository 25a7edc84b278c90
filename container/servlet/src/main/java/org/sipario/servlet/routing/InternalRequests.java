package org.sipario.servlet.routing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Tokens;
import org.sipario.message.NameAddr;
import org.sipario.message.SipUri;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Timers;
import org.sipario.message.wire.Transport;

/**
 * What is known of a request on its way from one application to the next, while it is in the internal flow: found again
 * by the branch of its topmost Via; and while it is on a round trip through a server outside.
 */
public final class InternalRequests {

    /**
     * @param selected the application that is to have it
     * @param initialHop how it came to this server, or null when an application here made it
     */
    public record InternalRequest(
            Selection.Selected selected, @Nullable InitialHop initialHop) {}

    /** The parameter of the route by which a request comes back to its chain. */
    private static final String BACK = "sipario-back";

    /** As long as a proxy that forked it waits for an answer at least (RFC 3261 §16.6 step 11). */
    private static final Duration LONGEST_WAY = Duration.ofMinutes(3);

    private final Map<String, InternalRequest> underWay = new ConcurrentHashMap<>();
    private final Map<String, Chain> away = new ConcurrentHashMap<>();
    private final Timers timers;
    private final Tokens tokens;

    public InternalRequests(Timers timers, Tokens tokens) {
        this.timers = timers;
        this.tokens = tokens;
    }

    void give(String branch, InternalRequest internal) {
        underWay.put(branch, internal);
    }

    /** Takes what was given for a branch; null where nothing was. */
    public @Nullable InternalRequest take(@Nullable String branch) {
        return branch == null ? null : underWay.remove(branch);
    }

    /** The route by which a request that leaves now comes back to where it stands (JSR 289, ROUTE_BACK). */
    NameAddr wayBack(Chain chain, ListeningPoint point) {
        String token = tokens.tag();
        away.put(token, chain);
        timers.start(LONGEST_WAY, () -> away.remove(token));
        SipUri uri =
                SipUri.of(null, point.host(), point.port()).with("lr", null).with(BACK, token);
        return NameAddr.of(
                point.transport() == Transport.UDP
                        ? uri
                        : uri.with("transport", point.transport().parameter()));
    }

    /**
     * Where a request stands that came back by such a route; null for any other. A fork may come back several times.
     */
    public @Nullable Chain cameBack(@Nullable NameAddr popped) {
        SipUri uri = popped == null ? null : popped.sipUri();
        String token = uri == null ? null : uri.parameters().value(BACK);
        return token == null ? null : away.get(token);
    }
}
