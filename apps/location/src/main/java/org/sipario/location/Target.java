package org.sipario.location;

import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.util.List;

/**
 * One place to send a request to.
 *
 * @param uri the new Request-URI
 * @param q 0 to 1; larger is tried first
 * @param route proxies on the way, next one first; empty where the URI leads there by itself
 */
public record Target(URI uri, double q, List<SipURI> route) {

    /** Copies the route. */
    public Target {
        route = List.copyOf(route);
    }
}
