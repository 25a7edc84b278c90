package org.sipario.legacy.ancient;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;

/** A servlet of JSR 116, from 2003: no annotations, no names. */
public class One extends SipServlet {
    private static final long serialVersionUID = 1L;

    private int initialised;

    @Override
    public void init() throws ServletException {
        initialised++;
    }

    @Override
    protected void doOptions(SipServletRequest request) throws IOException {
        var ok = request.createResponse(200);
        ok.setHeader("X-Initialised", "" + initialised);
        ok.setHeader("X-100rel", "" + getServletContext().getAttribute("javax.servlet.sip.100rel"));
        ok.setHeader("X-Invalidates", "" + request.getSession().getInvalidateWhenReady());
        ok.setHeader("X-Name", request.getApplicationSession().getApplicationName());
        ok.send();
    }
}
