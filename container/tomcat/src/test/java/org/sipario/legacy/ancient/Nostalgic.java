package org.sipario.legacy.ancient;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;

/** Uses what the Servlet specification has taken away since. */
public class Nostalgic extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("deprecation")
    protected void doMessage(SipServletRequest request) throws ServletException, IOException {
        getServletContext().getServlet("other");
        request.createResponse(200).send();
    }

    @Override
    protected void doOptions(SipServletRequest request) throws IOException {
        request.createResponse(200).send();
    }
}
