package org.sipario.servlet.invocation;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;
import jakarta.servlet.sip.TooManyHopsException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Timers;
import org.sipario.servlet.application.ServletEntry;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.facade.Facades;
import org.sipario.servlet.routing.ApplicationRouting;
import org.sipario.servlet.routing.Chain;
import org.sipario.servlet.routing.Selection;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.servlet.useragent.IncomingResponse;
import org.sipario.servlet.useragent.MessageUser;
import org.sipario.servlet.useragent.OutgoingResponse;
import org.sipario.servlet.useragent.Request;

/** Gives messages to servlets: selection, availability, security, call, and what is due when that fails. */
public final class Servlets implements MessageUser {

    private static final System.Logger LOG = System.getLogger(Servlets.class.getName());

    private final Timers timers;
    private final Authentication authentication;
    private final ApplicationRouting routing;

    /**
     * @param authentication lets requests pass whose senders prove what their application demands
     * @param routing asks the application router
     */
    public Servlets(Timers timers, Authentication authentication, ApplicationRouting routing) {
        this.timers = timers;
        this.authentication = authentication;
        this.routing = routing;
    }

    @Override
    public Selection next(Request request, Chain at) {
        return Facades.readOnly(request, view -> routing.next(view, at));
    }

    /** The key that an application gives a request, or null for none; it may only read it (KEY-3 to KEY-6). */
    public @Nullable String key(IncomingRequest request, SipApplication application) {
        return Facades.readOnly(request, application::key);
    }

    /**
     * Whether a request that begins something may come to an application; if not, it has been answered. Called with the
     * class loader of the application, before there is a session.
     */
    public boolean admits(IncomingRequest request, SipApplication application) {
        if (application.constraints().isEmpty()) {
            return true;
        }
        String servlet = select(request, application);
        return servlet != null && authentication.passes(request, application, servlet);
    }

    @Override
    public void request(IncomingRequest request) {
        Session session = request.session();
        SipApplication application = session.parent().application();
        ServletEntry servlet = servlet(request, session, application);
        if (servlet == null) {
            return;
        }
        if (!servlet.isAvailable(timers.now())) {
            request.refuse(503);
            return;
        }
        try {
            servlet.service(Facades.of(request), null);
        } catch (TooManyHopsException refused) {
            logRefused(servlet, application, refused);
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
            if (request.exchange().isRefused()) {
                logRefused(servlet, application, failure);
                return;
            }
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Servlet " + servlet.getServletName() + " of " + application + " failed on " + request.method()
                            + " (Call-ID " + request.message().callId() + ")",
                    failure);
            request.refuse(500);
        }
    }

    /**
     * What the servlet throws when the container has answered for a fault of the peer's. Not logged louder, as any peer
     * can make it happen as often as it likes.
     */
    private static void logRefused(ServletEntry servlet, SipApplication application, Throwable refused) {
        LOG.log(System.Logger.Level.DEBUG, () -> servlet.getServletName() + " of " + application + ": " + refused);
    }

    private static @Nullable ServletEntry servlet(
            IncomingRequest request, Session session, SipApplication application) {
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
    private static @Nullable String select(IncomingRequest request, SipApplication application) {
        Optional<String> selected = application.select(Facades.of(request));
        if (selected.isEmpty()) {
            request.refuse(404);
        }
        return selected.orElse(null);
    }

    @Override
    public boolean response(IncomingResponse response) {
        Session session = response.session();
        SipApplication application = session.parent().application();
        String handler = session.handler() != null ? session.handler() : application.defaultServlet();
        ServletEntry servlet = handler == null ? null : application.servlet(handler);
        if (servlet == null || !servlet.isAvailable(timers.now())) {
            return false;
        }
        try {
            servlet.service(null, Facades.of(response));
            return true;
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
                    "Servlet " + servlet.getServletName() + " of " + application + " failed on "
                            + response.message().status() + " to "
                            + response.message().cseq().method() + " (Call-ID "
                            + response.message().callId() + ")",
                    failure);
        }
        return false;
    }

    @Override
    public void unacknowledged(OutgoingResponse response) {
        SipErrorEvent event = new SipErrorEvent(Facades.of(response.request()), Facades.of(response));
        boolean provisional = response.message().isProvisional();
        response.session().parent().application().listeners().tell(SipErrorListener.class, listener -> {
            if (provisional) {
                listener.noPrackReceived(event);
            } else {
                listener.noAckReceived(event);
            }
        });
    }
}
