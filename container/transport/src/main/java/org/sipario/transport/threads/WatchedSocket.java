package org.sipario.transport.threads;

import org.jspecify.annotations.Nullable;

/** A socket for datagrams that a {@link ReaderWatchdog} reads while the thread that should is kept from it. */
public interface WatchedSocket {

    /** The thread that reads it; null before it does. */
    @Nullable
    ReaderThread reader();

    /** Reads all there is on the calling thread. */
    void read();

    /** The whole process stood still until now, by {@link System#nanoTime}. */
    void stalled(long now);
}
