package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionsUtil;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.application.SipApplication;

/** JSR 289, SipSessionsUtil: finds sessions of the calling application. */
final class SessionsUtilFacade implements SipSessionsUtil {

    private final SipApplication application;
    private final AppSessions sessions;

    SessionsUtilFacade(SipApplication application, AppSessions sessions) {
        this.application = application;
        this.sessions = sessions;
    }

    @Override
    public @Nullable SipApplicationSession getApplicationSessionById(String id) {
        return sessions.byId(application, Objects.requireNonNull(id, "applicationSessionId"));
    }

    @Override
    public @Nullable SipApplicationSession getApplicationSessionByKey(String key, boolean create) {
        Objects.requireNonNull(key, "applicationSessionKey");
        return create ? sessions.byKey(application, key) : sessions.existing(application, key);
    }

    @Override
    public @Nullable SipSession getCorrespondingSipSession(SipSession session, String header) {
        Objects.requireNonNull(header, "headerName");
        return session instanceof Session one ? one.corresponding(header) : null;
    }
}
