package org.sipario.tomcat.apps;

import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tries the URIs of the header Targets one after another. */
@jakarta.servlet.sip.annotation.SipServlet(applicationName = "hunting")
public class Hunting extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doInvite(SipServletRequest invite) throws ServletException, IOException {
        SipFactory factory = (SipFactory) getServletContext().getAttribute(SIP_FACTORY);
        List<URI> targets = new ArrayList<>();
        for (String target : invite.getHeader("Targets").split(" ")) {
            targets.add(factory.createURI(target));
        }
        Proxy proxy = invite.getProxy();
        proxy.setParallel(false);
        proxy.setRecordRoute(true);
        proxy.proxyTo(targets);
    }
}
