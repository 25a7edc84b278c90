package org.sipario.core.proxy;

import java.util.List;
import org.sipario.core.RequestInspection;
import org.sipario.message.HeaderName;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.Uri;

/** The changes of a proxy to the messages it forwards: RFC 3261 §16.6 steps 1 to 6, §16.7 step 3. */
public final class Forwarding {

    private Forwarding() {}

    /**
     * The copy for one branch, without its Via. Max-Forwards is decremented, or 70 if there was none.
     *
     * @param original as received, without our Route, Max-Forwards not 0 ({@link RequestInspection#inspectForwarding})
     * @param target the new Request-URI; parts that a Request-URI may not have are removed (step 2)
     * @param recordRoutes pushed in this order: the last one is topmost
     * @param routes pushed in this order: the last one is topmost
     * @param paths pushed in this order: the last one is topmost
     */
    public static SipRequest forward(
            SipRequest original, Uri target, List<SipUri> recordRoutes, List<NameAddr> routes, List<NameAddr> paths) {
        int left = original.maxForwards() < 0 ? 70 : original.maxForwards() - 1;
        Uri requestUri = target.asRequestUri();
        return original.edit(copy -> {
            if (!requestUri.equals(original.uri())) {
                copy.uri(requestUri);
            }
            copy.set(HeaderName.MAX_FORWARDS, Integer.toString(left));
            recordRoutes.forEach(uri -> copy.push(HeaderName.RECORD_ROUTE, "<" + uri + ">"));
            routes.forEach(route -> copy.push(HeaderName.ROUTE, route.toString()));
            paths.forEach(path -> copy.push(HeaderName.PATH, path.toString()));
        });
    }

    /** A response to be sent upstream: without the topmost Via, which is ours. */
    public static SipResponse upstream(SipResponse received) {
        return received.edit(response -> response.pop(HeaderName.VIA));
    }

    /** Whether a response has a Via besides ours; otherwise it must not be forwarded (§16.7 step 3). */
    public static boolean leadsUpstream(SipResponse received) {
        return received.headers().count(HeaderName.VIA) > 1;
    }
}
