package org.sipario.servlet.session;

import org.jspecify.annotations.Nullable;
import org.sipario.servlet.application.SipApplication;

/** Makes application sessions and finds them again. */
public final class ApplicationSessions {

    private final Services services;

    public ApplicationSessions(Services services) {
        this.services = services;
    }

    /** A new one with a queue of its own. */
    public ApplicationSession create(SipApplication application) {
        ApplicationSession session = make(application, services.queues().create());
        session.run(session::begin);
        return session;
    }

    /** A new one that takes over the queue in which its first request is worked on. */
    public ApplicationSession create(SipApplication application, SessionQueue queue) {
        ApplicationSession session = make(application, queue);
        session.begin();
        return session;
    }

    private ApplicationSession make(SipApplication application, SessionQueue queue) {
        ApplicationSession session = new ApplicationSession(
                services, application, queue, services.tokens().tag(), null);
        services.index().add(session);
        return session;
    }

    /** The one of a key, made where there is none: one at a time for each key (SAS-4, SAS-30). */
    public ApplicationSession byKey(SipApplication application, String key) {
        ApplicationSession present = existing(application, key);
        if (present != null) {
            return present;
        }
        ApplicationSession made = new ApplicationSession(
                services, application, services.queues().create(), application.name() + ":" + key, key);
        // In its queue: a thread that finds it by the key has to wait until listeners have been told of it.
        return made.call(() -> {
            ApplicationSession won = services.index().addKeyed(made);
            if (won == made) {
                made.begin();
            }
            return won;
        });
    }

    /** The one of a key, or null. */
    public @Nullable ApplicationSession existing(SipApplication application, String key) {
        return services.index().keyed(application, key);
    }

    /** The application's own one of an id, or null (CVG-6). */
    public @Nullable ApplicationSession byId(SipApplication application, String id) {
        ApplicationSession session = services.index().application(id);
        return session != null && session.application() == application ? session : null;
    }
}
