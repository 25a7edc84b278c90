package org.sipario.junit.converged;

import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;

/** Counts messages. */
@jakarta.servlet.sip.annotation.SipServlet(applicationName = "counting")
public class Counting extends SipServlet {
    static final String MESSAGES = "messages";

    @Override
    protected void doMessage(SipServletRequest message) throws IOException {
        Object before = getServletContext().getAttribute(MESSAGES);
        getServletContext().setAttribute(MESSAGES, before instanceof Integer count ? count + 1 : 1);
        message.createResponse(SipServletResponse.SC_OK).send();
    }
}
