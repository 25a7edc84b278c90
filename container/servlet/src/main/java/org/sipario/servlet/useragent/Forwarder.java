package org.sipario.servlet.useragent;

import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;

/** A proxy that passes on a request that came in, and answers it with what comes back. */
public interface Forwarder {

    /** Whether the request has left. */
    boolean isStarted();

    /** The CANCEL of the request came. */
    void cancelled(SipRequest cancel);

    /** The application answers the request itself while it is under way. */
    void answered(SipResponse response);
}
