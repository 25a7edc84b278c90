package org.sipario.message.wire;

import java.util.List;
import org.sipario.message.SipUri;

/**
 * Finds the hops to try for a URI, in order: RFC 3263 §4. May block on DNS; called on the virtual threads of sessions
 * only.
 */
@FunctionalInterface
public interface Locator {

    /**
     * The hops for a URI, best first.
     *
     * @param uri the topmost Route or the Request-URI
     * @return empty if the name does not exist or has no address of a supported transport
     */
    List<Hop> locate(SipUri uri);
}
