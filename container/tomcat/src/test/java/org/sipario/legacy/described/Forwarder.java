package org.sipario.legacy.described;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.sip.Proxy;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

/** Proxies to the Request-URI, and marks what passes through. */
public class Forwarder extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doInvite(SipServletRequest invite) throws ServletException {
        Proxy proxy = invite.getProxy();
        proxy.setRecordRoute(true);
        proxy.setSupervised(true);
        proxy.getRecordRouteURI().setParameter("app", "forwarder");
        proxy.proxyTo(invite.getRequestURI());
    }

    @Override
    protected void doSuccessResponse(SipServletResponse response) {
        response.setHeader("X-Passed", response.getMethod());
    }

    @Override
    protected void doBye(SipServletRequest bye) throws ServletException, IOException {
        bye.setHeader("X-Passed", bye.getParameter("app"));
        super.doBye(bye);
    }
}
