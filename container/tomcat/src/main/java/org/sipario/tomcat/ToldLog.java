package org.sipario.tomcat;

import java.util.function.Consumer;
import org.apache.juli.logging.Log;

/**
 * An application's log, which also tells what went wrong to somebody who can do more with it than write it down: Tomcat says
 * nowhere else why a listener or a filter stopped the start.
 */
final class ToldLog implements Log {
    private final Log log;
    private final Consumer<String> told;

    /** @param told gets each error in one line, whatever the level that is logged */
    ToldLog(Log log, Consumer<String> told) {
        this.log = log;
        this.told = told;
    }

    @Override
    public void error(Object message) {
        told.accept(oneLine(String.valueOf(message)));
        log.error(message);
    }

    @Override
    public void error(Object message, Throwable failure) {
        told.accept(oneLine(message + ": " + root(failure)));
        log.error(message, failure);
    }

    /** Behind what frameworks wrap around it. */
    static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ");
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }

    @Override
    public boolean isFatalEnabled() {
        return log.isFatalEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isInfoEnabled();
    }

    @Override
    public boolean isTraceEnabled() {
        return log.isTraceEnabled();
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public void trace(Object message) {
        log.trace(message);
    }

    @Override
    public void trace(Object message, Throwable failure) {
        log.trace(message, failure);
    }

    @Override
    public void debug(Object message) {
        log.debug(message);
    }

    @Override
    public void debug(Object message, Throwable failure) {
        log.debug(message, failure);
    }

    @Override
    public void info(Object message) {
        log.info(message);
    }

    @Override
    public void info(Object message, Throwable failure) {
        log.info(message, failure);
    }

    @Override
    public void warn(Object message) {
        log.warn(message);
    }

    @Override
    public void warn(Object message, Throwable failure) {
        log.warn(message, failure);
    }

    @Override
    public void fatal(Object message) {
        log.fatal(message);
    }

    @Override
    public void fatal(Object message, Throwable failure) {
        log.fatal(message, failure);
    }
}
