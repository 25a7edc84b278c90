package org.sipario.tomcat.legacy;

import java.io.IOException;
import javax.annotation.Resource;
import javax.servlet.ServletException;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

/** A SIP servlet from before Jakarta, compiled against the API of its time. */
public class OldPhone extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient SipFactory factory;

    @Override
    protected void doMessage(SipServletRequest request) throws ServletException, IOException {
        SipServletResponse response = request.createResponse(SipServletResponse.SC_OK);
        response.setHeader("X-Injected", Boolean.toString(factory != null));
        response.setHeader(
                "X-Attribute",
                Boolean.toString(getServletContext().getAttribute("javax.servlet.sip.SipFactory") == factory));
        response.send();
    }
}
