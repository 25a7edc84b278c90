package org.sipario.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.message.SyntaxException;

/** Route headers of requests received and sent: RFC 3261 §16.4, §16.6 steps 6 and 7, §16.12, §12.2.1.1. */
public final class Routing {

    private Routing() {}

    /**
     * Removes one topmost Route that is ours (§16.4); a caller that had pushed two calls it twice. The same object is
     * returned if there is none.
     *
     * @throws SyntaxException if the topmost Route is malformed: 400
     */
    public static PreprocessedRequest preprocess(SipRequest request, OwnAddresses own) throws SyntaxException {
        if (request.uri() instanceof SipUri uri
                && uri.isLooseRoute()
                && request.headers().has(HeaderName.ROUTE)
                && own.isOwn(uri)) {
            return restored(request, uri);
        }
        SipUri top = topRoute(request);
        return top != null && own.isOwn(top)
                ? new PreprocessedRequest(
                        request.edit(edit -> edit.pop(HeaderName.ROUTE)),
                        request.headers().address(HeaderName.ROUTE))
                : new PreprocessedRequest(request, null);
    }

    /**
     * The next hop of a request: the topmost Route, else the Request-URI. To be called before {@link #toStrictRouter}.
     *
     * @return empty if that is not a sip or sips URI, as a tel Request-URI without Route
     * @throws SyntaxException if the topmost Route is malformed
     */
    public static Optional<SipUri> nextHop(SipRequest request) throws SyntaxException {
        SipUri top = topRoute(request);
        if (top != null) {
            return Optional.of(top);
        }
        return request.uri() instanceof SipUri uri ? Optional.of(uri) : Optional.empty();
    }

    /**
     * The request as it is sent: if the topmost Route is a strict router (without {@code lr}), it becomes the
     * Request-URI, and the Request-URI the last Route (§16.6 step 6). Otherwise the same object.
     */
    public static SipRequest toStrictRouter(SipRequest request) throws SyntaxException {
        SipUri top = topRoute(request);
        if (top == null || top.isLooseRoute()) {
            return request;
        }
        var routes = new ArrayList<>(request.headers().values(HeaderName.ROUTE));
        routes.removeFirst();
        routes.addLast("<" + request.uri() + ">");
        return request.edit(edit -> edit.uri(top.asRequestUri()).set(HeaderName.ROUTE, routes));
    }

    /**
     * The previous hop is a strict router: it moved our Record-Route to the Request-URI, and that to the last Route
     * (§16.4).
     */
    private static PreprocessedRequest restored(SipRequest request, SipUri ours) throws SyntaxException {
        List<String> routes = request.headers().values(HeaderName.ROUTE);
        SipUri real = sipUri(NameAddr.parse(routes.getLast()));
        List<String> rest = List.copyOf(routes.subList(0, routes.size() - 1));
        SipRequest restored = request.edit(edit -> {
            edit.uri(real);
            if (rest.isEmpty()) {
                edit.remove(HeaderName.ROUTE);
            } else {
                edit.set(HeaderName.ROUTE, rest);
            }
        });
        return new PreprocessedRequest(restored, NameAddr.of(ours));
    }

    private static @Nullable SipUri topRoute(SipRequest request) throws SyntaxException {
        NameAddr top = request.headers().address(HeaderName.ROUTE);
        return top == null ? null : sipUri(top);
    }

    private static SipUri sipUri(NameAddr route) throws SyntaxException {
        SipUri uri = route.sipUri();
        if (uri == null) {
            throw new SyntaxException("Route " + route + " is no sip or sips URI");
        }
        return uri;
    }
}
