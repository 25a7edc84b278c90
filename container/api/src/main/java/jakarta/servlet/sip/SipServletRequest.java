package jakarta.servlet.sip;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.io.BufferedReader;
import java.io.IOException;

/**
 * A SIP request, received or to be sent.
 *
 * <p>The parameters of {@link ServletRequest#getParameter} are those of the URI that led here: for an initial request
 * the popped Route or else the Request-URI, for a subsequent one what the application set on its Record-Route or Path.
 * JSR 289 §5.6.
 */
public interface SipServletRequest extends ServletRequest, SipServletMessage {

    /**
     * {@return the Request-URI} A Request-URI that a strict router wrote over is restored before the application sees
     * it.
     */
    URI getRequestURI();

    /**
     * Sets the Request-URI.
     *
     * @param uri whom the request is for
     * @throws NullPointerException if the URI is null
     * @throws IllegalStateException if the request is committed
     */
    void setRequestURI(URI uri);

    /** {@return whether it was dispatched by asking the application router, not within a dialog or transaction} */
    boolean isInitial();

    /**
     * Puts a value on top of Route: the request goes there first.
     *
     * @param uri the address of a proxy; without {@code lr} it is treated as a strict router
     * @throws IllegalArgumentException if it is not an address with a SIP URI
     * @throws IllegalStateException if the request belongs to a dialog, or is committed
     */
    void pushRoute(Address uri);

    /**
     * Puts a value on top of Route: the request goes there first.
     *
     * @param uri the URI of a proxy; without {@code lr} it is treated as a strict router
     * @throws IllegalStateException if the request belongs to a dialog, or is committed
     */
    void pushRoute(SipURI uri);

    /**
     * Puts a value on top of Path (RFC 3327).
     *
     * @param uri the address of a proxy that later requests to the registered user must pass
     * @throws IllegalStateException if this is not a REGISTER, or it is committed
     */
    @Override
    void pushPath(Address uri);

    /** {@return the Route value the container took away because it pointed here, or null} */
    Address getPoppedRoute();

    /**
     * {@return the Route value taken away when the request came into the container, for every application alike, or
     * null}
     */
    Address getInitialPoppedRoute();

    /** {@return the Max-Forwards header, or -1 if there is none} */
    int getMaxForwards();

    /**
     * Sets the Max-Forwards header.
     *
     * @param n hops that are left, 0 to 255
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException if the request is committed
     */
    void setMaxForwards(int n);

    /** {@return the Max-Breadth header (RFC 5393), or -1 if there is none} (JSR 359) */
    default int getMaxBreadth() {
        throw new UnsupportedOperationException("SipServletRequest.getMaxBreadth");
    }

    /**
     * Sets the Max-Breadth header (JSR 359; RFC 5393).
     *
     * @param n branches that may be open at once, at least 1
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException if the request is committed
     */
    default void setMaxBreadth(int n) {
        throw new UnsupportedOperationException("SipServletRequest.setMaxBreadth");
    }

    /**
     * Sends it. A request outside a dialog may go to another application of this container first, as the application
     * router says.
     *
     * @throws IOException if it is known at once that it cannot be sent; what is found later comes as a response, 503
     *     or 408
     * @throws IllegalStateException if the state of the session does not allow it, if it was sent before, or if it was
     *     received
     */
    @Override
    void send() throws IOException;

    /**
     * Makes a response with the usual reason.
     *
     * @param statuscode the status, 100 to 699
     * @return the response, not yet sent
     * @throws IllegalArgumentException if the status is out of range
     * @throws IllegalStateException if the request has its final response, or must not be answered
     */
    SipServletResponse createResponse(int statuscode);

    /**
     * Makes a response.
     *
     * @param statusCode the status, 100 to 699
     * @param reasonPhrase the reason in words
     * @return the response, not yet sent
     * @throws IllegalArgumentException if the status is out of range
     * @throws IllegalStateException if the request has its final response, or must not be answered
     */
    SipServletResponse createResponse(int statusCode, String reasonPhrase);

    /**
     * Makes the CANCEL of a sent INVITE. The container holds it back until the peer has shown life.
     *
     * @return the CANCEL, not yet sent
     * @throws IllegalStateException if this is no INVITE sent by this application as user agent, or has its final
     *     response
     */
    SipServletRequest createCancel();

    /**
     * Gives the proxy of this request, made now if there is none. From then on the application is a proxy for it.
     *
     * @return the proxy, the same for the request and its responses
     * @throws TooManyHopsException if Max-Forwards is used up; the request has then been answered 483
     * @throws IllegalStateException if the application has answered it finally, or asked for its {@link B2buaHelper}
     */
    Proxy getProxy() throws TooManyHopsException;

    /**
     * Gives the proxy of this request.
     *
     * @param create whether to make one where there is none
     * @return the proxy, or null if there is none and none was to be made
     * @throws TooManyHopsException if Max-Forwards is used up; the request has then been answered 483
     * @throws IllegalStateException if the application has answered it finally, or asked for its {@link B2buaHelper}
     */
    Proxy getProxy(boolean create) throws TooManyHopsException;

    /**
     * Gives the helper of back-to-back user agents. From then on the application cannot proxy this request.
     *
     * @return the helper
     * @throws IllegalStateException if the application asked for its {@link Proxy}
     */
    B2buaHelper getB2buaHelper();

    /**
     * {@return the region the application router gave this application}
     *
     * @throws IllegalStateException if the request is not initial, or not received
     */
    SipApplicationRoutingRegion getRegion();

    /**
     * {@return whom the application serves, as the application router said, or null}
     *
     * @throws IllegalStateException if the request is not initial, or not received
     */
    URI getSubscriberURI();

    /**
     * {@return how this request relates to earlier ones, for the application router}
     *
     * @throws IllegalStateException if the request is not initial
     */
    SipApplicationRoutingDirective getRoutingDirective();

    /**
     * Says how this request, not yet sent, relates to one that was received.
     *
     * @param directive the relation
     * @param origRequest the initial request received; not used with {@link SipApplicationRoutingDirective#NEW}
     * @throws IllegalStateException if this request is not initial or was sent, or the other is not an initial one
     *     received by this application
     */
    void setRoutingDirective(SipApplicationRoutingDirective directive, SipServletRequest origRequest);

    /**
     * Answers a challenge: adds Authorization or Proxy-Authorization for every realm of the challenge that is known.
     *
     * @param challengeResponse the 401 or 407
     * @param authInfo names and passwords
     */
    void addAuthHeader(SipServletResponse challengeResponse, AuthInfo authInfo);

    /**
     * Answers a challenge with one name and password for all its realms.
     *
     * @param challengeResponse the 401 or 407
     * @param username the user's name
     * @param password the user's password
     */
    void addAuthHeader(SipServletResponse challengeResponse, String username, String password);

    /** {@return null: a SIP body is read with {@link #getContent()} or {@link #getRawContent()}} */
    @Override
    ServletInputStream getInputStream() throws IOException;

    /** {@return null: a SIP body is read with {@link #getContent()} or {@link #getRawContent()}} */
    @Override
    BufferedReader getReader() throws IOException;

    /** {@return an id, unique among the requests of its session in one direction} (JSR 359) */
    default String getId() {
        throw new UnsupportedOperationException("SipServletRequest.getId");
    }

    /** {@return the final response sent or received, or null as long as there is none} (JSR 359) */
    default SipServletResponse getFinalResponse() {
        throw new UnsupportedOperationException("SipServletRequest.getFinalResponse");
    }

    /** {@return what an ACK or PRACK acknowledges, or null for other requests} (JSR 359) */
    default SipServletResponse getAcknowledgedResponse() {
        throw new UnsupportedOperationException("SipServletRequest.getAcknowledgedResponse");
    }

    /** {@return whether the Request-URI leads to this container} (JSR 359) */
    default boolean isRequestUriInternal() {
        throw new UnsupportedOperationException("SipServletRequest.isRequestUriInternal");
    }

    /**
     * Opens a further early dialog towards the sender of a received INVITE (JSR 359).
     *
     * @return the branch, with a session and a To tag of its own
     * @throws IllegalStateException if this is not a received initial INVITE without a final response
     */
    default InviteBranch createInviteBranch() {
        throw new UnsupportedOperationException("SipServletRequest.createInviteBranch");
    }
}
