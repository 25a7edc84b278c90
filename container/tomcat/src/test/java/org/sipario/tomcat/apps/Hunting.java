package org.sipario.tomcat.apps;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.URI;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import jakarta.servlet.ServletException;

/** Tries the URIs of the header Targets one after another. */
@jakarta.servlet.sip.annotation.SipServlet(applicationName = "hunting")
public class Hunting extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doInvite(SipServletRequest invite) throws ServletException, IOException {
        List<URI> targets = new ArrayList<>();
        for (Iterator<Address> each = invite.getAddressHeaders("Targets"); each.hasNext(); ) {
            targets.add(each.next().getURI());
        }
        Proxy proxy = invite.getProxy();
        proxy.setParallel(false);
        proxy.setRecordRoute(true);
        proxy.proxyTo(targets);
    }
}
