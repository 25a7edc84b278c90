package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionsUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.ApplicationSessions;

/** JSR 289, SipSessionsUtil: finds sessions of the calling application. */
final class SessionsUtilFacade implements SipSessionsUtil {

    private final SipApplication application;
    private final ApplicationSessions sessions;

    SessionsUtilFacade(SipApplication application, ApplicationSessions sessions) {
        this.application = application;
        this.sessions = sessions;
    }

    @Override
    public @Nullable SipApplicationSession getApplicationSessionById(String id) {
        return shown(sessions.byId(application, Objects.requireNonNull(id, "applicationSessionId")));
    }

    @Override
    public @Nullable SipApplicationSession getApplicationSessionByKey(String key, boolean create) {
        Objects.requireNonNull(key, "applicationSessionKey");
        return shown(create ? sessions.byKey(application, key) : sessions.existing(application, key));
    }

    @Override
    public @Nullable SipSession getCorrespondingSipSession(SipSession session, String header) {
        Objects.requireNonNull(header, "headerName");
        return session instanceof SessionFacade
                ? SessionFacade.ofNullable(SessionFacade.state(session).corresponding(header))
                : null;
    }

    private static @Nullable SipApplicationSession shown(@Nullable ApplicationSession session) {
        return session == null ? null : ApplicationSessionFacade.of(session);
    }
}
