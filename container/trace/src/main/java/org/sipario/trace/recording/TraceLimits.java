package org.sipario.trace.recording;

/**
 * How much a message trace may take.
 *
 * @param files capture files kept; the oldest is deleted for a new one
 * @param fileBytes a file is full when it has got so many bytes
 * @param queueBytes what waits for the disk at most; what would be more is left out of the trace and counted
 */
public record TraceLimits(int files, int fileBytes, int queueBytes) {

    /**
     * Eight files of 16 MiB: about 150,000 messages, the last quarter of an hour of a server with ten calls a second,
     * on less disk than its log may take. A queue of 8 MiB: half a second of a disk that stalls while 20,000 messages a
     * second come and go.
     */
    public static final TraceLimits DEFAULT = new TraceLimits(8, 16 * 1024 * 1024, 8 * 1024 * 1024);

    /** Refuses what could record nothing. */
    public TraceLimits {
        if (files < 1 || fileBytes < 1 || queueBytes < 1) {
            throw new IllegalArgumentException("a trace of " + files + " files of " + fileBytes
                    + " bytes with a queue of " + queueBytes + " bytes would keep nothing: each must be above 0");
        }
    }
}
