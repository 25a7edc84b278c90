package org.sipario.trace.recording;

import static java.lang.System.Logger.Level.ERROR;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Flow;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.trace.capture.PcapngWriter;
import org.sipario.trace.capture.Traced;
import org.sipario.trace.capture.Traced.Way;

/**
 * Records messages into capture files. Handing one over never blocks: it is put into a bounded queue, and one thread
 * writes. When the queue is full the message is left out of the trace and counted; when the disk fails, the recording
 * ends with one line in the log.
 *
 * <p>Safe to use from any thread.
 */
public final class Recorder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.sipario.Trace");

    /** What the queue and its entry take besides the message itself, about. */
    private static final int ENTRY = 96;

    private static final int BATCH = 256;
    private static final long IDLE_MILLIS = 200;
    private static final long LAST_WORDS_MILLIS = 2_000;

    private record Waiting(byte[] bytes, Flow flow, long time, boolean incoming) {}

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final TraceLimits limits;
    private final TraceFolder folder;
    private final PcapngWriter writer = new PcapngWriter();
    private final Runnable onFailure;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable String failure;
    private long droppedBefore;
    private long droppedSaid;

    private Recorder(Path path, TraceLimits limits, Runnable onFailure) {
        this.limits = limits;
        this.folder = new TraceFolder(path, limits.files());
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("sipario-trace").daemon().unstarted(this::run);
    }

    /**
     * Begins a new file and records from now on.
     *
     * @param folder where the files are; made if it is not there
     * @param onFailure runs once, on the recorder's own thread, when the disk fails: messages need not be handed over
     *     from then on
     * @throws IOException when the first file cannot be made
     */
    public static Recorder start(Path folder, TraceLimits limits, Runnable onFailure) throws IOException {
        Recorder recorder = new Recorder(folder, limits, onFailure);
        recorder.roll();
        recorder.thread.start();
        return recorder;
    }

    /**
     * A message came in.
     *
     * @param bytes kept, not copied: the caller must not change them
     * @param time milliseconds since the epoch
     */
    public void received(byte[] bytes, Flow flow, long time) {
        offer(new Waiting(bytes, flow, time, true));
    }

    /**
     * A message goes out.
     *
     * @param bytes kept, not copied: the caller must not change them
     * @param time milliseconds since the epoch
     */
    public void sent(byte[] bytes, Flow flow, long time) {
        offer(new Waiting(bytes, flow, time, false));
    }

    /** Messages written so far. */
    public long recorded() {
        return recorded.get();
    }

    /** Messages left out so far because the disk was slower than they came. */
    public long dropped() {
        return dropped.get();
    }

    /** Why it records no more; null while it does. */
    public @Nullable String failure() {
        return failure;
    }

    private void offer(Waiting message) {
        if (closing || failure != null || message.bytes().length == 0) {
            return;
        }
        int size = message.bytes().length + ENTRY;
        if (waiting.addAndGet(size) > limits.queueBytes()) {
            waiting.addAndGet(-size);
            dropped.incrementAndGet();
        } else {
            queue.add(message);
        }
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>(BATCH);
        try {
            while (!closing || !queue.isEmpty()) {
                Waiting first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                    write(batch);
                    batch.clear();
                }
            }
            countDropped();
            folder.append(writer.drain());
            folder.close();
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Waiting> batch) throws IOException {
        for (Waiting message : batch) {
            writer.write(traced(message));
            waiting.addAndGet(-(message.bytes().length + ENTRY));
            if (folder.written() + writer.size() >= limits.fileBytes()) {
                countDropped();
                folder.append(writer.drain());
                roll();
            }
        }
        if (dropped.get() != droppedSaid) {
            countDropped();
        }
        folder.append(writer.drain());
        recorded.addAndGet(batch.size());
    }

    private void roll() throws IOException {
        folder.next(Instant.now());
        droppedBefore = droppedSaid;
        writer.begin();
        folder.append(writer.drain());
    }

    private void countDropped() {
        droppedSaid = dropped.get();
        writer.statistics(Instant.now(), droppedSaid - droppedBefore);
    }

    private static Traced traced(Waiting message) {
        Flow flow = message.flow();
        InetSocketAddress server = server(flow.local());
        Instant time = Instant.ofEpochMilli(message.time());
        return message.incoming()
                ? new Traced(time, Way.IN, flow.transport(), flow.remote(), server, message.bytes())
                : new Traced(time, Way.OUT, flow.transport(), server, flow.remote(), message.bytes());
    }

    /**
     * The server's end. A socket bound to all addresses does not say by which one a message came: the advertised one
     * stands in.
     */
    private static InetSocketAddress server(ListeningPoint point) {
        InetSocketAddress bound = point.bound();
        if (!bound.getAddress().isAnyLocalAddress()) {
            return bound;
        }
        try {
            String literal = point.host().replaceAll("[\\[\\]]", "");
            return new InetSocketAddress(InetAddress.ofLiteral(literal), bound.getPort());
        } catch (IllegalArgumentException name) {
            return bound;
        }
    }

    private void fail(Exception e) {
        failure = e.toString();
        queue.clear();
        LOG.log(ERROR, "the message trace is switched off, for it cannot be written: {0}", e.toString());
        onFailure.run();
    }

    /** Writes what waits and ends. What is handed over from now on is not recorded. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
