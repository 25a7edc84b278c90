package jakarta.servlet.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A proxied request: where it goes, and how the answers are chosen.
 *
 * <p>{@link SipServletRequest#getProxy()} gives it, and excludes answering as a back-to-back user agent. A new proxy
 * recurses on redirections, forks in parallel, is supervised, and adds neither Record-Route nor Path. Settings concern
 * branches started later. JSR 289 §10; RFC 3261 §16.
 */
public interface Proxy {

    /**
     * Sends the request on to one more target, at once or when its turn comes.
     *
     * @param uri the target, which becomes the Request-URI
     * @throws NullPointerException if the URI is null
     * @throws IllegalArgumentException if requests cannot be sent to a URI of that scheme
     * @throws IllegalStateException if a final response went back already, or the request is not initial
     */
    void proxyTo(URI uri);

    /**
     * Sends the request on to more targets: to all at once, or one after another in the order of the list, as {@link
     * #getParallel()} says.
     *
     * @param uris the targets
     * @throws NullPointerException if the list or one of the URIs is null
     * @throws IllegalArgumentException if requests cannot be sent to one of the URIs
     * @throws IllegalStateException if a final response went back already, or the request is not initial
     * @throws InsufficientBreadthException if Max-Breadth allows fewer branches (JSR 359)
     */
    void proxyTo(List<? extends URI> uris);

    /**
     * Makes branches without sending anything, so that each can be changed first.
     *
     * @param targets the targets
     * @return the branches, in the order of the targets
     * @throws NullPointerException if the list or one of the URIs is null
     * @throws IllegalArgumentException if requests cannot be sent to one of the URIs
     * @throws IllegalStateException if a final response went back already, or the request is not initial
     */
    List<ProxyBranch> createProxyBranches(List<? extends URI> targets);

    /**
     * Starts the branches that are not started yet.
     *
     * @throws IllegalStateException if there are none, a final response went back already, or the request is not
     *     initial
     * @throws InsufficientBreadthException if Max-Breadth allows fewer branches (JSR 359)
     */
    void startProxy();

    /**
     * Starts the branches that are not started yet, and shows each before it is sent, also those that redirections add
     * later (JSR 359).
     *
     * @param callback is called with each branch
     * @throws IllegalStateException if there are no branches, a final response went back already, or the request is not
     *     initial
     */
    default void startProxy(ProxyBranch.Callback callback) {
        throw new UnsupportedOperationException("Proxy.startProxy(ProxyBranch.Callback)");
    }

    /**
     * Cancels all branches that have no final response yet, with the branches that redirections added to them.
     *
     * @throws IllegalStateException if the transaction is over
     */
    void cancel();

    /**
     * Cancels as {@link #cancel()} does, and gives reasons. The three arrays have one length: each index makes one
     * Reason header.
     *
     * @param protocol what the codes belong to, for example {@code SIP} or {@code Q.850}
     * @param reasonCode the codes
     * @param reasonText the reasons in words; an element may be null
     * @throws IllegalStateException if the transaction is over
     */
    void cancel(String[] protocol, int[] reasonCode, String[] reasonText);

    /** {@return the request that is proxied, as it was received} */
    SipServletRequest getOriginalRequest();

    /**
     * Finds a branch made by this application, not by a redirection.
     *
     * @param uri the target of the branch
     * @return the branch, or null if there is none to that target
     */
    ProxyBranch getProxyBranch(URI uri);

    /** {@return the branches made by this application; those of redirections hang on them} */
    List<ProxyBranch> getProxyBranches();

    /** {@return whether 3xx responses are followed instead of passed back; default true} */
    boolean getRecurse();

    /**
     * Says whether 3xx responses are followed instead of passed back.
     *
     * @param recurse true to follow them
     */
    void setRecurse(boolean recurse);

    /** {@return whether all targets are tried at once; default true} */
    boolean getParallel();

    /**
     * Says whether all targets are tried at once or one after another.
     *
     * @param parallel true for all at once
     */
    void setParallel(boolean parallel);

    /** {@return whether the container stays in the path of later requests of the dialog; default false} */
    boolean getRecordRoute();

    /**
     * Says whether the container stays in the path of later requests of the dialog. If so, this application sees them.
     *
     * @param rr true to stay
     * @throws IllegalStateException if the proxy has started already
     */
    void setRecordRoute(boolean rr);

    /**
     * Gives the URI that goes into Record-Route, so that parameters can be set that come back with later requests.
     *
     * @return the URI; its scheme, host, port and the parameters of RFC 3261 cannot be set ({@link
     *     IllegalArgumentException})
     * @throws IllegalStateException if record-routing is off
     */
    SipURI getRecordRouteURI();

    /** {@return whether the container adds itself to Path when it proxies a REGISTER; default false} */
    boolean getAddToPath();

    /**
     * Says whether the container adds itself to Path when it proxies a REGISTER (RFC 3327), so that requests to the
     * registered user come through it.
     *
     * @param p true to add it
     * @throws IllegalStateException if the proxy has started already
     */
    void setAddToPath(boolean p);

    /**
     * Gives the URI that goes into Path, so that parameters can be set that come back with requests to the registered
     * user.
     *
     * @return the URI; its scheme, host, port and the parameters of RFC 3261 cannot be set ({@link
     *     IllegalArgumentException})
     * @throws IllegalStateException if Path is off
     */
    SipURI getPathURI();

    /** {@return whether the application is called for responses; default true} */
    boolean getSupervised();

    /**
     * Says whether the application is called for responses.
     *
     * @param supervised true to be called
     */
    void setSupervised(boolean supervised);

    /** {@return whether other branches go on after a 2xx; default false} */
    boolean getNoCancel();

    /**
     * Says whether other branches go on after a 2xx, instead of being cancelled.
     *
     * @param noCancel true to let them go on
     */
    void setNoCancel(boolean noCancel);

    /** {@return seconds to wait for a final response; by default what the application is configured with, else 180} */
    int getProxyTimeout();

    /**
     * Says how long to wait for a final response: each branch for itself where they are tried one after another, all
     * together where they are tried at once. When the time is over they are cancelled.
     *
     * @param seconds more than 0
     * @throws IllegalArgumentException if the container cannot wait that long, or that short
     */
    void setProxyTimeout(int seconds);

    /**
     * {@return seconds to wait for each of the targets tried one after another}
     *
     * @deprecated it is {@link #getProxyTimeout()}
     */
    @Deprecated
    int getSequentialSearchTimeout();

    /**
     * Says how long to wait for each of the targets tried one after another. {@link #setProxyTimeout(int)} overrides
     * it.
     *
     * @param seconds more than 0
     * @deprecated use {@link #setProxyTimeout(int)}
     */
    @Deprecated
    void setSequentialSearchTimeout(int seconds);

    /**
     * {@return true}
     *
     * @deprecated every proxy is stateful
     */
    @Deprecated
    boolean getStateful();

    /**
     * Does nothing.
     *
     * @param stateful not used
     * @deprecated every proxy is stateful
     */
    @Deprecated
    void setStateful(boolean stateful);

    /**
     * Chooses the address that branches leave from and that Via and Record-Route show (JSR 289 §14.2).
     *
     * @param address one of the addresses of {@link SipServlet#OUTBOUND_INTERFACES}
     * @throws NullPointerException if the address is null
     * @throws IllegalArgumentException if the container does not listen there
     */
    void setOutboundInterface(InetAddress address);

    /**
     * Chooses the address and, as a wish, the port that branches leave from.
     *
     * @param address one of the addresses of {@link SipServlet#OUTBOUND_INTERFACES}; port 0 for any
     * @throws NullPointerException if the address is null
     * @throws IllegalArgumentException if the container does not listen there
     */
    void setOutboundInterface(InetSocketAddress address);

    /** {@return the flow that branches are sent over, or null if the container chooses} (JSR 359) */
    default Flow getFlow() {
        throw new UnsupportedOperationException("Proxy.getFlow");
    }

    /**
     * Chooses the flow that branches are sent over (JSR 359).
     *
     * @param flow the flow
     * @throws IllegalStateException if the flow is no longer active
     */
    default void setFlow(Flow flow) {
        throw new UnsupportedOperationException("Proxy.setFlow");
    }
}
