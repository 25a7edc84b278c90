package jakarta.servlet.sip;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Set;

/**
 * A SIP response, received or to be sent, and the status codes by name.
 *
 * <p>What {@link ServletResponse} says of buffers has no meaning here and does no harm. JSR 289 §5.7; RFC 3261 §21 for
 * the codes.
 */
public interface SipServletResponse extends ServletResponse, SipServletMessage {

    /** 100. Trying: the next hop has the request. The container sends it; an application never sees one. */
    int SC_TRYING = 100;

    /** 180. Ringing. */
    int SC_RINGING = 180;

    /** 181. The call is being forwarded. */
    int SC_CALL_BEING_FORWARDED = 181;

    /** 182. The call waits in a queue. */
    int SC_CALL_QUEUED = 182;

    /** 183. Something about the progress of the call, often early media. */
    int SC_SESSION_PROGRESS = 183;

    /** 200. The request succeeded. */
    int SC_OK = 200;

    /** 202. The request was accepted, its outcome is open. */
    int SC_ACCEPTED = 202;

    /** 204. The subscription succeeded and no NOTIFY follows (RFC 5839). */
    int SC_NO_NOTIFICATION = 204;

    /** 300. The callee is at several places. */
    int SC_MULTIPLE_CHOICES = 300;

    /** 301. The callee has moved for good. */
    int SC_MOVED_PERMANENTLY = 301;

    /** 302. The callee is elsewhere for now. */
    int SC_MOVED_TEMPORARILY = 302;

    /** 305. The callee wants calls by way of a proxy. */
    int SC_USE_PROXY = 305;

    /** 380. The call failed, another service is possible. */
    int SC_ALTERNATIVE_SERVICE = 380;

    /** 400. The request cannot be understood. */
    int SC_BAD_REQUEST = 400;

    /** 401. A user agent or registrar asks who the sender is. */
    int SC_UNAUTHORIZED = 401;

    /** 402. Reserved. */
    int SC_PAYMENT_REQUIRED = 402;

    /** 403. The request was understood and is refused. */
    int SC_FORBIDDEN = 403;

    /** 404. There is no such user here. */
    int SC_NOT_FOUND = 404;

    /** 405. The method is known but not allowed here. */
    int SC_METHOD_NOT_ALLOWED = 405;

    /** 406. No response can be made that the sender accepts. */
    int SC_NOT_ACCEPTABLE = 406;

    /** 407. A proxy asks who the sender is. */
    int SC_PROXY_AUTHENTICATION_REQUIRED = 407;

    /** 408. No answer came in time. */
    int SC_REQUEST_TIMEOUT = 408;

    /** 409. The request conflicts with the state of the resource (RFC 2543, no longer in use). */
    int SC_CONFLICT = 409;

    /** 410. The user was here and is gone for good. */
    int SC_GONE = 410;

    /** 412. The condition of the request does not hold (RFC 3903). */
    int SC_CONDITIONAL_REQUEST_FAILED = 412;

    /** 413. The body is too large. */
    int SC_REQUEST_ENTITY_TOO_LARGE = 413;

    /** 414. The Request-URI is too long. */
    int SC_REQUEST_URI_TOO_LONG = 414;

    /** 415. The body is of a type not understood here. */
    int SC_UNSUPPORTED_MEDIA_TYPE = 415;

    /** 416. The Request-URI is of a scheme not understood here. */
    int SC_UNSUPPORTED_URI_SCHEME = 416;

    /** 417. No namespace of Resource-Priority is known (RFC 4412). */
    int SC_UNKNOWN_RESOURCE_PRIORITY = 417;

    /** 420. An extension in Require or Proxy-Require is not understood. */
    int SC_BAD_EXTENSION = 420;

    /** 421. The sender must support an extension. */
    int SC_EXTENSION_REQUIRED = 421;

    /** 422. The session timer is too short (RFC 4028). */
    int SC_SESSION_INTERVAL_TOO_SMALL = 422;

    /** 423. The binding or subscription would expire too soon. */
    int SC_INTERVAL_TOO_BRIEF = 423;

    /** 424. The location in the request is of no use (RFC 6442). */
    int SC_BAD_LOCATION_INFORMATION = 424;

    /** 428. The request must be signed (RFC 8224). */
    int SC_USE_IDENTITY_HEADER = 428;

    /** 429. The one who refers must say who he is (RFC 3892). */
    int SC_PROVIDE_REFERER_IDENTITY = 429;

    /** 433. Anonymous requests are refused (RFC 5079). The spelling is that of the field. */
    int SC_ANONYMILY_DISALLOWED = 433;

    /** 436. The certificate named in the request cannot be fetched (RFC 8224). */
    int SC_BAD_IDENTITY_INFO = 436;

    /** 437. The certificate named in the request is not trusted (RFC 8224). */
    int SC_UNSUPPORTED_CERTIFICATE = 437;

    /** 438. The signature is wrong (RFC 8224). */
    int SC_INVALID_IDENTITY_HEADER = 438;

    /** 440. Max-Breadth allows no further branch (JSR 359; RFC 5393). */
    int SC_MAX_BREADTH_EXCEEDED = 440;

    /**
     * 480. The callee cannot be reached for now. This is the standard's own spelling; see {@link
     * #SC_TEMPORARILY_UNAVAILABLE}.
     */
    int SC_TEMPORARLY_UNAVAILABLE = 480;

    /** 480. The callee cannot be reached for now. The right spelling, found in no standard but in other containers. */
    int SC_TEMPORARILY_UNAVAILABLE = 480;

    /** 481. There is no such dialog or transaction. */
    int SC_CALL_LEG_DONE = 481;

    /** 482. The request went in a circle, or came twice. */
    int SC_LOOP_DETECTED = 482;

    /** 483. Max-Forwards is used up. */
    int SC_TOO_MANY_HOPS = 483;

    /** 484. The number or name is not complete. */
    int SC_ADDRESS_INCOMPLETE = 484;

    /** 485. The name could mean several. */
    int SC_AMBIGUOUS = 485;

    /** 486. The callee is busy at this place. */
    int SC_BUSY_HERE = 486;

    /** 487. The request was cancelled. */
    int SC_REQUEST_TERMINATED = 487;

    /** 488. The session offered is not acceptable at this place. */
    int SC_NOT_ACCEPTABLE_HERE = 488;

    /** 489. The event package is not understood (RFC 6665). */
    int SC_BAD_EVENT = 489;

    /** 491. A request of one's own is under way in this dialog. */
    int SC_REQUEST_PENDING = 491;

    /** 493. The body cannot be decrypted. */
    int SC_UNDECIPHERABLE = 493;

    /** 494. The two must agree on security first (RFC 3329). */
    int SC_SECURITY_AGREEMENT_REQUIRED = 494;

    /** 500. The server failed. */
    int SC_SERVER_INTERNAL_ERROR = 500;

    /** 501. The server does not know the method. */
    int SC_NOT_IMPLEMENTED = 501;

    /** 502. The server behind answered nonsense. */
    int SC_BAD_GATEWAY = 502;

    /** 503. The server is overloaded or being maintained. */
    int SC_SERVICE_UNAVAILABLE = 503;

    /** 504. The server behind did not answer in time. */
    int SC_SERVER_TIMEOUT = 504;

    /** 505. The version of SIP is not supported. */
    int SC_VERSION_NOT_SUPPORTED = 505;

    /** 513. The message is too long. */
    int SC_MESSAGE_TOO_LARGE = 513;

    /** 580. The preconditions of the session cannot be met (RFC 3312). */
    int SC_PRECONDITION_FAILURE = 580;

    /** 600. The callee is busy at every place. */
    int SC_BUSY_EVERYWHERE = 600;

    /** 603. The callee does not want the call. */
    int SC_DECLINE = 603;

    /** 604. There is no such user at any place (JSR 359). */
    int SC_DOES_NOT_EXIST_ANYWHERE = 604;

    /**
     * 604. There is no such user at any place.
     *
     * @deprecated misspelt; use {@link #SC_DOES_NOT_EXIST_ANYWHERE} (JSR 359)
     */
    @Deprecated
    int SC_DOES_NOT_EXIT_ANYWHERE = 604;

    /** 606. The session offered is not acceptable at any place. */
    int SC_NOT_ACCEPTABLE_ANYWHERE = 606;

    /**
     * Gives the request it answers. For a proxied one that is the request as it went to the target that answered.
     *
     * @return the request
     */
    SipServletRequest getRequest();

    /** {@return the status, 100 to 699} */
    int getStatus();

    /** {@return the reason in words} */
    String getReasonPhrase();

    /**
     * Sets the status, with the usual reason.
     *
     * @param statusCode the status, 100 to 699
     * @throws IllegalArgumentException if it is out of range
     * @throws IllegalStateException if the response is committed
     */
    void setStatus(int statusCode);

    /**
     * Sets status and reason.
     *
     * @param statusCode the status, 100 to 699
     * @param reasonPhrase the reason in words
     * @throws IllegalArgumentException if the status is out of range
     * @throws IllegalStateException if the response is committed
     */
    void setStatus(int statusCode, String reasonPhrase);

    /**
     * Sends it. A 2xx to INVITE is sent again by the container until the ACK comes.
     *
     * @throws IOException if it is known at once that it cannot be sent
     * @throws IllegalStateException if the request has its final response, or this one was sent before or received
     */
    @Override
    void send() throws IOException;

    /**
     * Sends a provisional response, again and again until the peer acknowledges it with PRACK (RFC 3262).
     *
     * @throws Rel100Exception if it is not 101 to 199 to an INVITE, or one of the two sides does not support 100rel
     * @throws IllegalStateException if it was sent before or received
     */
    void sendReliably() throws Rel100Exception;

    /**
     * Makes the ACK for a 2xx to INVITE. The container sends the ACK for other final responses.
     *
     * @return the ACK, not yet sent
     * @throws IllegalStateException if this is no 2xx to an INVITE of this application, or the ACK was made before
     */
    SipServletRequest createAck();

    /**
     * Makes the PRACK for a reliable provisional response.
     *
     * @return the PRACK, not yet sent
     * @throws Rel100Exception if this is no reliable provisional response to an INVITE
     * @throws IllegalStateException if the PRACK was made before
     */
    SipServletRequest createPrack() throws Rel100Exception;

    /** {@return the proxy of the request it answers, or null if that was not proxied} */
    Proxy getProxy();

    /** {@return the branch it came on, or null if the request was not proxied} */
    ProxyBranch getProxyBranch();

    /**
     * {@return whether it is shown as that of one proxy branch and not as the one to go back (JSR 289 §10)}
     */
    boolean isBranchResponse();

    /** {@return the realms that ask for a name and password, by WWW-Authenticate and Proxy-Authenticate} */
    Iterator<String> getChallengeRealms();

    /** {@return the realms that ask for a name and password, by WWW-Authenticate and Proxy-Authenticate} (JSR 359) */
    default Set<String> getChallengeRealmSet() {
        return Encountered.set(getChallengeRealms());
    }

    /** {@return null: a SIP body is written with {@link #setContent}} */
    @Override
    ServletOutputStream getOutputStream() throws IOException;

    /** {@return null: a SIP body is written with {@link #setContent}} */
    @Override
    PrintWriter getWriter() throws IOException;

    /** {@return whether it is a provisional response that asks for PRACK} (JSR 359) */
    default boolean isReliableProvisional() {
        throw new UnsupportedOperationException("SipServletResponse.isReliableProvisional");
    }

    /**
     * {@return an id of a reliable provisional response, or null for other responses} (JSR 359)
     *
     * @see SipSession#getUnacknowledgedProvisionalResponse(String)
     */
    default String getProvisionalResponseId() {
        throw new UnsupportedOperationException("SipServletResponse.getProvisionalResponseId");
    }

    /** {@return the early dialog it belongs to, the same for all responses of one To tag} (JSR 359) */
    default InviteBranch getInviteBranch() {
        throw new UnsupportedOperationException("SipServletResponse.getInviteBranch");
    }
}
