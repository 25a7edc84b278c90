package jakarta.servlet.sip;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;

/** Tells that a SIP servlet is ready. JSR 289 §2 and §8. */
public class SipServletContextEvent extends ServletContextEvent {

    private static final long serialVersionUID = 1L;

    private final transient SipServlet servlet;

    /**
     * Makes an event.
     *
     * @param context the application's context
     * @param servlet the servlet just initialised
     * @throws IllegalArgumentException if the context is null
     */
    public SipServletContextEvent(ServletContext context, SipServlet servlet) {
        super(context);
        this.servlet = servlet;
    }

    /** {@return the servlet just initialised} */
    public SipServlet getSipServlet() {
        return servlet;
    }
}
