package org.sipario.servlet.facade;

import java.util.concurrent.Executor;
import org.sipario.core.Tokens;
import org.sipario.core.proxy.Branches;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.routing.ApplicationRouting;
import org.sipario.servlet.routing.Outbound;
import org.sipario.servlet.session.SessionQueue;
import org.sipario.transaction.machine.Timings;

/**
 * What every facade finds around it.
 *
 * @param timers the clock
 * @param timings base times of the protocol
 * @param tokens tags and identifiers
 * @param branches branch parameters
 * @param outbound the way down
 * @param routing asks the application router
 * @param index where sessions are found again
 * @param invocation the way up, into servlets
 * @param executor runs the queues
 * @param queueBound how many tasks a queue may hold
 */
public record Services(
        Timers timers,
        Timings timings,
        Tokens tokens,
        Branches branches,
        Outbound outbound,
        ApplicationRouting routing,
        SessionIndex index,
        Invocation invocation,
        Executor executor,
        int queueBound) {

    /** A queue for a session to come. */
    public SessionQueue newQueue() {
        return new SessionQueue(executor, queueBound);
    }

    /** The listening point that is meant where nothing else is known: the first. */
    ListeningPoint home() {
        return outbound.listeningPoints().getFirst();
    }
}
