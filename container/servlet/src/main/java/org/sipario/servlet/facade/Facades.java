package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import jakarta.servlet.sip.TimerListener;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.application.Listeners;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.ApplicationTimer;
import org.sipario.servlet.session.Lifecycle;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.session.SessionUser;
import org.sipario.servlet.useragent.MessageUser;
import org.sipario.servlet.useragent.Request;
import org.sipario.servlet.useragent.Response;

/**
 * The only door of this package: between the state of sessions and messages, and the JSR objects that applications
 * hold. Tells applications what happens to their sessions.
 */
public final class Facades implements SessionUser {

    private final MessageUser messages;

    /** @param messages hears of responses to requests that applications make */
    public Facades(MessageUser messages) {
        this.messages = messages;
    }

    static MessageUser messages(Services services) {
        return ((Facades) services.user()).messages;
    }

    // ---- JSR objects over state

    /** The request as the application has it. */
    public static SipServletRequest of(Request request) {
        return RequestFacade.of(request);
    }

    /** The response as the application has it. */
    public static SipServletResponse of(Response response) {
        return ResponseFacade.of(response);
    }

    /** The application session as the application has it. */
    public static SipApplicationSession of(ApplicationSession session) {
        return ApplicationSessionFacade.of(session);
    }

    /** The state under an application session. @throws IllegalArgumentException if it is not of this container */
    public static ApplicationSession state(SipApplicationSession session) {
        if (session instanceof ApplicationSessionFacade ours) {
            return ours.state();
        }
        throw new IllegalArgumentException("An application session of another container: " + session);
    }

    /** Lets a reader see a request, which it may not change meanwhile: an application router, a key method. */
    public static <T extends @Nullable Object> T readOnly(Request request, Function<SipServletRequest, T> reader) {
        RequestFacade shown = RequestFacade.of(request);
        shown.freeze(true);
        try {
            return reader.apply(shown);
        } finally {
            shown.freeze(false);
        }
    }

    // ---- what happens to sessions

    @Override
    public void told(ApplicationSession session, Lifecycle happened) {
        Listeners listeners = session.application().listeners();
        if (happened == Lifecycle.ENDED) {
            AttributeListeners.APPLICATION.clear(session, session.attributes());
        }
        if (!listeners.has(SipApplicationSessionListener.class)) {
            return;
        }
        SipApplicationSessionEvent event = new SipApplicationSessionEvent(ApplicationSessionFacade.of(session));
        Class<SipApplicationSessionListener> kind = SipApplicationSessionListener.class;
        switch (happened) {
            case CREATED -> listeners.tell(kind, l -> l.sessionCreated(event));
            case EXPIRED -> listeners.tell(kind, l -> l.sessionExpired(event));
            case READY -> listeners.tell(kind, l -> l.sessionReadyToInvalidate(event));
            case ENDED -> listeners.tellInReverse(kind, l -> l.sessionDestroyed(event));
        }
    }

    @Override
    public void told(Session session, Lifecycle happened) {
        Listeners listeners = session.parent().application().listeners();
        if (happened == Lifecycle.ENDED) {
            AttributeListeners.SIP.clear(session, session.attributes());
        }
        if (!listeners.has(SipSessionListener.class)) {
            return;
        }
        SipSessionEvent event = new SipSessionEvent(SessionFacade.of(session));
        Class<SipSessionListener> kind = SipSessionListener.class;
        switch (happened) {
            case CREATED -> listeners.tell(kind, l -> l.sessionCreated(event));
            case READY -> listeners.tell(kind, l -> l.sessionReadyToInvalidate(event));
            case ENDED -> listeners.tellInReverse(kind, l -> l.sessionDestroyed(event));
            case EXPIRED -> throw new IllegalArgumentException("A SIP session does not expire by itself");
        }
    }

    @Override
    public void fired(ApplicationTimer timer) {
        TimerListener listener = timer.owner().application().listeners().first(TimerListener.class);
        if (listener != null) {
            Listeners.tellOne(listener, l -> l.timeout(TimerFacade.of(timer)));
        }
    }
}
