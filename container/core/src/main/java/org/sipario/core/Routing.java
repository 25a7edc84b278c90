package org.sipario.core;

import java.util.Optional;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;

/** Route headers on the way in and out: RFC 3261 §16.4, §16.6 steps 6 and 7, §16.12, §12.2.1.1. */
public final class Routing {

    private Routing() {}

    /**
     * Takes off one topmost Route that is ours (§16.4); a caller that pushed two calls twice. The very same request comes
     * back where there is nothing to do.
     *
     * @throws SyntaxException if the topmost Route can not be read: 400
     */
    public static RouteArrival arrival(SipRequest request, OwnAddresses own) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /**
     * Where a request goes: the topmost Route, else the Request-URI. To be asked before {@link #toStrictRouter}.
     *
     * @return empty where that is no sip or sips URI: a tel Request-URI without Route
     * @throws SyntaxException if the topmost Route can not be read
     */
    public static Optional<SipUri> nextHop(SipRequest request) throws SyntaxException {
        throw new UnsupportedOperationException();
    }

    /**
     * The request as it leaves: where the topmost Route is a strict router (no {@code lr}) it becomes the Request-URI, and the
     * Request-URI the last Route (§16.6 step 6). The very same request where that is not so.
     */
    public static SipRequest toStrictRouter(SipRequest request) throws SyntaxException {
        throw new UnsupportedOperationException();
    }
}
