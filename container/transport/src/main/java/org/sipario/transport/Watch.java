package org.sipario.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks after threads that read datagrams and carry handlers: where a handler computes for long, or waits in native code, what waits
 * for its thread goes to others, and the datagrams that come meanwhile are read here. So nobody waits much longer than the twentieth of a second
 * between two looks, a tenth of SIP's shortest timer; more looks would cost more than they help.
 */
final class Watch extends Thread implements ReadingThread {
    private static final Duration LOOK = Duration.ofMillis(50);

    /** Who does little wakes sooner than so late, also when all processors are busy. */
    private static final Duration STANDSTILL = Duration.ofMillis(50);

    private final List<Point> points;
    private volatile boolean closed;

    /** For whom it reads; null while it does not. */
    private @Nullable ReaderThread relieved;

    /** @param points read at each look */
    Watch(List<Point> points) {
        super("sipario-watch");
        setDaemon(true);
        this.points = points;
    }

    @Override
    public void run() {
        while (!closed) {
            long due = System.nanoTime() + LOOK.toNanos();
            LockSupport.parkNanos(LOOK.toNanos());
            long now = System.nanoTime();
            boolean stoodStill = now - due > STANDSTILL.toNanos();
            for (Point point : points) {
                if (point instanceof UdpPoint udp && udp.reader() instanceof ReaderThread reader) {
                    if (stoodStill) {
                        reader.overload().stoodStill();
                    }
                    if (reader.isLate(now)) {
                        relieve(udp, reader);
                    }
                }
            }
        }
    }

    private void relieve(UdpPoint point, ReaderThread late) {
        relieved = late;
        late.relieve();
        point.read();
        relieved = null;
    }

    @Override
    public boolean isBehind() {
        ReaderThread reader = relieved;
        return reader != null && reader.isBehind();
    }

    /** Ends it soon. */
    void close() {
        closed = true;
        LockSupport.unpark(this);
    }
}
