package org.sipario.transport.threads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks after threads that read datagrams and carry handlers: where a handler computes for long, or waits in native
 * code, what waits for its thread goes to the pool, and the datagrams that come meanwhile are read here. So nothing
 * waits much longer than the 50 ms between two looks, a tenth of SIP's shortest timer; more looks would cost more than
 * they help.
 */
public final class ReaderWatchdog extends Thread {
    private static final Duration LOOK = Duration.ofMillis(50);

    /** A thread that does little wakes sooner than so late, also when all processors are busy. */
    private static final Duration STALL = Duration.ofMillis(50);

    private final List<WatchedSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Watches nothing yet. */
    public ReaderWatchdog() {
        super("sipario-watchdog");
        setDaemon(true);
    }

    /** Looks at this socket too from now on. */
    public void watch(WatchedSocket socket) {
        sockets.add(socket);
    }

    /** Looks at this socket no longer. */
    public void forget(WatchedSocket socket) {
        sockets.remove(socket);
    }

    @Override
    public void run() {
        while (!closed) {
            long due = System.nanoTime() + LOOK.toNanos();
            LockSupport.parkNanos(LOOK.toNanos());
            long now = System.nanoTime();
            boolean stalled = now - due > STALL.toNanos();
            for (WatchedSocket socket : sockets) {
                if (stalled) {
                    socket.stalled(now);
                }
                if (socket.reader() instanceof ReaderThread reader && reader.isLate(now)) {
                    reader.relieve();
                    socket.read();
                }
            }
        }
    }

    /** Ends it soon. */
    public void close() {
        closed = true;
        LockSupport.unpark(this);
    }
}
