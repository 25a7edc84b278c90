package org.sipario.tomcat.converged;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.sip.ConvergedHttpSession;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import org.apache.catalina.session.StandardSession;
import org.apache.catalina.session.StandardSessionFacade;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.facade.Facades;
import org.sipario.servlet.session.ApplicationSession;

/** An HTTP session as a SIP application sees it: it belongs to an application session (JSR 289, Converged Container). */
final class ConvergedFacade extends StandardSessionFacade implements ConvergedHttpSession {
    private final StandardSession session;
    private @Nullable ApplicationSession parent;

    ConvergedFacade(StandardSession session) {
        super(session);
        this.session = session;
    }

    @Override
    public synchronized SipApplicationSession getApplicationSession() {
        ApplicationSession current = parent;
        if (current == null || !current.isValid()) {
            ServletContext context = getServletContext();
            SipFactory factory = (SipFactory) context.getAttribute(SipServlet.SIP_FACTORY);
            current = Facades.state(factory.createApplicationSession());
            join(current);
        }
        return Facades.of(current);
    }

    /** Makes this a child of an application session, and of no other. */
    synchronized void join(ApplicationSession applicationSession) {
        if (parent == applicationSession) {
            return;
        }
        leaveApplicationSession();
        parent = applicationSession;
        applicationSession.add((HttpSession) this);
    }

    synchronized void leaveApplicationSession() {
        ApplicationSession left = parent;
        parent = null;
        if (left != null && left.isValid()) {
            left.remove((HttpSession) this);
        }
    }

    @Override
    public String encodeURL(String url) {
        return SessionUrl.encode(url, getId());
    }

    @Override
    public String encodeURL(String relativePath, String scheme) {
        return SessionUrl.encode(WebAddress.of(session.getManager().getContext(), relativePath, scheme), getId());
    }
}
