package jakarta.servlet.sip;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.security.Principal;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Set;

/**
 * What requests and responses have in common: headers, body, addresses, and the session they belong to.
 *
 * <p>Header names are taken in any case, and in long or compact form. Call-ID, From, To, CSeq, Via, Route,
 * Record-Route, Path, RSeq, RAck and, in most messages, Contact are <em>system headers</em>: the container writes them,
 * and to set, add or remove one throws {@link IllegalArgumentException}. Contact is free in REGISTER, in 3xx and 485,
 * and in a 200 to OPTIONS; elsewhere its display name, user and parameters can be changed in place. A committed message
 * cannot be changed: setters throw {@link IllegalStateException}. JSR 289 §5.
 */
public interface SipServletMessage extends AttributeStore, Cloneable {

    /** {@return the SIP method; for a response, that of its request} */
    String getMethod();

    /** {@return {@code SIP/2.0}} */
    String getProtocol();

    /** {@return the From header; everything but its tag can be changed} */
    Address getFrom();

    /** {@return the To header; everything but its tag can be changed} */
    Address getTo();

    /** {@return the Call-ID header} */
    String getCallId();

    /**
     * Gives the first value of a header.
     *
     * @param name the header's name
     * @return the value, empty if the header has none, or null if it is absent
     * @throws NullPointerException if the name is null
     */
    String getHeader(String name);

    /**
     * Gives all values of a header, whether on one line or on many.
     *
     * @param name the header's name
     * @return the values in their order; empty if the header is absent; it can be edited unless this is a system header
     * @throws NullPointerException if the name is null
     */
    ListIterator<String> getHeaders(String name);

    /**
     * Gives all values of a header, whether on one line or on many (JSR 359).
     *
     * @param name the header's name
     * @return the values in their order; empty if the header is absent; unmodifiable
     * @throws NullPointerException if the name is null
     */
    default List<String> getHeaderList(String name) {
        return Encountered.list(getHeaders(name));
    }

    /** {@return the names of all headers, each once, in their order} */
    Iterator<String> getHeaderNames();

    /** {@return the names of all headers, each once, in their order} (JSR 359) */
    default List<String> getHeaderNameList() {
        return Encountered.list(getHeaderNames());
    }

    /**
     * Sets a header to one value, in the place of all it had.
     *
     * @param name the header's name
     * @param value the value as it is to stand in the message
     * @throws NullPointerException if the name or the value is null
     * @throws IllegalArgumentException if it is a system header, or has no place in this message
     * @throws IllegalStateException if the message is committed
     */
    void setHeader(String name, String value);

    /**
     * Adds a value to a header, after those it has.
     *
     * @param name the header's name
     * @param value the value as it is to stand in the message
     * @throws NullPointerException if the name or the value is null
     * @throws IllegalArgumentException if it is a system header, or has no place in this message
     * @throws IllegalStateException if the message is committed
     */
    void addHeader(String name, String value);

    /**
     * Removes a header with all its values. Without such a header nothing happens.
     *
     * @param name the header's name
     * @throws NullPointerException if the name is null
     * @throws IllegalArgumentException if it is a system header
     * @throws IllegalStateException if the message is committed
     */
    void removeHeader(String name);

    /**
     * Gives the first value of a header as an address.
     *
     * @param name the header's name
     * @return the address, or null if the header is absent; changes of it change this message
     * @throws NullPointerException if the name is null
     * @throws ServletParseException if the value is no address
     */
    Address getAddressHeader(String name) throws ServletParseException;

    /**
     * Gives all values of a header as addresses.
     *
     * @param name the header's name
     * @return the addresses in their order; empty if the header is absent; it can be edited unless this is a system
     *     header
     * @throws NullPointerException if the name is null
     * @throws ServletParseException if one of the values is no address
     */
    ListIterator<Address> getAddressHeaders(String name) throws ServletParseException;

    /**
     * Gives all values of a header as addresses (JSR 359).
     *
     * @param name the header's name
     * @return the addresses in their order; empty if the header is absent; unmodifiable
     * @throws NullPointerException if the name is null
     * @throws ServletParseException if one of the values is no address
     */
    default List<Address> getAddressHeaderList(String name) throws ServletParseException {
        return Encountered.list(getAddressHeaders(name));
    }

    /**
     * Sets a header to one address, in the place of all it had.
     *
     * @param name the header's name
     * @param addr the address
     * @throws NullPointerException if the name or the address is null
     * @throws IllegalArgumentException if it is a system header, or one that holds no addresses
     * @throws IllegalStateException if the message is committed
     */
    void setAddressHeader(String name, Address addr);

    /**
     * Adds an address to a header.
     *
     * @param name the header's name
     * @param addr the address
     * @param first true to put it before those already there, false to put it after
     * @throws NullPointerException if the name or the address is null
     * @throws IllegalArgumentException if it is a system header, or one that holds no addresses
     * @throws IllegalStateException if the message is committed
     */
    void addAddressHeader(String name, Address addr, boolean first);

    /**
     * Gives the first value of a header with its parameters.
     *
     * @param name the header's name
     * @return the value, or null if the header is absent; changes of it change this message
     * @throws NullPointerException if the name is null
     * @throws ServletParseException if the value does not have that form
     */
    Parameterable getParameterableHeader(String name) throws ServletParseException;

    /**
     * Gives all values of a header with their parameters.
     *
     * @param name the header's name
     * @return the values in their order; empty if the header is absent; it can be edited unless this is a system header
     * @throws NullPointerException if the name is null
     * @throws ServletParseException if one of the values does not have that form
     */
    ListIterator<? extends Parameterable> getParameterableHeaders(String name) throws ServletParseException;

    /**
     * Gives all values of a header with their parameters (JSR 359).
     *
     * @param name the header's name
     * @return the values in their order; empty if the header is absent; unmodifiable
     * @throws NullPointerException if the name is null
     * @throws ServletParseException if one of the values does not have that form
     */
    default List<? extends Parameterable> getParameterableHeaderList(String name) throws ServletParseException {
        return Encountered.list(getParameterableHeaders(name));
    }

    /**
     * Sets a header to one value with parameters, in the place of all it had.
     *
     * @param name the header's name
     * @param param the value
     * @throws NullPointerException if the name or the value is null
     * @throws IllegalArgumentException if it is a system header, or its values have no parameters
     * @throws IllegalStateException if the message is committed
     */
    void setParameterableHeader(String name, Parameterable param);

    /**
     * Adds a value with parameters to a header.
     *
     * @param name the header's name
     * @param param the value
     * @param first true to put it before those already there, false to put it after
     * @throws NullPointerException if the name or the value is null
     * @throws IllegalArgumentException if it is a system header, or its values have no parameters
     * @throws IllegalStateException if the message is committed
     */
    void addParameterableHeader(String name, Parameterable param, boolean first);

    /** {@return how header names are written; default {@link HeaderForm#DEFAULT}} */
    HeaderForm getHeaderForm();

    /**
     * Says how header names are written.
     *
     * @param form long, compact, or as the application used them
     */
    void setHeaderForm(HeaderForm form);

    /** {@return the Expires header in seconds, or -1 if there is none} */
    int getExpires();

    /**
     * Sets the Expires header.
     *
     * @param seconds 0 or more
     * @throws IllegalStateException if the message is committed
     */
    void setExpires(int seconds);

    /** {@return the length of the body in bytes} */
    int getContentLength();

    /**
     * Sets the Content-Length header. There is hardly a reason to: {@link #setContent} does it.
     *
     * @param len length of the body in bytes
     * @throws IllegalStateException if the message came from outside or is committed
     */
    void setContentLength(int len);

    /** {@return the Content-Type header, or null if there is no body} */
    String getContentType();

    /**
     * Sets the Content-Type header. A {@code charset} in it becomes the character encoding.
     *
     * @param type the type, for example {@code application/sdp}
     * @throws IllegalStateException if the message is committed
     */
    void setContentType(String type);

    /** {@return the {@code charset} of the Content-Type header, or null if there is none; text is then UTF-8} */
    String getCharacterEncoding();

    /**
     * Sets the character encoding that texts in the body are written with.
     *
     * @param enc name of a character set
     * @throws UnsupportedEncodingException if there is no such character set
     * @throws IllegalStateException if the message is committed
     */
    void setCharacterEncoding(String enc) throws UnsupportedEncodingException;

    /** {@return the Content-Language header, or null if there is none} */
    Locale getContentLanguage();

    /**
     * Sets the Content-Language header.
     *
     * @param locale the language of the body
     * @throws IllegalStateException if the message is committed
     */
    void setContentLanguage(Locale locale);

    /**
     * Gives the body as bytes.
     *
     * @return the body, or null if there is none
     * @throws IOException if the body cannot be read
     */
    byte[] getRawContent() throws IOException;

    /**
     * Gives the body as an object.
     *
     * @return a {@link String} for text types, {@code byte[]} for types nobody knows, another object where the
     *     container has a handler for the type; null if there is no body
     * @throws UnsupportedEncodingException if the text is in a character set nobody knows
     * @throws IOException if the body cannot be read
     */
    Object getContent() throws IOException, UnsupportedEncodingException;

    /**
     * Sets the body, its type and its length.
     *
     * @param content {@code byte[]} for any type, or a {@link String} for text types; null or an empty one for no body
     * @param contentType the type, for example {@code application/sdp}
     * @throws UnsupportedEncodingException if the type names a character set nobody knows
     * @throws IllegalArgumentException if such an object cannot be written as that type
     * @throws IllegalStateException if the message is committed
     */
    void setContent(Object content, String contentType) throws UnsupportedEncodingException;

    /** {@return the language the sender likes best, by Accept-Language, or null if it did not say} */
    Locale getAcceptLanguage();

    /** {@return the languages the sender likes, best first; empty if it did not say} */
    Iterator<Locale> getAcceptLanguages();

    /** {@return the languages the sender likes, best first; empty if it did not say} (JSR 359) */
    default Set<Locale> getAcceptLanguageSet() {
        return Encountered.set(getAcceptLanguages());
    }

    /**
     * Sets Accept-Language to one language, in the place of all it had.
     *
     * @param locale the language, or null to remove the header
     * @throws IllegalStateException if the message is committed
     */
    void setAcceptLanguage(Locale locale);

    /**
     * Adds a language to Accept-Language, liked less than those already there.
     *
     * @param locale the language
     * @throws IllegalStateException if the message is committed
     */
    void addAcceptLanguage(Locale locale);

    /**
     * {@return the SIP session it belongs to; made now if there is none}
     *
     * @throws IllegalStateException if the session has been invalidated
     */
    SipSession getSession();

    /**
     * Gives the SIP session it belongs to.
     *
     * @param create whether to make one where there is none
     * @return the session, or null if there is none and none was to be made
     * @throws IllegalStateException if the session has been invalidated
     */
    SipSession getSession(boolean create);

    /**
     * {@return the application session it belongs to; made now if there is none}
     *
     * @throws IllegalStateException if the session has been invalidated
     */
    SipApplicationSession getApplicationSession();

    /**
     * Gives the application session it belongs to.
     *
     * @param create whether to make one where there is none
     * @return the session, or null if there is none and none was to be made
     * @throws IllegalStateException if the session has been invalidated
     */
    SipApplicationSession getApplicationSession(boolean create);

    /**
     * {@return the names of the attributes}
     *
     * @deprecated {@link #getAttributeNameSet()} gives a set (JSR 359)
     */
    @Deprecated
    Enumeration<String> getAttributeNames();

    @Override
    default Set<String> getAttributeNameSet() {
        return Encountered.set(getAttributeNames());
    }

    /**
     * Sends it.
     *
     * @throws IOException if it is known at once that it cannot be sent; what is found later comes as a response, 503
     *     or 408
     * @throws IllegalStateException if the state of the transaction or dialog does not allow it, if it was sent before,
     *     or if it was received
     */
    void send() throws IOException;

    /**
     * {@return whether nothing more can be done with it: it was sent, answered, forwarded or acknowledged, or is over}
     * A committed message cannot be changed.
     */
    boolean isCommitted();

    /** {@return whether it came over TLS, or another way nobody else can read} */
    boolean isSecure();

    /** {@return the name of the user who was authenticated by this message, or null for nobody} */
    String getRemoteUser();

    /** {@return the user who was authenticated by this message, or null for nobody} */
    Principal getUserPrincipal();

    /**
     * Tells whether the authenticated user has a role.
     *
     * @param role a role of this application's descriptor
     * @return whether the user has it; false for nobody
     */
    boolean isUserInRole(String role);

    /** {@return the address it was received at, or null if it was made here} */
    String getLocalAddr();

    /** {@return the port it was received at, or -1 if it was made here} */
    int getLocalPort();

    /** {@return the address of the hop that sent it, or null if it was made here} */
    String getRemoteAddr();

    /** {@return the port of the hop that sent it, or -1 if it was made here} */
    int getRemotePort();

    /** {@return the transport it was received over: UDP, TCP, TLS, WS, WSS; or null if it was made here} */
    String getTransport();

    /**
     * {@return the address of the hop that brought it into this container, whatever applications it passed since, or
     * null}
     */
    String getInitialRemoteAddr();

    /** {@return the port of the hop that brought it into this container, or -1} */
    int getInitialRemotePort();

    /** {@return the transport that brought it into this container, or null} */
    String getInitialTransport();

    /** {@return whether it came from another application of this container} (JSR 359) */
    default boolean isInternallyRouted() {
        throw new UnsupportedOperationException("SipServletMessage.isInternallyRouted");
    }

    /** {@return the WebSocket connection it came over, or null if it came another way} (JSR 359) */
    default SipWebSocketContext getLocalSipWebSocketContext() {
        throw new UnsupportedOperationException("SipServletMessage.getLocalSipWebSocketContext");
    }

    /** {@return what the application wishes for the session timer; for INVITE, UPDATE and their responses} (JSR 359) */
    default SessionKeepAlive.Preference getSessionKeepAlivePreference() {
        throw new UnsupportedOperationException("SipServletMessage.getSessionKeepAlivePreference");
    }

    /**
     * Puts a value on top of Path (RFC 3327; for messages other than requests JSR 359).
     *
     * @param uri the address of a proxy that later requests to the registered user must pass
     * @throws IllegalStateException if this is not a REGISTER, or it is committed
     */
    default void pushPath(Address uri) {
        throw new UnsupportedOperationException("SipServletMessage.pushPath");
    }

    /**
     * Puts this container, and the flow a REGISTER came over, on top of Path (JSR 359; RFC 3327 and RFC 5626).
     *
     * @throws IllegalStateException if this is not a REGISTER, or it is committed
     */
    default void pushLocalPath() {
        throw new UnsupportedOperationException("SipServletMessage.pushLocalPath");
    }

    /** How header names are written in a message. */
    enum HeaderForm {
        /** In compact form where there is one. */
        COMPACT,
        /** As the application, or the sender, wrote them. */
        DEFAULT,
        /** In long form. */
        LONG
    }
}
