package jakarta.servlet.sip;

import java.security.Principal;

/**
 * The WebSocket connection a message came over, and the HTTP request that opened it.
 *
 * <p>JSR 359, SIP over WebSocket; RFC 7118.
 *
 * @see SipServletMessage#getLocalSipWebSocketContext()
 */
public interface SipWebSocketContext {

    /** {@return the URL the connection was opened with} */
    String getURL();

    /** {@return the flow that stands for the connection} */
    Flow getFlow();

    /**
     * Looks up a header of the opening HTTP request.
     *
     * @param name the header's name, in any case
     * @return its first value, or null if it was absent
     */
    String getHttpHeader(String name);

    /** {@return who was logged in by HTTP when the connection was opened, or null for nobody} */
    Principal getWebSecurityPrincipal();
}
