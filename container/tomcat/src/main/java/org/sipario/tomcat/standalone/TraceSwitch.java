package org.sipario.tomcat.standalone;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sipario.tomcat.engine.MessageTrace;

/**
 * Lets {@code sipario trace on} and {@code off} reach a running server: the command writes the word into a file, which the
 * server looks for, obeys, and deletes. This opens no hole: with write access to the server's folder one can do more.
 */
final class TraceSwitch {
    /** In {@code run/}, beside the file of {@link RuntimeState}. */
    static final String FILE = "trace.request";

    private static final System.Logger LOG = System.getLogger("org.sipario.Trace");
    private static final long LOOK_MILLIS = 500;

    private final Path file;
    private final List<MessageTrace> traces;

    TraceSwitch(Path file, List<MessageTrace> traces) {
        this.file = file;
        this.traces = traces;
    }

    /** Looks for the file from now on. A file of a time when no server ran is ignored. */
    void watch(ScheduledExecutorService executor) throws IOException {
        Files.deleteIfExists(file);
        executor.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (Files.notExists(file)) {
            return;
        }
        try {
            String word = Files.readString(file).strip();
            switch (word) {
                case "on" -> traces.forEach(MessageTrace::on);
                case "off" -> traces.forEach(MessageTrace::off);
                default -> LOG.log(WARNING, "{0} says \"{1}\", which is neither on nor off: ignored", file, word);
            }
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException e) {
            // Of any kind: an exception thrown here would end the scheduled task.
            LOG.log(WARNING, "the request in " + file + " failed", e);
        }
    }
}
