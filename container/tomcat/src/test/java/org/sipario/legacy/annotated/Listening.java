package org.sipario.legacy.annotated;

import javax.servlet.sip.SipServletContextEvent;
import javax.servlet.sip.SipServletListener;
import javax.servlet.sip.annotation.SipListener;

/** Notes that it heard of a servlet. */
@SipListener
public class Listening implements SipServletListener {
    @Override
    public void servletInitialized(SipServletContextEvent event) {
        event.getServletContext()
                .setAttribute("listening", event.getSipServlet().getServletName());
    }
}
