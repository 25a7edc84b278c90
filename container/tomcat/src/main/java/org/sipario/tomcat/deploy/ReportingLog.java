package org.sipario.tomcat.deploy;

import java.util.function.Consumer;
import org.apache.juli.logging.Log;
import org.sipario.tomcat.Causes;

/**
 * An application's log that also reports each error to the deployer: nowhere else does Tomcat say why a listener or a
 * filter stopped the start.
 */
final class ReportingLog implements Log {
    private final Log log;
    private final Consumer<String> report;

    /** @param report receives each error in one line, whatever level is logged */
    ReportingLog(Log log, Consumer<String> report) {
        this.log = log;
        this.report = report;
    }

    @Override
    public void error(Object message) {
        report.accept(oneLine(String.valueOf(message)));
        log.error(message);
    }

    @Override
    public void error(Object message, Throwable failure) {
        report.accept(oneLine(message + ": " + Causes.root(failure)));
        log.error(message, failure);
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
