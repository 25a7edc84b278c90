package org.sipario.junit.apps;

import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;

/** Answers every call, and a MESSAGE with how many came before. */
@jakarta.servlet.sip.annotation.SipServlet(applicationName = "greeter")
public class Greeter extends SipServlet {
    private static final String BEFORE = "before";

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException {
        invite.createResponse(SipServletResponse.SC_OK).send();
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        bye.createResponse(SipServletResponse.SC_OK).send();
    }

    @Override
    protected void doMessage(SipServletRequest message) throws IOException {
        int before = getServletContext().getAttribute(BEFORE) instanceof Integer count ? count : 0;
        getServletContext().setAttribute(BEFORE, before + 1);
        SipServletResponse ok = message.createResponse(SipServletResponse.SC_OK);
        ok.setHeader("X-Before", Integer.toString(before));
        ok.send();
    }
}
