package jakarta.servlet.sip;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Set;

/**
 * An application's end of a dialog, or of an exchange that makes no dialog.
 *
 * <p>Where a request forks, each further dialog gets a session derived from the first. Invalidating a session forgets
 * the dialog and sends nothing. Once it is invalid, methods throw {@link IllegalStateException} where they say
 * so. JSR 289 §6.2.
 */
public interface SipSession extends AttributeStore {

    /** {@return an id that no other SIP session has} */
    String getId();

    /** {@return the Call-ID of all messages in this session} */
    String getCallId();

    /** {@return when it was made, in milliseconds since 1970} */
    long getCreationTime();

    /** {@return when the latest message of this session came or went, in milliseconds since 1970} */
    long getLastAccessedTime();

    /** {@return whether it has not ended} */
    boolean isValid();

    /** {@return the application session it belongs to} */
    SipApplicationSession getApplicationSession();

    /** {@return the context of the application it belongs to} */
    ServletContext getServletContext();

    /**
     * {@return where the dialog stands}
     * A message that comes in changes it before the servlet is called.
     *
     * @throws IllegalStateException if it is invalid
     */
    State getState();

    /** {@return this end's address: From of requests sent, To of requests received} It cannot be changed. */
    Address getLocalParty();

    /** {@return the other end's address: To of requests sent, From of requests received} It cannot be changed. */
    Address getRemoteParty();

    /**
     * {@return the region the application router gave this application for the request that began the session}
     *
     * @throws IllegalStateException if the application began the session itself, or it is invalid
     */
    SipApplicationRoutingRegion getRegion();

    /**
     * {@return whom the application serves in this session, as the application router said, or null}
     *
     * @throws IllegalStateException if the application began the session itself, or it is invalid
     */
    URI getSubscriberURI();

    /**
     * Makes a request in this session: within its dialog, or, as long as there is none, with a higher CSeq and the same
     * Call-ID and From tag as before.
     *
     * @param method the SIP method, but not ACK or CANCEL, which are made from the response or request they belong to
     * @return the request, not yet sent
     * @throws IllegalArgumentException if the method is ACK, CANCEL or no token
     * @throws IllegalStateException if it is invalid or terminated, has no dialog while a transaction is under way, or
     *     belongs to a proxy
     */
    SipServletRequest createRequest(String method);

    /**
     * Names the servlet that gets the messages of this session from now on. Without it, that is the servlet that got
     * the first request, or the main servlet if the application began the session.
     *
     * @param name name of a servlet of this application
     * @throws ServletException if the application has no such servlet
     * @throws IllegalStateException if it is invalid
     */
    void setHandler(String name) throws ServletException;

    /**
     * Chooses the address that requests of this session leave from and that Via and Contact show (JSR 289 §14.2).
     *
     * @param address one of the addresses of {@link SipServlet#OUTBOUND_INTERFACES}
     * @throws NullPointerException if the address is null
     * @throws IllegalArgumentException if the container does not listen there
     * @throws IllegalStateException if it is invalid
     */
    void setOutboundInterface(InetAddress address);

    /**
     * Chooses the address and, as a wish, the port that requests of this session leave from.
     *
     * @param address one of the addresses of {@link SipServlet#OUTBOUND_INTERFACES}; port 0 for any
     * @throws NullPointerException if the address is null
     * @throws IllegalArgumentException if the container does not listen there
     * @throws IllegalStateException if it is invalid
     */
    void setOutboundInterface(InetSocketAddress address);

    /**
     * Ends it: attributes are unbound and listeners told. The dialog is forgotten, nothing is sent, and the application
     * session stays.
     *
     * @throws IllegalStateException if it is invalid already
     */
    void invalidate();

    /**
     * Says whether nothing goes on in it any more: its dialog is over, or will not pass this application again.
     *
     * @return whether it is ready
     * @throws IllegalStateException if it is invalid
     */
    boolean isReadyToInvalidate();

    /**
     * {@return whether it is invalidated when it is ready; default true, false for applications of the 1.0 descriptor}
     *
     * @throws IllegalStateException if it is invalid
     */
    boolean getInvalidateWhenReady();

    /**
     * Says whether it is invalidated when it is ready.
     *
     * @param invalidateWhenReady true to have it invalidated
     * @throws IllegalStateException if it is invalid
     */
    void setInvalidateWhenReady(boolean invalidateWhenReady);

    /**
     * Lists the names of the attributes.
     *
     * @return the names at this moment
     * @throws IllegalStateException if it is invalid
     * @deprecated {@link #getAttributeNameSet()} gives a set (JSR 359)
     */
    @Deprecated
    Enumeration<String> getAttributeNames();

    @Override
    default Set<String> getAttributeNameSet() {
        return Encountered.set(getAttributeNames());
    }

    /**
     * Finds the INVITE under way (JSR 359).
     *
     * @param mode whether this end sent it or received it
     * @return the INVITE, or null if none is under way
     */
    default SipServletRequest getActiveInvite(UAMode mode) {
        throw new UnsupportedOperationException("SipSession.getActiveInvite");
    }

    /** {@return the branch of the INVITE under way, or null if none is} (JSR 359) */
    default InviteBranch getActiveInviteBranch() {
        throw new UnsupportedOperationException("SipSession.getActiveInviteBranch");
    }

    /**
     * Finds a request under way (JSR 359).
     *
     * @param id an id, as {@link SipServletRequest#getId()} gave it
     * @return the request, or null if none of that id is under way
     */
    default SipServletRequest getActiveRequest(String id) {
        throw new UnsupportedOperationException("SipSession.getActiveRequest");
    }

    /**
     * Lists the requests under way (JSR 359).
     *
     * @param mode whether this end sent them or received them
     * @return the requests at this moment; empty if there are none
     */
    default Collection<SipServletRequest> getActiveRequests(UAMode mode) {
        throw new UnsupportedOperationException("SipSession.getActiveRequests");
    }

    /**
     * Finds a reliable provisional response that has no PRACK yet (JSR 359).
     *
     * @param id an id, as {@link SipServletResponse#getProvisionalResponseId()} gave it
     * @return the response, or null if none of that id waits
     */
    default SipServletResponse getUnacknowledgedProvisionalResponse(String id) {
        throw new UnsupportedOperationException("SipSession.getUnacknowledgedProvisionalResponse");
    }

    /**
     * Lists the reliable provisional responses that have no PRACK yet (JSR 359).
     *
     * @param mode whether this end received them, as client, or sent them, as server
     * @return the responses at this moment; empty if there are none
     */
    default Collection<SipServletResponse> getUnacknowledgedProvisionalResponses(UAMode mode) {
        throw new UnsupportedOperationException("SipSession.getUnacknowledgedProvisionalResponses");
    }

    /** {@return what this session shares with those derived from the same request} (JSR 359) */
    default ForkingContext getForkingContext() {
        throw new UnsupportedOperationException("SipSession.getForkingContext");
    }

    /** {@return the session timer both ends agreed on, or null if there is none} (JSR 359) */
    default SessionKeepAlive getKeepAlive() {
        throw new UnsupportedOperationException("SipSession.getKeepAlive");
    }

    /** {@return the flow the latest message came over, or that was set} (JSR 359) */
    default Flow getFlow() {
        throw new UnsupportedOperationException("SipSession.getFlow");
    }

    /**
     * Chooses the flow that requests of this session are sent over, and no other (JSR 359).
     *
     * @param flow the flow
     * @throws IllegalStateException if the flow is no longer active, or the session is invalid
     */
    default void setFlow(Flow flow) {
        throw new UnsupportedOperationException("SipSession.setFlow");
    }

    /**
     * Lets the container end the dialog, with BYE, CANCEL or whatever its state asks for. From then on the application
     * is not called for this session, and cannot send in it (JSR 359).
     *
     * @throws IllegalStateException if the dialog was not made by INVITE, REFER or SUBSCRIBE, or the session is invalid
     */
    default void terminateDialog() {
        throw new UnsupportedOperationException("SipSession.terminateDialog");
    }

    /**
     * Lets the container end the dialog, and watches it doing so (JSR 359).
     *
     * @param listener sees each message that this takes
     * @throws IllegalStateException if the dialog was not made by INVITE, REFER or SUBSCRIBE, or the session is invalid
     */
    default void terminateDialog(AutomaticProcessingListener listener) {
        throw new UnsupportedOperationException("SipSession.terminateDialog(AutomaticProcessingListener)");
    }

    /**
     * Lets the container end a dialog this application proxies, with a BYE to either end (JSR 359).
     *
     * @throws IllegalStateException if there is no established dialog that the application record-routed
     */
    default void terminateProxiedDialog() {
        throw new UnsupportedOperationException("SipSession.terminateProxiedDialog");
    }

    /**
     * Lets the container end a dialog this application proxies, and watches it doing so (JSR 359).
     *
     * @param listener sees each message that this takes
     * @throws IllegalStateException if there is no established dialog that the application record-routed
     */
    default void terminateProxiedDialog(AutomaticProcessingListener listener) {
        throw new UnsupportedOperationException("SipSession.terminateProxiedDialog(AutomaticProcessingListener)");
    }

    /**
     * Lets the container end one side of a dialog this application proxies (JSR 359).
     *
     * @param mode the side: the caller's, UAC, or the callee's, UAS
     * @throws IllegalStateException if there is no established dialog that the application record-routed
     */
    default void terminateProxiedDialog(UAMode mode) {
        throw new UnsupportedOperationException("SipSession.terminateProxiedDialog(UAMode)");
    }

    /**
     * Lets the container end one side of a dialog this application proxies, and watches it doing so (JSR 359).
     *
     * @param mode the side: the caller's, UAC, or the callee's, UAS
     * @param listener sees each message that this takes
     * @throws IllegalStateException if there is no established dialog that the application record-routed
     */
    default void terminateProxiedDialog(UAMode mode, AutomaticProcessingListener listener) {
        throw new UnsupportedOperationException(
                "SipSession.terminateProxiedDialog(UAMode, AutomaticProcessingListener)");
    }

    /** Where a dialog stands. */
    enum State {
        /** Established. */
        CONFIRMED,
        /** A provisional response made it, no final one has come. */
        EARLY,
        /** There is none, or it failed and can be tried again. */
        INITIAL,
        /** Over. */
        TERMINATED
    }
}
