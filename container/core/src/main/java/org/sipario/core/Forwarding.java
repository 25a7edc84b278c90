package org.sipario.core;

import java.util.List;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.Uri;

/** What a proxy changes in a message that passes, and nothing else: RFC 3261 §16.6 steps 1 to 6, §16.7 step 3. */
public final class Forwarding {

    private Forwarding() {}

    /**
     * The copy for one branch, without its Via. Max-Forwards is one less, or 70 where there was none.
     *
     * @param original as received, own Route taken off
     * @param target the new Request-URI
     * @param recordRoutes pushed in this order: the last one is on top
     * @param routes pushed in this order: the last one is on top
     * @param paths pushed in this order: the last one is on top
     */
    public static SipRequest forward(
            SipRequest original, Uri target, List<SipUri> recordRoutes, List<NameAddr> routes, List<NameAddr> paths) {
        throw new UnsupportedOperationException();
    }

    /** A response on its way back: without the topmost Via, which is ours. */
    public static SipResponse upstream(SipResponse received) {
        throw new UnsupportedOperationException();
    }
}
