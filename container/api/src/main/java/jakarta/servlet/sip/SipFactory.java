package jakarta.servlet.sip;

/**
 * Makes addresses, URIs, sessions, and requests that an application starts by itself.
 *
 * <p>A factory belongs to one application: what it makes belongs to that application too. Found as context attribute
 * {@link SipServlet#SIP_FACTORY} or by injection. JSR 289 §3, §4 and §11.1.
 */
public interface SipFactory {

    /**
     * Reads a URI.
     *
     * @param uri the text
     * @return a {@link SipURI} for {@code sip} and {@code sips}, a {@link TelURL} for {@code tel}, a plain URI for
     *     others
     * @throws ServletParseException if the text is no URI
     */
    URI createURI(String uri) throws ServletParseException;

    /**
     * Makes a URI of scheme {@code sip} without a port.
     *
     * @param user the user part without escapes, or null for none
     * @param host a domain name or an address
     * @return the URI
     */
    SipURI createSipURI(String user, String host);

    /**
     * Reads an address, with or without display name, angle brackets and parameters.
     *
     * @param address the text; {@code *} gives the wildcard
     * @return the address
     * @throws ServletParseException if the text is no address
     */
    Address createAddress(String address) throws ServletParseException;

    /**
     * Makes an address of a URI.
     *
     * @param uri the URI
     * @return the address, without display name and parameters
     */
    Address createAddress(URI uri);

    /**
     * Makes an address of a URI and a name.
     *
     * @param uri the URI
     * @param displayName the name for people, or null for none
     * @return the address, without parameters
     */
    Address createAddress(URI uri, String displayName);

    /**
     * Reads a header value with parameters.
     *
     * @param value the text, as it stands in a message
     * @return the value
     * @throws ServletParseException if the text does not have that form
     */
    Parameterable createParameterable(String value) throws ServletParseException;

    /** {@return a new, empty collection of names and passwords} */
    AuthInfo createAuthInfo();

    /** {@return a new application session} Its life begins now. */
    SipApplicationSession createApplicationSession();

    /**
     * Finds or makes the application session of a key. Of any number of callers with one key, all get the same session.
     *
     * @param sipApplicationKey the key, in the same space as those of {@link
     *     jakarta.servlet.sip.annotation.SipApplicationKey}
     * @return the session of that key
     * @throws NullPointerException if the key is null
     */
    SipApplicationSession createApplicationSessionByKey(String sipApplicationKey);

    /**
     * Makes a request outside every dialog, in a new SIP session. The Request-URI is the URI of {@code to}; tags and
     * URI parts that may not stand in From and To are left out. The container fills in everything else that must be
     * there.
     *
     * @param appSession the application session the new SIP session belongs to
     * @param method the SIP method, but not ACK or CANCEL
     * @param from who calls
     * @param to who is called
     * @return the request, not yet sent
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the method is ACK, CANCEL or no token, or the session is invalid
     */
    SipServletRequest createRequest(SipApplicationSession appSession, String method, Address from, Address to);

    /**
     * Makes a request outside every dialog, as {@link #createRequest(SipApplicationSession, String, Address, Address)}
     * does.
     *
     * @param appSession the application session the new SIP session belongs to
     * @param method the SIP method, but not ACK or CANCEL
     * @param from an address as text: who calls
     * @param to an address as text: who is called
     * @return the request, not yet sent
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the method is ACK, CANCEL or no token, or the session is invalid
     * @throws ServletParseException if one of the texts is no address
     */
    SipServletRequest createRequest(SipApplicationSession appSession, String method, String from, String to)
            throws ServletParseException;

    /**
     * Makes a request outside every dialog, as {@link #createRequest(SipApplicationSession, String, Address, Address)}
     * does.
     *
     * @param appSession the application session the new SIP session belongs to
     * @param method the SIP method, but not ACK or CANCEL
     * @param from who calls
     * @param to who is called
     * @return the request, not yet sent
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if the method is ACK, CANCEL or no token, or the session is invalid
     */
    SipServletRequest createRequest(SipApplicationSession appSession, String method, URI from, URI to);

    /**
     * Makes the request of a back-to-back user agent's second leg from that of the first.
     *
     * @param origRequest the received initial request
     * @param sameCallId whether the second leg has the Call-ID of the first
     * @return the request, not yet sent, in a new SIP session of the same application session
     * @throws IllegalArgumentException if the request is not initial
     * @deprecated {@link B2buaHelper#createRequest(SipServletRequest)} does it better: one Call-ID on both legs
     *     confuses peers that see both.
     */
    @Deprecated
    SipServletRequest createRequest(SipServletRequest origRequest, boolean sameCallId);
}
