package org.sipario.servlet.session;

import org.sipario.core.Tokens;
import org.sipario.core.proxy.BranchParameters;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.routing.Outbound;
import org.sipario.transaction.machine.Timings;

/**
 * What the container gives to sessions and to what works on them.
 *
 * @param timers the clock
 * @param timings base times of the protocol
 * @param tokens tags and identifiers
 * @param branches branch parameters
 * @param outbound the way down
 * @param index where sessions are found again
 * @param queues makes the queues of sessions
 * @param user the floor above sessions
 */
public record Services(
        Timers timers,
        Timings timings,
        Tokens tokens,
        BranchParameters branches,
        Outbound outbound,
        SessionIndex index,
        SessionQueues queues,
        SessionUser user) {}
