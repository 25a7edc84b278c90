package org.sipario.core;

import org.sipario.message.SipUri;

/** The addresses of this server, by host, port and transport together, as peers may share its host. */
@FunctionalInterface
public interface OwnAddresses {

    /** Whether a URI, as in Route or Request-URI, leads to this server. */
    boolean isOwn(SipUri uri);
}
