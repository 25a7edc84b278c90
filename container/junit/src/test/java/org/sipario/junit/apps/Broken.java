package org.sipario.junit.apps;

import jakarta.servlet.sip.SipServlet;

/** A servlet whose constructor throws. */
@jakarta.servlet.sip.annotation.SipServlet(applicationName = "broken")
public class Broken extends SipServlet {
    private static final long serialVersionUID = 1L;

    public Broken() {
        throw new IllegalStateException("the coffee machine is empty");
    }
}
