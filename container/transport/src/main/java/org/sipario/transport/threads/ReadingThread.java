package org.sipario.transport.threads;

/** A thread that reads datagrams. */
sealed interface ReadingThread permits ReaderThread, ReaderWatchdog {

    /** Whether more comes in, where it reads now, than is read in time. To be asked on this thread. */
    boolean isBehind();

    /** Whether the calling thread is one that is behind. */
    static boolean isCurrentBehind() {
        return Thread.currentThread() instanceof ReadingThread reading && reading.isBehind();
    }
}
