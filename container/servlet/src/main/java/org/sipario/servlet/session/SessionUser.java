package org.sipario.servlet.session;

/**
 * The floor above sessions, which tells applications. Called in the queue of the session; does not throw what an
 * application throws.
 */
public interface SessionUser {

    /** Something happened to an application session. */
    void told(ApplicationSession session, Lifecycle event);

    /** Something happened to a SIP session. */
    void told(Session session, Lifecycle event);

    /** A timer of an application has fired. */
    void fired(ApplicationTimer timer);
}
