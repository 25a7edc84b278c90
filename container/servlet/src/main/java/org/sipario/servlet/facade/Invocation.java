package org.sipario.servlet.facade;

/** The way up into the servlets of an application. Called in the queue of the application session; does not throw. */
public interface Invocation {

    /** Gives a request to its servlet; answers 500 where that fails and no answer has gone. */
    void request(RequestFacade request);

    /** Gives a response to the servlet of its session. */
    void response(ResponseFacade response);
}
