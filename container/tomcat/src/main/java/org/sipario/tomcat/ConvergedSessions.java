package org.sipario.tomcat;

import org.apache.catalina.session.StandardManager;
import org.apache.catalina.session.StandardSession;

/**
 * The HTTP sessions of a SIP application: each of them is a {@link jakarta.servlet.sip.ConvergedHttpSession} (JSR 289, Converged
 * Container).
 *
 * <p>They are not kept over a restart: the application sessions that they belong to are not, either.
 */
final class ConvergedSessions extends StandardManager {

    ConvergedSessions() {
        setPathname(null);
    }

    @Override
    protected StandardSession getNewSession() {
        return new ConvergedSession(this);
    }
}
