package org.sipario.tomcat;

import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Listens to what Tomcat logs on this thread while it starts an application. Tomcat says only there why a listener, a filter or
 * a descriptor stopped the start; who deploys shall not have to look for it. Whoever
 * switches off the loggers of {@code org.apache} altogether switches this off, too.
 */
final class StartLog extends Handler {
    /** Kept, as Java forgets loggers that nobody holds, and their handlers with them. */
    private final Logger tomcat = Logger.getLogger("org.apache");

    private final Thread starter = Thread.currentThread();
    private String first = "";

    /** Begins to listen; {@link #close()} ends it. */
    StartLog() {
        tomcat.addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
        if (first.isEmpty()
                && Thread.currentThread() == starter
                && record.getLevel().intValue() >= Level.SEVERE.intValue()) {
            first = sentence(record);
        }
    }

    private static String sentence(LogRecord record) {
        String said = String.valueOf(record.getMessage());
        Throwable cause = record.getThrown();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return (cause == null ? said : said + ": " + cause).replaceAll("\\s*\\R\\s*", " ");
    }

    /** The first failure, in one line; empty when none was logged. */
    Optional<String> firstFailure() {
        return first.isEmpty() ? Optional.empty() : Optional.of(first);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        tomcat.removeHandler(this);
    }
}
