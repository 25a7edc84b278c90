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
        AppSession session = create(application, services.newQueue());
        session.awaitEnd();
        return session;
    }

    /** A new one that takes over the queue in which its first request is worked on. */
    public AppSession create(SipApplication application, SessionQueue queue) {
        AppSession session =
                new AppSession(services, application, queue, services.tokens().tag(), null);
        services.index().add(session);
        session.begin();
        return session;
    }

    /** The one of a key, made where there is none: one at a time for each key (SAS-4, SAS-30). */
    public AppSession byKey(SipApplication application, String key) {
        AppSession present = existing(application, key);
        if (present != null) {
            return present;
        }
        AppSession made =
                new AppSession(services, application, services.newQueue(), application.name() + ":" + key, key);
        AppSession won = services.index().addKeyed(made);
        if (won == made) {
            // Only now: a listener that hears of it may ask for the same key.
            made.begin();
            made.awaitEnd();
        }
        return won;
    }

    /** The one of a key, or null. */
    public @Nullable AppSession existing(SipApplication application, String key) {
        return services.index().keyed(application, key);
    }

    /** The application's own one of an id, or null (CVG-6). */
    public @Nullable AppSession byId(SipApplication application, String id) {
        AppSession session = services.index().application(id);
        return session != null && session.application() == application ? session : null;
    }
}
