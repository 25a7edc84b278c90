package org.sipario.transport.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.sipario.message.wire.Load;

/**
 * How long work waits in the queue of an executor, found by probes that are queued behind it: a hundred a second at
 * most, and only while there is work.
 *
 * <p>The delay is too long when two probes in a row, the second sent when the first arrives, have waited for
 * {@link #TOO_LONG}: a pause of the collector or of the machine delays one, and is over then. It stays too long until a
 * probe has waited for no more than {@link #SHORT}, so that the answer does not change with every message.
 *
 * <p>Safe to use from any thread; {@code now} as in {@link Backlog}.
 */
public final class QueueDelay {

    /** A fifth of SIP's shortest timer (T1, RFC 3261 §17.1.1.1): a call waits several times before peers retransmit. */
    static final Duration TOO_LONG = Duration.ofMillis(100);

    /** When nothing moves for so long, peers retransmit. */
    static final Duration STUCK = Duration.ofMillis(500);

    static final Duration SHORT = Duration.ofMillis(20);

    private static final Duration INTERVAL = Duration.ofMillis(10);

    /**
     * What is known.
     *
     * @param sent when the latest probe was
     * @param underWay whether it has not arrived yet
     * @param late whether the one before waited for too long
     * @param tooLong whether two in a row did
     */
    private record State(long sent, boolean underWay, boolean late, boolean tooLong) {}

    private final AtomicReference<State> state;

    /** No probe has been sent yet. */
    public QueueDelay(long now) {
        state = new AtomicReference<>(new State(now, false, false, false));
    }

    /** Something was queued. @return whether a probe is to be queued behind it, to report {@link #arrived} */
    public boolean isProbeDue(long now) {
        State known = state.get();
        return !known.underWay
                && now - known.sent > INTERVAL.toNanos()
                && state.compareAndSet(known, new State(now, true, known.late, known.tooLong));
    }

    /** A probe has come to the head of the queue. @return whether the next is to be queued at once */
    public boolean arrived(long now) {
        State known = state.get();
        boolean late = now - known.sent > (known.tooLong ? SHORT : TOO_LONG).toNanos();
        // A further probe at once: perhaps nothing else is queued that would send one, as all of it is refused.
        state.set(new State(late ? now : known.sent, late, late, late && known.late));
        return late;
    }

    /** What may be queued now: nothing new when it would have to wait for too long. */
    public Load load(long now) {
        State known = state.get();
        boolean overdue = known.underWay && now - known.sent > (known.late ? TOO_LONG : STUCK).toNanos();
        return known.tooLong || overdue ? Load.OVERLOADED : Load.NORMAL;
    }
}
