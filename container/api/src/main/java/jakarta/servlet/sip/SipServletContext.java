package jakarta.servlet.sip;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;

/**
 * The servlet context of a SIP application, with what the context attributes of JSR 289 give as methods, and with
 * servlets added by program.
 *
 * <p>The {@link ServletContext} that SIP servlets and listeners see can be cast to this type. JSR 359, programmatic
 * configuration; JSR 289 §3.
 */
public interface SipServletContext extends ServletContext {

    /** {@return the object of attribute {@link SipServlet#SIP_FACTORY}} */
    SipFactory getSipFactory();

    /** {@return the object of attribute {@link SipServlet#SIP_SESSIONS_UTIL}} */
    SipSessionsUtil getSipSessionsUtil();

    /** {@return the object of attribute {@link SipServlet#TIMER_SERVICE}} */
    TimerService getTimerService();

    /** {@return the object of attribute {@link SipServlet#DNS_RESOLVER}} */
    DnsResolver getDnsResolver();

    /** {@return option tags the container supports, as attribute {@link SipServlet#SUPPORTED}} */
    List<String> getSupported();

    /** {@return numbers of the RFCs the container supports, as attribute {@link SipServlet#SUPPORTED_RFCs}} */
    List<String> getSupportedRfcs();

    /** {@return the listening points, as attribute {@link SipServlet#OUTBOUND_INTERFACES}} */
    List<SipURI> getOutboundInterfaces();

    /** {@return addresses requests can leave from, as attribute {@link SipServlet#OUTBOUND_ADDRESSES}} */
    List<InetAddress> getOutboundAddresses();

    /** {@return the settings of this application} */
    SipApplicationConfiguration getSipApplicationConfiguration();

    /**
     * Finds a flow.
     *
     * @param token a token, as {@link Flow#getToken()} gave it
     * @return the flow, or null if this container has none of that token
     */
    Flow getFlow(String token);

    /**
     * Finds a WebSocket connection.
     *
     * @param token what names the connection: the token of its flow
     * @return the connection's context, or null if there is none
     */
    SipWebSocketContext getSipWebSocketContext(String token);

    /**
     * Binds a SIP identity to the WebSocket connection that a user of a web page is about to open.
     *
     * @param request the HTTP request by which the user is known
     * @param sipIdentity the address of record, as a URI text
     */
    void assignWebSocketSipIdentity(HttpServletRequest request, String sipIdentity);

    /**
     * Adds an annotated object as a SIP servlet.
     *
     * @param servletName the servlet's name
     * @param servlet the object, whose methods are annotated
     * @return its registration, or null if a servlet of that name is there already
     * @throws IllegalArgumentException if the name is null or empty
     * @throws IllegalStateException if the application has started already
     */
    ServletRegistration.Dynamic addServletPOJO(String servletName, Object servlet);

    /**
     * Adds an annotated class as a SIP servlet. The container makes the object.
     *
     * @param servletName the servlet's name
     * @param servletClass the class, whose methods are annotated
     * @return its registration, or null if a servlet of that name is there already
     * @throws IllegalArgumentException if the name is null or empty
     * @throws IllegalStateException if the application has started already
     */
    ServletRegistration.Dynamic addServletPOJO(String servletName, Class<?> servletClass);

    /**
     * Makes an object of an annotated class and injects what it asks for. It is not yet a servlet.
     *
     * @param <T> the class
     * @param servletClass the class
     * @return the object
     * @throws ServletException if it cannot be made
     */
    <T> T createServletPOJO(Class<T> servletClass) throws ServletException;
}
