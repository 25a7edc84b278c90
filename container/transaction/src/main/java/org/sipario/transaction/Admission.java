package org.sipario.transaction;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.message.OtherUri;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.Load;
import org.sipario.message.wire.Timers;

/**
 * Admission under overload: requests of existing calls go before those that begin a call (RFC 7339 §5.10.1).
 *
 * <p>The others are refused at once, at little cost, with the time to retry after (RFC 3261 §21.5.4): a call that is
 * begun and cannot be completed costs most. Logged once a minute at most.
 */
final class Admission {
    private static final System.Logger LOG = System.getLogger(Admission.class.getName());
    private static final long SILENCE_MILLIS = Duration.ofMinutes(1).toMillis();

    /** RFC 5031 §4.2. */
    private static final String EMERGENCY = "urn:service:sos";

    private final Timers timers;
    private final int bound;
    private final Counters counters;
    private final AtomicLong silentUntil = new AtomicLong();

    Admission(Timers timers, TransactionLimits limits, Counters counters) {
        this.timers = timers;
        this.bound = limits.serverTransactions();
        this.counters = counters;
    }

    /**
     * Decides before a request gets a transaction.
     *
     * @param load when the request was read
     * @param alive how many server transactions there are
     * @return the refusal; null if the request is admitted
     */
    @Nullable
    SipResponse refusal(SipRequest request, Flow flow, Load load, long alive) {
        // A request on an internal flow, from one application to the next, belongs to a call that was admitted.
        boolean known = request.to().tag() != null || request.method().equals(Method.CANCEL) || flow.isInternal();
        // These may exceed the bound by an eighth: BYE and CANCEL end transactions and calls.
        if (alive >= (known ? bound + (long) bound / 8 : bound)) {
            return refused(
                    request,
                    "Too Many Transactions",
                    counters.refused,
                    "the bound of " + bound + " server transactions is reached (serverTransactions)");
        }
        if (!known && load == Load.OVERLOADED && !isEmergency(request)) {
            return refused(request, "Overloaded", counters.shed, "more comes in than can be worked on in time");
        }
        return null;
    }

    private static boolean isEmergency(SipRequest request) {
        return request.uri() instanceof OtherUri uri
                && uri.toString().regionMatches(true, 0, EMERGENCY, 0, EMERGENCY.length());
    }

    private SipResponse refused(SipRequest request, String reason, LongAdder count, String why) {
        count.increment();
        long now = timers.now();
        long until = silentUntil.get();
        if (now >= until && silentUntil.compareAndSet(until, now + SILENCE_MILLIS)) {
            LOG.log(
                    WARNING,
                    "New requests are answered 503, as {0}: {1} so far. Calls in progress go on. "
                            + "This is logged once a minute at most.",
                    why,
                    count.sum());
        }
        return StatelessResponses.unavailable(request, reason);
    }
}
