package jakarta.servlet.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * One target of a proxied request: the request as it goes there and the response that comes back.
 *
 * <p>A branch begins with the settings of its {@link Proxy}; those made here concern it alone. JSR 289 §10.
 */
public interface ProxyBranch {

    /** {@return the proxy it belongs to} */
    Proxy getProxy();

    /** {@return the request as it goes to this target; headers and routes set before the start go there only} */
    SipServletRequest getRequest();

    /** {@return the latest response of this target, or null if there is none yet} */
    SipServletResponse getResponse();

    /** {@return whether the request has been sent, or is on its way} */
    boolean isStarted();

    /** {@return the branches made by following a redirection of this one; empty if there are none} */
    List<ProxyBranch> getRecursedProxyBranches();

    /**
     * Cancels this branch and those that redirections added to it.
     *
     * @throws IllegalStateException if it has its final response
     */
    void cancel();

    /**
     * Cancels as {@link #cancel()} does, and gives reasons. The three arrays have one length: each index makes one
     * Reason header.
     *
     * @param protocol what the codes belong to, for example {@code SIP} or {@code Q.850}
     * @param reasonCode the codes
     * @param reasonText the reasons in words; an element may be null
     * @throws IllegalStateException if it has its final response
     */
    void cancel(String[] protocol, int[] reasonCode, String[] reasonText);

    /** {@return seconds to wait for a final response; by default the proxy's} */
    int getProxyBranchTimeout();

    /**
     * Says how long to wait for a final response. When the time is over, this branch alone is cancelled.
     *
     * @param seconds more than 0, and where targets are tried at once not more than the proxy's
     * @throws IllegalArgumentException if it is not in that range
     */
    void setProxyBranchTimeout(int seconds);

    /** {@return whether a 3xx response is followed instead of passed back} */
    boolean getRecurse();

    /**
     * Says whether a 3xx response is followed instead of passed back.
     *
     * @param recurse true to follow it
     */
    void setRecurse(boolean recurse);

    /** {@return whether the container stays in the path of later requests of a dialog made by this branch} */
    boolean getRecordRoute();

    /**
     * Says whether the container stays in the path of later requests of a dialog made by this branch.
     *
     * @param isRecordRouted true to stay
     * @throws IllegalStateException if the branch has started already
     */
    void setRecordRoute(boolean isRecordRouted);

    /**
     * Gives the URI that goes into Record-Route on this branch, so that parameters can be set that come back with later
     * requests.
     *
     * @return the URI; its scheme, host, port and the parameters of RFC 3261 cannot be set ({@link
     *     IllegalArgumentException})
     * @throws IllegalStateException if record-routing is off
     */
    SipURI getRecordRouteURI();

    /** {@return whether the container adds itself to Path when this branch sends a REGISTER} */
    boolean getAddToPath();

    /**
     * Says whether the container adds itself to Path when this branch sends a REGISTER (RFC 3327).
     *
     * @param isAddToPath true to add it
     * @throws IllegalStateException if the branch has started already
     */
    void setAddToPath(boolean isAddToPath);

    /**
     * Gives the URI that goes into Path on this branch, so that parameters can be set that come back with requests to
     * the registered user.
     *
     * @return the URI; its scheme, host, port and the parameters of RFC 3261 cannot be set ({@link
     *     IllegalArgumentException})
     * @throws IllegalStateException if Path is off
     */
    SipURI getPathURI();

    /**
     * Chooses the address that this branch leaves from and that Via and Record-Route show (JSR 289 §14.2).
     *
     * @param address one of the addresses of {@link SipServlet#OUTBOUND_INTERFACES}
     * @throws NullPointerException if the address is null
     * @throws IllegalArgumentException if the container does not listen there
     */
    void setOutboundInterface(InetAddress address);

    /**
     * Chooses the address and, as a wish, the port that this branch leaves from.
     *
     * @param address one of the addresses of {@link SipServlet#OUTBOUND_INTERFACES}; port 0 for any
     * @throws NullPointerException if the address is null
     * @throws IllegalArgumentException if the container does not listen there
     */
    void setOutboundInterface(InetSocketAddress address);

    /** {@return the flow this branch is sent over, or null if the container chooses} (JSR 359) */
    default Flow getFlow() {
        throw new UnsupportedOperationException("ProxyBranch.getFlow");
    }

    /**
     * Chooses the flow this branch is sent over (JSR 359).
     *
     * @param flow the flow
     * @throws IllegalStateException if the flow is no longer active
     */
    default void setFlow(Flow flow) {
        throw new UnsupportedOperationException("ProxyBranch.setFlow");
    }

    /** Is shown each branch before it is sent (JSR 359). */
    interface Callback {

        /**
         * A branch is about to be sent; its request may still be changed.
         *
         * @param branch the branch
         */
        void handle(ProxyBranch branch);
    }
}
