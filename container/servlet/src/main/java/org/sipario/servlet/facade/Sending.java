package org.sipario.servlet.facade;

/** How a request of an application leaves. */
@FunctionalInterface
interface Sending {

    /** It does not: it came in. */
    Sending NEVER = _ -> {
        throw new IllegalStateException("The request came from the network; answer or proxy it");
    };

    /** In a client transaction of its own. */
    Sending IN_TRANSACTION = request -> new ClientExchange(request).send();

    /** Sends it; called once, in the queue of its session. */
    void send(RequestFacade request);
}
