package org.sipario.junit;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Keeps what a server says to its operator at each start, deployment and stop out of the output of tests, where failures are to be
 * seen. Who has configured {@code java.util.logging} gets what he asked for.
 */
final class QuietLogs {
    private static final List<String> SAID_TO_OPERATORS =
            List.of("org.apache.catalina", "org.apache.coyote", "org.sipario.Deployment", "org.sipario.Server");

    /** Held, as the log manager forgets the level of a logger that nobody holds. */
    private static final List<Logger> LOGGERS =
            SAID_TO_OPERATORS.stream().map(Logger::getLogger).toList();

    private QuietLogs() {}

    /** From now on only warnings and worse are seen. */
    static void keep() {
        if (!isConfigured()) {
            LOGGERS.stream()
                    .filter(logger -> logger.getLevel() == null)
                    .forEach(logger -> logger.setLevel(Level.WARNING));
        }
    }

    private static boolean isConfigured() {
        return Stream.of("java.util.logging.config.file", "java.util.logging.config.class")
                        .anyMatch(name -> System.getProperty(name) != null)
                || SAID_TO_OPERATORS.stream()
                        .anyMatch(name -> LogManager.getLogManager().getProperty(name + ".level") != null);
    }
}
