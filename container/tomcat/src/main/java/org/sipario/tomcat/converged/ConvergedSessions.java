package org.sipario.tomcat.converged;

import org.apache.catalina.session.StandardManager;
import org.apache.catalina.session.StandardSession;

/**
 * The HTTP sessions of a SIP application: each of them is a {@link jakarta.servlet.sip.ConvergedHttpSession} (JSR 289,
 * Converged Container).
 *
 * <p>They are not kept over a restart, as the application sessions that they belong to are not.
 */
public final class ConvergedSessions extends StandardManager {

    public ConvergedSessions() {
        setPathname(null);
    }

    @Override
    protected StandardSession getNewSession() {
        return new ConvergedSession(this);
    }
}
