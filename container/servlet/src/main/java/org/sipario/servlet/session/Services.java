package org.sipario.servlet.session;

import org.jspecify.annotations.Nullable;
import org.sipario.core.Tokens;
import org.sipario.core.proxy.BranchParameters;
import org.sipario.core.proxy.Forwarding;
import org.sipario.core.proxy.RouteSeal;
import org.sipario.message.SipResponse;
import org.sipario.message.Uri;
import org.sipario.message.wire.Hop;
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
 * @param routeSeal what our Record-Routes say
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
        RouteSeal routeSeal,
        Outbound outbound,
        SessionIndex index,
        SessionQueues queues,
        SessionUser user) {

    /**
     * A response on its way back.
     *
     * @param hop where its sender is reached behind a NAT, or null
     * @param requested the Request-URI that came; null where that is no longer known
     */
    public SipResponse upstream(SipResponse came, @Nullable Hop hop, @Nullable Uri requested) {
        return routeSeal.toCaller(Forwarding.upstream(came), outbound::isOwn, hop, requested);
    }
}
