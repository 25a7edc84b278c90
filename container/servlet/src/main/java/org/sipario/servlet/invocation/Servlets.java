package org.sipario.servlet.invocation;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.sip.TooManyHopsException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.application.ServletEntry;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.facade.Invocation;
import org.sipario.servlet.facade.RequestFacade;
import org.sipario.servlet.facade.ResponseFacade;
import org.sipario.servlet.facade.Session;

/** Gives messages to servlets: selection, availability, security, call, and what is due when that fails. */
public final class Servlets implements Invocation {

    private static final System.Logger LOG = System.getLogger(Servlets.class.getName());

    private final Timers timers;
    private final Gate gate;

    /** @param gate lets requests pass that prove what their application wants */
    public Servlets(Timers timers, Gate gate) {
        this.timers = timers;
        this.gate = gate;
    }

    @Override
    public boolean admits(RequestFacade request, SipApplication application) {
        if (application.constraints().isEmpty()) {
            return true;
        }
        String servlet = select(request, application);
        return servlet != null && gate.passes(request, application, servlet);
    }

    @Override
    public void request(RequestFacade request) {
        Session session = request.getSession();
        SipApplication application = session.getApplicationSession().application();
        ServletEntry servlet = servlet(request, session, application);
        if (servlet == null) {
            return;
        }
        if (!servlet.isAvailable(timers.now())) {
            request.refuse(503);
            return;
        }
        try {
            servlet.service(request, null);
        } catch (TooManyHopsException refused) {
            // Answered where it was thrown; strangers can make it happen as often as they like.
            LOG.log(System.Logger.Level.DEBUG, () -> servlet.getServletName() + " of " + application + ": " + refused);
            request.refuse(483);
        } catch (UnavailableException unavailable) {
            servlet.unavailable(unavailable, timers.now());
            request.refuse(503);
        } catch (ServletException
                | IOException
                | RuntimeException
                | AssertionError
                | LinkageError
                | StackOverflowError failure) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Servlet " + servlet.getServletName() + " of " + application + " failed on " + request.getMethod()
                            + " (Call-ID " + request.getCallId() + ")",
                    failure);
            request.refuse(500);
        }
    }

    private static @Nullable ServletEntry servlet(RequestFacade request, Session session, SipApplication application) {
        String handler = session.handler();
        if (handler == null) {
            handler = select(request, application);
            if (handler == null) {
                return null;
            }
            session.handler(handler);
        }
        ServletEntry servlet = application.servlet(handler);
        if (servlet == null) {
            request.refuse(503);
        }
        return servlet;
    }

    /** The servlet that a request is meant for; null where there is none, and then it has been answered. */
    private static @Nullable String select(RequestFacade request, SipApplication application) {
        Optional<String> selected = application.select(request);
        if (selected.isEmpty()) {
            request.refuse(404);
        }
        return selected.orElse(null);
    }

    @Override
    public void response(ResponseFacade response) {
        Session session = response.getSession();
        SipApplication application = session.getApplicationSession().application();
        String handler = session.handler() != null ? session.handler() : application.defaultServlet();
        ServletEntry servlet = handler == null ? null : application.servlet(handler);
        if (servlet == null || !servlet.isAvailable(timers.now())) {
            return;
        }
        try {
            servlet.service(null, response);
        } catch (UnavailableException unavailable) {
            servlet.unavailable(unavailable, timers.now());
        } catch (ServletException
                | IOException
                | RuntimeException
                | AssertionError
                | LinkageError
                | StackOverflowError failure) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Servlet " + servlet.getServletName() + " of " + application + " failed on " + response.getStatus()
                            + " to " + response.getMethod() + " (Call-ID " + response.getCallId() + ")",
                    failure);
        }
    }
}
