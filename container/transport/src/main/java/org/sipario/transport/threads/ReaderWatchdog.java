package org.sipario.transport.threads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks after threads that read datagrams and carry handlers: where a handler computes for long, or waits in native code, what waits
 * for its thread goes to others, and the datagrams that come meanwhile are read here. So nobody waits much longer than the twentieth of a second
 * between two looks, a tenth of SIP's shortest timer; more looks would cost more than they help.
 */
public final class ReaderWatchdog extends Thread implements ReadingThread {
    private static final Duration LOOK = Duration.ofMillis(50);

    /** Who does little wakes sooner than so late, also when all processors are busy. */
    private static final Duration STANDSTILL = Duration.ofMillis(50);

    private final List<WatchedSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** For whom it reads; null while it does not. */
    private @Nullable ReaderThread relieved;

    /** Watches nothing yet. */
    public ReaderWatchdog() {
        super("sipario-watch");
        setDaemon(true);
    }

    /** From now on this socket is looked at. */
    public void watch(WatchedSocket socket) {
        sockets.add(socket);
    }

    /** From now on it is not. */
    public void forget(WatchedSocket socket) {
        sockets.remove(socket);
    }

    @Override
    public void run() {
        while (!closed) {
            long due = System.nanoTime() + LOOK.toNanos();
            LockSupport.parkNanos(LOOK.toNanos());
            long now = System.nanoTime();
            boolean stoodStill = now - due > STANDSTILL.toNanos();
            for (WatchedSocket socket : sockets) {
                if (socket.reader() instanceof ReaderThread reader) {
                    if (stoodStill) {
                        reader.overload().stoodStill();
                    }
                    if (reader.isLate(now)) {
                        relieve(socket, reader);
                    }
                }
            }
        }
    }

    private void relieve(WatchedSocket socket, ReaderThread late) {
        relieved = late;
        late.relieve();
        socket.read();
        relieved = null;
    }

    @Override
    public boolean isBehind() {
        ReaderThread reader = relieved;
        return reader != null && reader.isBehind();
    }

    /** Ends it soon. */
    public void close() {
        closed = true;
        LockSupport.unpark(this);
    }
}
