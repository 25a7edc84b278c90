package jakarta.servlet.sip;

/**
 * The settings of an application, to be read, and its main servlet, to be set while it starts.
 *
 * <p>JSR 359, programmatic configuration.
 *
 * @see SipServletContext#getSipApplicationConfiguration()
 */
public interface SipApplicationConfiguration {

    /** {@return the application's name} */
    String getApplicationName();

    /** {@return whether it is fit to run in a cluster} */
    boolean getDistributable();

    /** {@return seconds a proxy waits for a final response} */
    int getProxyTimeout();

    /** {@return life of an idle application session in minutes; 0 or less for never ending} */
    int getSessionTimeout();

    /** {@return the name of the servlet that gets every initial request, or null if none is named} */
    String getMainServlet();

    /**
     * Names the servlet that gets every initial request.
     *
     * @param servletName name of a servlet of this application
     * @throws IllegalStateException if the application has started already
     */
    void setMainServlet(String servletName);
}
