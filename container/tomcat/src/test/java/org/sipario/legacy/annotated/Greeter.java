package org.sipario.legacy.annotated;

import java.io.IOException;
import javax.annotation.PostConstruct;
import javax.annotation.Resource;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.annotation.SipApplicationKey;
import javax.servlet.sip.annotation.SipServlet;

/** Greets, and counts how often it greeted the same caller, by a session key. */
@SipServlet
public class Greeter extends javax.servlet.sip.SipServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient SipFactory factory;

    private transient SipFactory early;

    @PostConstruct
    void keep() {
        early = factory;
    }

    @SipApplicationKey
    public static String key(SipServletRequest request) {
        return request.getFrom().getURI().toString();
    }

    @Override
    protected void doMessage(SipServletRequest message) throws IOException {
        SipApplicationSession session = message.getApplicationSession();
        Object before = session.getAttribute("count");
        int count = before == null ? 1 : (Integer) before + 1;
        session.setAttribute("count", count);
        session.setInvalidateWhenReady(false);
        SipServletResponse ok = message.createResponse(SipServletResponse.SC_OK);
        ok.setHeader(
                "X-Injected",
                "" + (early != null && early == getServletContext().getAttribute(SIP_FACTORY)));
        ok.setHeader("X-Listening", "" + getServletContext().getAttribute("listening"));
        ok.setHeader("X-Count", "" + count);
        ok.send();
    }
}
