package org.sipario.servlet.useragent;

import org.sipario.servlet.routing.Chain;
import org.sipario.servlet.routing.Selection;

/**
 * The floor above messages, which gives them to servlets. Called in the queue of the application session; does not
 * throw what an application throws.
 */
public interface MessageUser {

    /** Gives a request to its servlet; answers 500 where that fails and no answer has gone. */
    void request(IncomingRequest request);

    /**
     * Gives a response to the servlet of its session.
     *
     * @return whether that took it: there is one, it is in service, and did not fail
     */
    boolean response(IncomingResponse response);

    /**
     * No ACK came for a 2xx of ours, or no PRACK for a reliable provisional response: the application is told (LSN-10,
     * LSN-12).
     */
    void unacknowledged(OutgoingResponse response);

    /** Asks the application router which application is next to have a request; the router may only read it. */
    Selection next(Request request, Chain at);
}
