package jakarta.servlet.sip.ar;

import jakarta.servlet.sip.SipServletRequest;
import java.io.Serializable;
import java.util.List;
import java.util.Properties;

/**
 * Decides which application serves an initial request, one application at a time.
 *
 * <p>The container owns one router. It may call it from many threads at once, and a router may block: it holds up only
 * the request in question. JSR 289 §15.
 */
public interface SipApplicationRouter {

    /**
     * Prepares the router. Called once, before anything else, when the container has no properties for it.
     *
     * @throws IllegalStateException if the router is initialised already
     */
    void init();

    /**
     * Prepares the router with settings. Called once, before anything else, in place of {@link #init()}.
     *
     * @param properties the router's own settings, as the container was configured
     * @throws IllegalStateException if the router is initialised already
     */
    void init(Properties properties);

    /** Ends the router: the container asks nothing more, and the router gives back what it holds. */
    void destroy();

    /**
     * Tells that applications became usable. After {@code init} the container announces those already there.
     *
     * @param newlyDeployedApplicationNames application names, never null
     */
    void applicationDeployed(List<String> newlyDeployedApplicationNames);

    /**
     * Tells that applications have gone and must not be selected any more.
     *
     * @param undeployedApplicationNames application names, never null
     */
    void applicationUndeployed(List<String> undeployedApplicationNames);

    /**
     * Chooses the next application for an initial request.
     *
     * <p>For a request from outside, region and state are null and the directive is {@link
     * SipApplicationRoutingDirective#NEW}. For a request that an application proxied, or made from another one, they
     * are what this router last answered in that chain.
     *
     * @param initialRequest the request; reading only, a setter throws {@code IllegalStateException}
     * @param region the region of the previous answer in this chain, or null
     * @param directive how this request relates to earlier ones
     * @param targetedRequestInfo which application an encoded URI, Join or Replaces points to, or null
     * @param stateInfo the state of the previous answer in this chain, or null
     * @return what to do next; null, or an application name of null in it, when no (further) application is wanted
     */
    SipApplicationRouterInfo getNextApplication(
            SipServletRequest initialRequest,
            SipApplicationRoutingRegion region,
            SipApplicationRoutingDirective directive,
            SipTargetedRequestInfo targetedRequestInfo,
            Serializable stateInfo);
}
