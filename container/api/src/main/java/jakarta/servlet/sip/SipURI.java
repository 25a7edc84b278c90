package jakarta.servlet.sip;

import java.util.Iterator;
import java.util.List;

/**
 * A URI of scheme {@code sip} or {@code sips}: {@code sip:user:password@host:port;parameters?headers}.
 *
 * <p>Getters give text without escapes and setters take such text; {@link #toString()} escapes what it must. JSR 289
 * §4; RFC 3261 §19.1.
 */
public interface SipURI extends URI {

    /** {@return the user part, or null if there is none} */
    String getUser();

    /**
     * Sets the user part.
     *
     * @param user the user, without escapes, or null for none
     * @throws IllegalStateException if this URI may not change
     */
    void setUser(String user);

    /** {@return the password, or null if there is none} */
    String getUserPassword();

    /**
     * Sets the password. RFC 3261 §19.1.1 advises against it, since it travels readable for everybody.
     *
     * @param password the password, without escapes, or null for none
     * @throws IllegalStateException if this URI may not change
     */
    void setUserPassword(String password);

    /** {@return the host: a domain name or an address} */
    String getHost();

    /**
     * Sets the host.
     *
     * @param host a domain name, an IPv4 address or an IPv6 address
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if this URI's place in a message does not allow it, as in Record-Route
     * @throws IllegalStateException if this URI may not change
     */
    void setHost(String host);

    /** {@return the port, or -1 if there is none} */
    int getPort();

    /**
     * Sets the port.
     *
     * @param port 1 to 65535; a negative value removes it
     * @throws IllegalArgumentException if this URI's place in a message does not allow it, as in Record-Route
     * @throws IllegalStateException if this URI may not change
     */
    void setPort(int port);

    /** {@return whether the scheme is {@code sips}} */
    boolean isSecure();

    /**
     * Chooses the scheme.
     *
     * @param secure true for {@code sips}, false for {@code sip}
     * @throws IllegalArgumentException if this URI's place in a message does not allow it, as in Record-Route
     * @throws IllegalStateException if this URI may not change
     */
    void setSecure(boolean secure);

    /** {@return the {@code transport} parameter, or null if there is none} */
    String getTransportParam();

    /**
     * Sets the {@code transport} parameter.
     *
     * @param transport for example {@code udp}, {@code tcp} or {@code ws}
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if this URI's place in a message does not allow it, as in Record-Route
     * @throws IllegalStateException if this URI may not change
     */
    void setTransportParam(String transport);

    /** {@return the {@code maddr} parameter, or null if there is none} */
    String getMAddrParam();

    /**
     * Sets the {@code maddr} parameter: where to send in place of the host.
     *
     * @param maddr an address or a domain name
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if this URI's place in a message does not allow it, as in Record-Route
     * @throws IllegalStateException if this URI may not change
     */
    void setMAddrParam(String maddr);

    /** {@return the {@code method} parameter, or null if there is none} */
    String getMethodParam();

    /**
     * Sets the {@code method} parameter: which request a click on this URI makes.
     *
     * @param method a SIP method
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if this URI's place in a message does not allow it, as in Record-Route
     * @throws IllegalStateException if this URI may not change
     */
    void setMethodParam(String method);

    /** {@return the {@code ttl} parameter, 0 to 255, or -1 if there is none} */
    int getTTLParam();

    /**
     * Sets the {@code ttl} parameter: how far a multicast packet goes.
     *
     * @param ttl 0 to 255; a negative value removes the parameter
     * @throws IllegalArgumentException if this URI's place in a message does not allow it, as in Record-Route
     * @throws IllegalStateException if this URI may not change
     */
    void setTTLParam(int ttl);

    /** {@return the {@code user} parameter, or null if there is none} */
    String getUserParam();

    /**
     * Sets the {@code user} parameter.
     *
     * @param user {@code phone} for a telephone number in the user part, or {@code ip}
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if this URI's place in a message does not allow it, as in Record-Route
     * @throws IllegalStateException if this URI may not change
     */
    void setUserParam(String user);

    /** {@return whether there is an {@code lr} parameter, which marks a loose router} */
    boolean getLrParam();

    /**
     * Sets or removes the {@code lr} parameter.
     *
     * @param flag true to set it
     * @throws IllegalArgumentException if this URI's place in a message does not allow it, as in Record-Route
     * @throws IllegalStateException if this URI may not change
     */
    void setLrParam(boolean flag);

    /**
     * Looks up a header that a request made from this URI is to have.
     *
     * @param name the header's name, in any case
     * @return its value, or null if it is absent
     * @throws NullPointerException if the name is null
     */
    String getHeader(String name);

    /**
     * Sets a header that a request made from this URI is to have.
     *
     * @param name the header's name
     * @param value its value, without escapes
     * @throws NullPointerException if the name or the value is null
     * @throws IllegalStateException if this URI may not change
     */
    void setHeader(String name, String value);

    /**
     * Removes a header. Without one of that name nothing happens.
     *
     * @param name the header's name, in any case
     * @throws NullPointerException if the name is null
     * @throws IllegalStateException if this URI may not change
     */
    void removeHeader(String name);

    /** {@return the names of the headers, in the order they stand} */
    Iterator<String> getHeaderNames();

    /** {@return the names of the headers, in the order they stand} (JSR 359) */
    default List<String> getHeaderNameList() {
        return Encountered.list(getHeaderNames());
    }

    /**
     * Compares by RFC 3261 §19.1.4: the user part by case, the host without; some parameters must be in both or in
     * none, others may be in one only; headers must be the same.
     *
     * @param other the other object
     * @return whether it is a SIP URI that means the same
     */
    @Override
    boolean equals(Object other);

    /** {@return the URI as it stands in a message, with escapes} */
    @Override
    String toString();
}
