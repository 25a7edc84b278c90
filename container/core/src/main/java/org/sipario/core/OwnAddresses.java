package org.sipario.core;

import org.sipario.message.SipUri;

/** Knows this server by host, port and transport together: peers often share its address. */
@FunctionalInterface
public interface OwnAddresses {

    /** Whether a URI, as in Route or Request-URI, leads to this server. */
    boolean isOwn(SipUri uri);
}
