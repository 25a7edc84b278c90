package org.sipario.servlet.facade;

import org.sipario.message.Method;

/** One request and its answers in a session, while there is still something to come of it. */
sealed interface Exchange permits ServerExchange, ClientExchange {

    Method method();

    /** CSeq number of the request. */
    long sequence();

    /** Whether the final response is still to come or go. */
    boolean isPending();

    /** Its session has ended: the peer is not left waiting, and nothing of the session stays in memory for it. */
    void abandon();
}
