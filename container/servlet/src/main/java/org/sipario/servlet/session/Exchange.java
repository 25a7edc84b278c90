package org.sipario.servlet.session;

import org.sipario.message.Method;
import org.sipario.message.SipRequest;

/** One request and its responses in a session, until nothing more is to come of it. */
public interface Exchange {

    /** Of the request. */
    Method method();

    /** The CSeq number of the request. */
    long sequence();

    /** Whether the final response is still to come or go. */
    boolean isPending();

    /** Whether this side sent the request. */
    boolean isSent();

    /** Whether the request is initial: it began the session. */
    boolean isInitial();

    /**
     * A session has ended in which it is under way: the peer gets what it waits for, and nothing of the session stays
     * in memory for it.
     */
    void abandon(Session ended);

    /** Working on it failed by a bug of ours: an unanswered request is answered 500. */
    void giveUp();

    /** A PRACK came. @return whether it acknowledges a reliable provisional response of this exchange */
    boolean pracked(SipRequest prack);
}
