package org.sipario.servlet.application;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A SIP servlet of an application: one instance, initialised once (JSR 289, The Servlet Interface). */
public final class ServletEntry implements ServletConfig {

    /** How long a call in progress is waited for when the application goes. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(5);

    private final AtomicInteger calls = new AtomicInteger();
    private final String name;
    private final Map<String, String> parameters;
    private final ServletContext context;
    private final Servlet servlet;

    /** When it may be used again, in ms since the epoch; {@link Long#MAX_VALUE} never; 0 it is in service. */
    private volatile long unavailableUntil;

    private volatile boolean initialised;

    ServletEntry(String name, Map<String, String> parameters, ServletContext context, Servlet servlet) {
        this.name = name;
        this.parameters = Map.copyOf(parameters);
        this.context = context;
        this.servlet = servlet;
    }

    void init() throws Exception {
        try {
            servlet.init(this);
            initialised = true;
        } catch (UnavailableException unavailable) {
            unavailable(unavailable, System.currentTimeMillis());
            throw unavailable;
        }
    }

    /** Ends its service: after the calls in progress have ended, or have had time enough for that (SRV-19). */
    void destroy() {
        if (initialised) {
            initialised = false;
            long limit = System.nanoTime() + LONGEST_CALL.toNanos();
            while (calls.get() > 0
                    && System.nanoTime() - limit < 0
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(POLL.toNanos());
            }
            servlet.destroy();
        }
    }

    /** Gives it a message: either request or response is null. */
    public void service(@Nullable ServletRequest request, @Nullable ServletResponse response)
            throws ServletException, IOException {
        calls.incrementAndGet();
        try {
            servlet.service(request, response);
        } finally {
            calls.decrementAndGet();
        }
    }

    /** The instance. */
    public Servlet servlet() {
        return servlet;
    }

    /** Whether messages may be given to it now: its init succeeded and it has not declared itself unavailable. */
    public boolean isAvailable(long now) {
        return initialised && now >= unavailableUntil;
    }

    /** Takes it out of service for a time, or for good. */
    public void unavailable(UnavailableException why, long now) {
        unavailableUntil = why.isPermanent() ? Long.MAX_VALUE : now + 1000L * Math.max(1, why.getUnavailableSeconds());
    }

    @Override
    public String getServletName() {
        return name;
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public @Nullable String getInitParameter(String parameter) {
        return parameters.get(parameter);
    }

    @Override
    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }
}
