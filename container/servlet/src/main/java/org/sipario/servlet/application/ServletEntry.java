package org.sipario.servlet.application;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.UnavailableException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A SIP servlet of an application: one instance, initialised once (JSR 289, The Servlet Interface). */
public final class ServletEntry implements ServletConfig {

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

    void destroy() {
        if (initialised) {
            initialised = false;
            servlet.destroy();
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
