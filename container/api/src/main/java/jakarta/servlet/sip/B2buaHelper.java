package jakarta.servlet.sip;

import java.util.List;
import java.util.Map;

/**
 * Helps an application that stands between two dialogs as a back-to-back user agent.
 *
 * <p>{@link SipServletRequest#getB2buaHelper()} gives it, and excludes proxying that request. A link joins two SIP
 * sessions of one application session, one to one, and ends with either of them. JSR 289 §12.
 */
public interface B2buaHelper {

    /**
     * Makes the second leg's request from the first's: method, headers and body are copied; Call-ID, From tag, Via and
     * Contact are new; To has no tag. Nothing is linked.
     *
     * @param origRequest the received initial request
     * @return the request, not yet sent, in a new SIP session
     * @throws NullPointerException if the request is null
     * @throws IllegalArgumentException if the request is not initial
     */
    SipServletRequest createRequest(SipServletRequest origRequest);

    /**
     * Makes the second leg's request from the first's, with headers of the application's choice.
     *
     * @param origRequest the received initial request
     * @param linked whether to link the two sessions and the two requests
     * @param headerMap headers that replace the copied ones, by name; From, To, Contact and Route are allowed, other
     *     system headers not; tags given in it are dropped; null for none
     * @return the request, not yet sent, in a new SIP session, its Max-Forwards lowered by one
     * @throws NullPointerException if the request is null
     * @throws IllegalArgumentException if the request is not initial, a header may not be set, or linking is asked for
     *     and session or request is linked already
     * @throws TooManyHopsException if Max-Forwards is used up; the original has then been answered 483
     */
    SipServletRequest createRequest(SipServletRequest origRequest, boolean linked, Map<String, List<String>> headerMap)
            throws TooManyHopsException;

    /**
     * Makes a request in the other leg's dialog from one received in this leg's, and links the two.
     *
     * @param session the session of the other leg
     * @param origRequest the request received on this leg
     * @param headerMap headers that replace the copied ones, by name, as in {@link #createRequest(SipServletRequest,
     *     boolean, Map)}; null for none
     * @return the request, not yet sent
     * @throws NullPointerException if session or request is null
     * @throws IllegalArgumentException if the two are of different application sessions, one is linked elsewhere, or a
     *     header may not be set
     */
    SipServletRequest createRequest(
            SipSession session, SipServletRequest origRequest, Map<String, List<String>> headerMap);

    /**
     * Makes a CANCEL for the initial INVITE sent in a session.
     *
     * @param session the session
     * @return the CANCEL, not yet sent
     * @throws NullPointerException if the session is null
     * @throws IllegalStateException if that INVITE has its final response
     */
    SipServletRequest createCancel(SipSession session);

    /**
     * Makes a response to the initial request of a session, even to one that is answered already: a second 2xx gets a
     * To tag, and a derived session, of its own.
     *
     * @param session the session of the received initial request
     * @param status the status, 101 to 699
     * @param reasonPhrase the reason, or null for the usual one
     * @return the response, not yet sent
     * @throws NullPointerException if the session is null
     * @throws IllegalArgumentException if the session is invalid or the status out of range
     * @throws IllegalStateException if the response contradicts one sent before
     */
    SipServletResponse createResponseToOriginalRequest(SipSession session, int status, String reasonPhrase);

    /**
     * Gives the session linked to one.
     *
     * @param session the session
     * @return the other session, or null if none is linked
     * @throws NullPointerException if the session is null
     * @throws IllegalArgumentException if the session is invalid
     */
    SipSession getLinkedSession(SipSession session);

    /**
     * Gives the request linked to one.
     *
     * @param req the request
     * @return the request it was made from, or that was made from it, or null if none is linked
     */
    SipServletRequest getLinkedSipServletRequest(SipServletRequest req);

    /**
     * Links two sessions. To link a pair that is linked already changes nothing.
     *
     * @param session1 one session
     * @param session2 the other session
     * @throws NullPointerException if one of them is null
     * @throws IllegalArgumentException if they are of different application sessions, one is terminated, or one is
     *     linked elsewhere
     */
    void linkSipSessions(SipSession session1, SipSession session2);

    /**
     * Ends the link of a session with its partner, and of their requests.
     *
     * @param session one of the two
     * @throws NullPointerException if the session is null
     * @throws IllegalArgumentException if the session is terminated or not linked
     */
    void unlinkSipSessions(SipSession session);

    /**
     * Lists the messages of a session that wait for the application: requests without a final response, 2xx without an
     * ACK, reliable provisional responses without a PRACK.
     *
     * @param session the session
     * @param mode whether to list what it received as client or as server
     * @return the messages by rising CSeq; empty if there are none
     * @throws IllegalArgumentException if the session is invalid
     */
    List<SipServletMessage> getPendingMessages(SipSession session, UAMode mode);
}
