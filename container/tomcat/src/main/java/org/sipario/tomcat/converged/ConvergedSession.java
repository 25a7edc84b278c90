package org.sipario.tomcat.converged;

import jakarta.servlet.http.HttpSession;
import org.apache.catalina.Manager;
import org.apache.catalina.session.StandardSession;
import org.apache.catalina.session.StandardSessionFacade;

/** An HTTP session of a SIP application, as Tomcat stores it; {@link ConvergedFacade} is what the application sees. */
final class ConvergedSession extends StandardSession {
    private static final long serialVersionUID = 1L;

    ConvergedSession(Manager manager) {
        super(manager);
    }

    @Override
    public synchronized HttpSession getSession() {
        if (facade == null) {
            facade = new ConvergedFacade(this);
        }
        return facade;
    }

    /** The facade, by its own type. */
    ConvergedFacade converged() {
        return (ConvergedFacade) getSession();
    }

    @Override
    public void expire(boolean notify) {
        StandardSessionFacade before = facade;
        super.expire(notify);
        if (before instanceof ConvergedFacade converged) {
            converged.leaveApplicationSession();
        }
    }
}
