package org.sipario.tomcat.engine;

import static java.lang.System.Logger.Level.INFO;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Flow;
import org.sipario.trace.recording.Recorder;
import org.sipario.trace.recording.TraceLimits;
import org.sipario.transport.listener.Tap;

/**
 * The switch of the message trace: it puts a recorder behind the tap of the transports, or takes it away. Switched off,
 * the trace costs a message the reading of one empty field.
 */
public final class MessageTrace {
    private static final System.Logger LOG = System.getLogger("org.sipario.Trace");

    private final Path folder;
    private final TraceLimits limits;
    private final Consumer<@Nullable Tap> taps;
    private final Runnable onChange;
    private @Nullable Recorder recorder;
    private String failure = "";

    /**
     * A trace that is off.
     *
     * @param folder where the files go; made when the trace is switched on
     * @param taps sets the tap of the transports
     * @param onChange runs when the trace was switched on or off, or has failed
     */
    public MessageTrace(Path folder, TraceLimits limits, Consumer<@Nullable Tap> taps, Runnable onChange) {
        this.folder = folder;
        this.limits = limits;
        this.taps = taps;
        this.onChange = onChange;
    }

    /** Switches it on; a disk that cannot be written leaves it off, and {@link #state()} says why. */
    public void on() {
        if (start()) {
            LOG.log(INFO, "the message trace is on: {0}", folder);
        }
        onChange.run();
    }

    private synchronized boolean start() {
        if (recorder != null) {
            return false;
        }
        try {
            recorder = Recorder.start(folder, limits, this::failed);
            failure = "";
            taps.accept(tap(recorder));
            return true;
        } catch (IOException e) {
            failure = e.toString();
            LOG.log(
                    System.Logger.Level.ERROR,
                    "the message trace stays off: its files cannot be written: {0}",
                    failure);
            return false;
        }
    }

    /** Switches it off; messages recorded before are written. */
    public void off() {
        Recorder closing = stop();
        if (closing != null) {
            closing.close();
            LOG.log(
                    INFO,
                    "the message trace is off: {0} messages recorded, {1} left out",
                    closing.recorded(),
                    closing.dropped());
        }
        onChange.run();
    }

    private synchronized @Nullable Recorder stop() {
        Recorder closing = recorder;
        taps.accept(null);
        recorder = null;
        failure = "";
        return closing;
    }

    private void failed() {
        synchronized (this) {
            String why = recorder == null ? null : recorder.failure();
            if (why == null) {
                // A recorder that was switched off before, and failed at writing the rest.
                return;
            }
            taps.accept(null);
            failure = why;
            recorder = null;
        }
        onChange.run();
    }

    /** {@code on}, {@code off}, or {@code failed} and why. */
    public synchronized String state() {
        return recorder != null ? "on" : failure.isEmpty() ? "off" : "failed " + failure;
    }

    private static Tap tap(Recorder recorder) {
        return new Tap() {
            @Override
            public void in(byte[] bytes, Flow flow, long time) {
                recorder.received(bytes, flow, time);
            }

            @Override
            public void out(byte[] bytes, Flow flow, long time) {
                recorder.sent(bytes, flow, time);
            }
        };
    }
}
