package org.sipario.transport.listener;

import java.util.concurrent.atomic.LongAdder;
import org.sipario.message.wire.ListeningPoint;

/** Counts what a listening point does. */
public final class ListenerCounters {
    public final LongAdder received = new LongAdder();
    public final LongAdder sent = new LongAdder();
    public final LongAdder failed = new LongAdder();
    public final LongAdder malformed = new LongAdder();
    public final LongAdder dropped = new LongAdder();
    public final LongAdder keepAlives = new LongAdder();

    /** None of anything yet. */
    public ListenerCounters() {}

    /** What has been counted until now. */
    public ListenerCounts of(ListeningPoint point, int connections) {
        return new ListenerCounts(
                point,
                received.sum(),
                sent.sum(),
                failed.sum(),
                malformed.sum(),
                dropped.sum(),
                keepAlives.sum(),
                connections);
    }
}
