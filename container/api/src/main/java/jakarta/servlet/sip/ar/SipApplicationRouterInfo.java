package jakarta.servlet.sip.ar;

import java.io.Serializable;

/**
 * An application router's answer: the next application, its region and subscriber, and routes to follow. JSR 289 §15.
 */
public class SipApplicationRouterInfo {

    private final String nextApplicationName;
    private final SipApplicationRoutingRegion routingRegion;
    private final String subscriberUri;
    private final String[] routes;
    private final SipRouteModifier routeModifier;
    private final Serializable stateInfo;

    /**
     * Makes an answer.
     *
     * @param nextApplicationName the application to invoke, or null when none is wanted
     * @param routingRegion the region the application works in, or null
     * @param subscriberURI whom the application serves, as a URI text, or null
     * @param routes Route values, the first one on top; null or empty for none
     * @param mod what the routes mean; null is read as {@link SipRouteModifier#NO_ROUTE}
     * @param stateInfo anything the router wants back with the next question of this chain, or null
     */
    public SipApplicationRouterInfo(
            String nextApplicationName,
            SipApplicationRoutingRegion routingRegion,
            String subscriberURI,
            String[] routes,
            SipRouteModifier mod,
            Serializable stateInfo) {
        this.nextApplicationName = nextApplicationName;
        this.routingRegion = routingRegion;
        this.subscriberUri = subscriberURI;
        this.routes = routes == null ? null : routes.clone();
        this.routeModifier = mod;
        this.stateInfo = stateInfo;
    }

    /** {@return the application to invoke, or null when no further application is wanted} */
    public String getNextApplicationName() {
        return nextApplicationName;
    }

    /** {@return the region the application works in, or null} */
    public SipApplicationRoutingRegion getRoutingRegion() {
        return routingRegion;
    }

    /** {@return the URI of the subscriber the application serves, or null} */
    public String getSubscriberURI() {
        return subscriberUri;
    }

    /** {@return a copy of the Route values, the first one on top, or null} */
    public String[] getRoutes() {
        return routes == null ? null : routes.clone();
    }

    /** {@return what the routes mean, as given to the constructor} */
    public SipRouteModifier getRouteModifier() {
        return routeModifier;
    }

    /** {@return the router's own state, which the container hands back unread, or null} */
    public Serializable getStateInfo() {
        return stateInfo;
    }
}
