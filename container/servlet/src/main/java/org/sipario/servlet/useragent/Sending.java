package org.sipario.servlet.useragent;

/** How a request of an application leaves. Called once, in the queue of its session. */
@FunctionalInterface
interface Sending {

    /** In a client transaction of its own. */
    Sending IN_TRANSACTION = request -> new UserAgentClient(request).send();

    /** Sends it. */
    void send(OutgoingRequest request);
}
