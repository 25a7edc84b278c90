package org.sipario.tomcat;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets {@code sipario trace on} and {@code off} reach a running server: they write the word into a file, which the server looks for,
 * obeys, and deletes. Who may write into the server's folder may do so much more that this opens no door.
 */
final class TraceSwitch {
    /** In {@code run/}, beside the run file. */
    static final String FILE = "trace.wish";

    private static final System.Logger LOG = System.getLogger("org.sipario.Trace");
    private static final long LOOK_MILLIS = 500;

    private final Path file;
    private final List<SipEngine> engines;

    TraceSwitch(Path file, List<SipEngine> engines) {
        this.file = file;
        this.engines = engines;
    }

    /** Looks for the file from now on. A wish of a time when no server ran is forgotten. */
    void watch(ScheduledExecutorService executor) throws IOException {
        Files.deleteIfExists(file);
        executor.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (Files.notExists(file)) {
            return;
        }
        try {
            String wish = Files.readString(file).strip();
            switch (wish) {
                case "on" -> engines.forEach(engine -> engine.messageTrace().on());
                case "off" -> engines.forEach(engine -> engine.messageTrace().off());
                default -> LOG.log(WARNING, "{0} says \"{1}\", which is neither on nor off: ignored", file, wish);
            }
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException e) {
            // Whatever it was: an exception that left this method would end the looking.
            LOG.log(WARNING, "what " + file + " says could not be done", e);
        }
    }
}
