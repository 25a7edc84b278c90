package org.sipario.transport;

import java.util.concurrent.atomic.LongAdder;
import org.sipario.message.ListeningPoint;

/** Counts what a listening point does. */
final class Counters {
    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder keepAlives = new LongAdder();

    PointCounts of(ListeningPoint point, int connections) {
        return new PointCounts(
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
