package org.sipario.legacy.described;

import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import javax.servlet.sip.SipServletContextEvent;
import javax.servlet.sip.SipServletListener;

/** Counts, in an attribute of the context, which servlets were started. */
public class Ears implements ServletContextListener, SipServletListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setAttribute("started", "context");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {}

    @Override
    public void servletInitialized(SipServletContextEvent event) {
        Object before = event.getServletContext().getAttribute("started");
        String name = event.getSipServlet().getServletName();
        event.getServletContext().setAttribute("started", before + " " + name);
    }
}
