package org.sipario.servlet.facade;

import org.jspecify.annotations.Nullable;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.session.SessionQueue;

/** Makes application sessions and finds them again. */
public final class AppSessions {

    private final Services services;

    public AppSessions(Services services) {
        this.services = services;
    }

    /** A new one with a queue of its own. */
    public AppSession create(SipApplication application) {
        return create(application, services.newQueue());
    }

    /** A new one that takes over the queue in which its first request is worked on. */
    public AppSession create(SipApplication application, SessionQueue queue) {
        AppSession session =
                new AppSession(services, application, queue, services.tokens().tag(), null);
        services.index().add(session);
        return session;
    }

    /** The one of a key, made where there is none (SAS-4). */
    public AppSession byKey(SipApplication application, String key) {
        AppSession session = services.index().keyed(application, key, wanted -> keyed(application, wanted));
        return java.util.Objects.requireNonNull(session);
    }

    /** The one of a key, or null. */
    public @Nullable AppSession existing(SipApplication application, String key) {
        return services.index().keyed(application, key, null);
    }

    private AppSession keyed(SipApplication application, String key) {
        String id = application.name() + ":" + key;
        AppSession session = new AppSession(services, application, services.newQueue(), id, key);
        services.index().add(session);
        return session;
    }

    /** The application's own one of an id, or null (CVG-6). */
    public @Nullable AppSession byId(SipApplication application, String id) {
        AppSession session = services.index().application(id);
        return session != null && session.application() == application ? session : null;
    }
}
