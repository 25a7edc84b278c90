package org.sipario.core.proxy;

import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Hop;

/**
 * What a record-routing proxy remembers of a dialog: where either side is reached now. What they were told with Record-Route
 * stays as it was when the dialog began (RFC 3261 §12.2); a target refresh changes where requests go. Never changes.
 *
 * @param own what the callee's Record-Route says
 */
public record ProxiedDialog(RouteMark own, Side caller, Side callee) {

    /**
     * Where one side is reached, as hashes by {@link RouteSeal}; 0 for none.
     *
     * @param routes the route set that leads there, behind our own
     * @param target the remote target
     * @param previous the one before: requests to it may still be on their way
     * @param offered a new one that is not accepted yet (RFC 6141 §4.4)
     * @param hop where it is reached behind a NAT, or null
     */
    public record Side(
            long routes,
            long target,
            long previous,
            long offered,
            @Nullable Hop hop) {

        static final Side UNKNOWN = new Side(0, 0, 0, 0, null);

        boolean isAt(long uri, long route) {
            return route == routes && uri != 0 && (uri == target || uri == previous || uri == offered);
        }

        Side offering(long uri) {
            return target == 0
                    ? new Side(routes, uri, 0, 0, hop)
                    : uri == target ? this : new Side(routes, target, previous, uri, hop);
        }

        Side moved(long uri) {
            return uri == 0 || uri == target
                    ? this
                    : new Side(routes, uri, target == 0 ? previous : target, offered == uri ? 0 : offered, hop);
        }

        Side along(long route) {
            return route == routes ? this : new Side(route, target, previous, offered, hop);
        }

        Side by(@Nullable Hop now) {
            return now == hop ? this : new Side(routes, target, previous, offered, now);
        }
    }

    /**
     * The dialog that a request may begin.
     *
     * @param session by which its requests are found
     * @param request as received, by {@code flow}
     */
    public static ProxiedDialog begun(RouteSeal seal, String session, SipRequest request, Flow flow) {
        Hop hop = BehindNat.sender(request, flow);
        long routes = seal.routes(request, HeaderName.RECORD_ROUTE);
        return new ProxiedDialog(
                seal.toSender(session, request, hop), new Side(routes, seal.contact(request), 0, 0, hop), Side.UNKNOWN);
    }

    /** Another dialog that the same request begins. */
    public ProxiedDialog forked() {
        return new ProxiedDialog(own, caller, Side.UNKNOWN);
    }

    /**
     * Whether a request goes where the dialog goes.
     *
     * @param by our Route that it came by
     * @param fromCaller which side it says that it comes from; of the callee's own that is believed by the Route only that
     *     the callee knows
     * @param request own Route taken off
     */
    public boolean leads(RouteSeal seal, RouteMark by, boolean fromCaller, SipRequest request) {
        if (seal.fits(by, request)) {
            return true;
        }
        return (fromCaller || isCallees(by))
                && (fromCaller ? callee : caller)
                        .isAt(seal.target(request.uri()), seal.routes(request, HeaderName.ROUTE));
    }

    private boolean isCallees(RouteMark route) {
        return route.seal() == own.seal();
    }

    /** Where the receiver of a request is reached behind a NAT; null where the request leads there. */
    public @Nullable Hop receiver(boolean fromCaller) {
        return (fromCaller ? callee : caller).hop();
    }

    /** A request within the dialog came: its Contact may be where the sender is reached from now on. */
    public ProxiedDialog asked(RouteSeal seal, RouteMark by, boolean fromCaller, SipRequest request, Flow flow) {
        Side sender = fromCaller ? caller : callee;
        if (!fromCaller && !isCallees(by)) {
            return this;
        }
        long target = refreshes(request.method()) ? seal.contact(request) : 0;
        Side now = target == 0 ? sender : sender.offering(target);
        Hop behind = target == 0 ? null : BehindNat.sender(request, flow);
        boolean direct = !flow.isInternal() && request.headers().count(HeaderName.VIA) == 1;
        if (behind != null) {
            now = now.by(behind);
        } else if (sender.hop() != null && direct) {
            // Its port may be another one by now, or its connection.
            now = now.by(BehindNat.hop(flow));
        }
        return with(fromCaller, now);
    }

    /**
     * A request was answered, the first one or one within the dialog.
     *
     * @param fromCaller which side the request came from
     * @param response more than 100, and no failure
     * @param hop where the sender of the response is reached behind a NAT, or null
     */
    public ProxiedDialog answered(
            RouteSeal seal, boolean fromCaller, SipRequest request, SipResponse response, @Nullable Hop hop) {
        Side asking = fromCaller ? caller : callee;
        Side answering = fromCaller ? callee : caller;
        long target = seal.contact(response);
        boolean refreshes = refreshes(request.method());
        if (target != 0 && (refreshes || answering.target() == 0)) {
            answering = response.isProvisional() ? answering.offering(target) : answering.moved(target);
        }
        if (refreshes && response.isSuccess()) {
            asking = asking.moved(seal.contact(request));
        }
        Side reached = answering.along(seal.beyond(response, own.session(), answering.routes()));
        return with(!fromCaller, hop == null ? reached : reached.by(hop)).with(fromCaller, asking);
    }

    private ProxiedDialog with(boolean callers, Side side) {
        if (side == (callers ? caller : callee)) {
            return this;
        }
        return callers ? new ProxiedDialog(own, side, callee) : new ProxiedDialog(own, caller, side);
    }

    /** RFC 3261 §12.2, RFC 3311, RFC 6665. */
    private static boolean refreshes(Method method) {
        return method.equals(Method.INVITE)
                || method.equals(Method.UPDATE)
                || method.equals(Method.SUBSCRIBE)
                || method.equals(Method.NOTIFY);
    }
}
