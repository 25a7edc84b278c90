package org.sipario.tomcat.apps;

import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;

/** The SIP half of {@link ClickToCall}: acknowledges the answer and hangs up. */
@jakarta.servlet.sip.annotation.SipServlet(applicationName = "click")
public class ClickedCall extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doSuccessResponse(SipServletResponse response) throws IOException {
        if (response.getMethod().equals("INVITE")) {
            response.createAck().send();
            response.getSession().createRequest("BYE").send();
        }
    }
}
