package org.sipario.servlet;

import jakarta.servlet.sip.ar.SipTargetedRequestInfo;
import jakarta.servlet.sip.ar.SipTargetedRequestType;
import org.jspecify.annotations.Nullable;
import org.sipario.core.dialog.DialogId;
import org.sipario.core.dialog.SessionState;
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.invocation.Servlets;
import org.sipario.servlet.proxy.OwnRoute;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.ApplicationSessions;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.session.SessionIndex;
import org.sipario.servlet.useragent.IncomingRequest;

/**
 * Requests that name a session themselves, by an encoded URI, Replaces or Join; and those that a key names (JSR 289,
 * Session Targeting).
 */
final class TargetedSessions {

    /** What a request names. */
    sealed interface Target {

        /** The session named by Replaces or Join. */
        default @Nullable Session session() {
            return null;
        }

        /** Nothing. */
        record None() implements Target {}

        /** A session of an application. */
        record Found(
                ApplicationSession owner,
                SipTargetedRequestInfo info,
                @Nullable Session named) implements Target {
            @Override
            public @Nullable Session session() {
                return named;
            }
        }

        /** A dialog that cannot be replaced or joined: RFC 3891 §3, RFC 3911 §4. */
        record Refused(int status) implements Target {}
    }

    private final SessionIndex index;
    private final ApplicationSessions sessions;
    private final Servlets servlets;

    TargetedSessions(SessionIndex index, ApplicationSessions sessions, Servlets servlets) {
        this.index = index;
        this.sessions = sessions;
        this.servlets = servlets;
    }

    /** What a request names, before an application is chosen. */
    Target of(SipRequest request) {
        String id = OwnRoute.applicationSession(request.uri());
        if (id != null) {
            ApplicationSession owner = index.application(id);
            return owner == null ? new Target.None() : found(owner, SipTargetedRequestType.ENCODED_URI, null);
        }
        if (!request.isInvite()) {
            return new Target.None();
        }
        String replaces = request.headers().value(HeaderName.REPLACES);
        String join = request.headers().value(HeaderName.JOIN);
        if (replaces != null) {
            return dialog(replaces, SipTargetedRequestType.REPLACES);
        }
        return join == null ? new Target.None() : dialog(join, SipTargetedRequestType.JOIN);
    }

    private Target dialog(String value, SipTargetedRequestType type) {
        String[] parts = value.split(";", -1);
        String toTag = "";
        String fromTag = "";
        boolean earlyOnly = false;
        for (String part : parts) {
            String parameter = part.trim();
            if (parameter.startsWith("to-tag=")) {
                toTag = parameter.substring(7);
            } else if (parameter.startsWith("from-tag=")) {
                fromTag = parameter.substring(9);
            } else if (parameter.equals("early-only")) {
                earlyOnly = true;
            }
        }
        Session session = index.dialog(new DialogId(parts[0].trim(), toTag, fromTag));
        if (session == null) {
            return new Target.None();
        }
        if (session.state() == SessionState.State.TERMINATED) {
            return new Target.Refused(603);
        }
        if (!session.isCall() || session.isReceived() && session.state() == SessionState.State.EARLY) {
            // RFC 3891 §3: a dialog of another method, or an early one that this side did not begin.
            return new Target.Refused(481);
        }
        if (earlyOnly && session.state() == SessionState.State.CONFIRMED) {
            return new Target.Refused(486);
        }
        return found(session.parent(), type, session);
    }

    private static Target found(ApplicationSession owner, SipTargetedRequestType type, @Nullable Session named) {
        return new Target.Found(
                owner, new SipTargetedRequestInfo(type, owner.application().name()), named);
    }

    /**
     * The session in which a request continues, or null for a new one (KEY-4, KEY-9, KEY-12, KEY-17). Called with the
     * class loader of the application.
     */
    @Nullable
    ApplicationSession session(SipApplication application, IncomingRequest request, Target target) {
        if (target instanceof Target.Found found
                && found.owner().application() == application
                && found.owner().isValid()) {
            return found.owner();
        }
        if (application.descriptor().applicationKey() == null) {
            return null;
        }
        String named = servlets.key(request, application);
        return named == null ? null : sessions.byKey(application, named);
    }
}
