package jakarta.servlet.sip;

/**
 * A transport connection between this container and a peer, or a pair of UDP addresses, kept so that requests can go
 * back the way others came.
 *
 * <p>JSR 359, flows; RFC 5626.
 */
public interface Flow {

    /** {@return the token that names this flow in this container, and that nobody can make up} */
    String getToken();

    /** {@return the container's end: address, port and transport} */
    SipURI getLocalURI();

    /** {@return the peer's end: address, port and transport} */
    SipURI getRemoteURI();

    /** {@return whether requests can still be sent over it} */
    boolean isActive();

    /** Gives the flow up: the application does not want to be told of its end any more. */
    void release();
}
