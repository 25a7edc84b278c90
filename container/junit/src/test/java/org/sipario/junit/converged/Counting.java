package org.sipario.junit.converged;

import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Counts messages, and asks its HTTP servlet how many there were. */
@jakarta.servlet.sip.annotation.SipServlet(applicationName = "counting")
public class Counting extends SipServlet {
    static final String MESSAGES = "messages";

    /** Asks the HTTP servlet, and waits for the answer. */
    @Override
    protected void doOptions(SipServletRequest options) throws IOException {
        SipServletResponse ok = options.createResponse(SipServletResponse.SC_OK);
        try (InputStream in = URI.create(options.getHeader("X-Page")).toURL().openStream()) {
            ok.setHeader("X-Said", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        ok.send();
    }

    @Override
    protected void doMessage(SipServletRequest message) throws IOException {
        Object before = getServletContext().getAttribute(MESSAGES);
        getServletContext().setAttribute(MESSAGES, before instanceof Integer count ? count + 1 : 1);
        message.createResponse(SipServletResponse.SC_OK).send();
    }
}
