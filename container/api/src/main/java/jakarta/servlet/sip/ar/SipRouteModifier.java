package jakarta.servlet.sip.ar;

/** What the routes in an application router's answer mean to the container. JSR 289 §15. */
public enum SipRouteModifier {

    /** There are no routes: invoke the named application. */
    NO_ROUTE,

    /**
     * Follow the routes. If the first one leads out of the container, all are pushed and the request leaves; if it
     * leads back in, it becomes the popped route of the named application. Missing or unreadable routes are answered
     * 500.
     */
    ROUTE,

    /** Follow the routes, which lead out, and come back: the container pushes a route of its own below them. */
    ROUTE_BACK,

    /**
     * Push the routes and send the request out, selecting no further application, even if they look internal (JSR 359).
     */
    ROUTE_FINAL
}
