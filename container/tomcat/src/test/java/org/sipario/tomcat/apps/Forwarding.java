package org.sipario.tomcat.apps;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;

/** Hands every MESSAGE on to the servlet that answers. */
public class Forwarding extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doMessage(SipServletRequest request) throws ServletException, IOException {
        getServletContext().getNamedDispatcher("answering").include(request, null);
        getServletContext().getNamedDispatcher("answering").forward(request, null);
    }
}
