package org.sipario.servlet.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What was thrown during a test elsewhere than in the test method: by a servlet, a listener, a timer or an application
 * router, by the container itself, or by a thread that the test started. The container logs such a failure and goes on,
 * so an assertion that fails in a handler would not fail the test. This extension reads the log and fails it. It is
 * registered for every test of the module (META-INF/services).
 *
 * <p>A test that expects a failure has a parameter of this type and takes what was thrown; what is left fails it.
 */
public final class Thrown extends Handler implements AfterEachCallback, ParameterResolver {

    /**
     * Held, because the log manager drops a logger, and with it this handler, to which only weak references are left.
     */
    private final Logger logger = Logger.getLogger("org.sipario");

    /** Filled by any thread of the server. */
    private final Queue<LogRecord> logged = new ConcurrentLinkedQueue<>();

    /** Made by JUnit, once for all tests. */
    public Thrown() {
        logger.addHandler(this);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LogRecord entry = new LogRecord(Level.SEVERE, "Thread " + thread.getName() + " ended");
            entry.setThrown(failure);
            logger.log(entry);
        });
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getThrown() != null && entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            logged.add(entry);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** What was thrown and not yet taken, oldest first: what the container says of it and the throwable's own text. */
    public List<String> take() {
        return drain().stream()
                .map(entry -> entry.getMessage() + ": " + entry.getThrown())
                .toList();
    }

    private List<LogRecord> drain() {
        List<LogRecord> drained = new ArrayList<>();
        for (LogRecord next = logged.poll(); next != null; next = logged.poll()) {
            drained.add(next);
        }
        return drained;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<LogRecord> unexpected = drain();
        if (unexpected.isEmpty()) {
            return;
        }
        LogRecord first = unexpected.removeFirst();
        AssertionError failure = new AssertionError(
                "The test does not expect what was thrown: " + first.getMessage(), first.getThrown());
        unexpected.forEach(other -> failure.addSuppressed(other.getThrown()));
        throw failure;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Thrown.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
