package org.sipario.servlet.facade;

import org.sipario.servlet.application.SipApplication;

/** The way up into the servlets of an application. Called in the queue of the application session; does not throw. */
public interface Invocation {

    /**
     * Whether a request that begins something may come to an application at all; if not, it has been answered. Called with the
     * class loader of the application, before there is a session.
     */
    boolean admits(RequestFacade request, SipApplication application);

    /** Gives a request to its servlet; answers 500 where that fails and no answer has gone. */
    void request(RequestFacade request);

    /** Gives a response to the servlet of its session. */
    void response(ResponseFacade response);
}
