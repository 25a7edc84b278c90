package org.sipario.tomcat.deploy;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.sip.SipServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.apache.catalina.core.ApplicationContext;
import org.apache.catalina.core.StandardContext;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.application.ServletEntry;

/** The servlet context of an application, one for its web and its SIP half; it knows SIP servlets by name too. */
final class SipServletContext extends ApplicationContext {
    private final Function<String, @Nullable ServletEntry> servlets;

    /** @param servlets the SIP servlets by name */
    SipServletContext(StandardContext context, Function<String, @Nullable ServletEntry> servlets) {
        super(context);
        this.servlets = servlets;
    }

    /** JSR 289, Servlet Context: a dispatcher to a SIP servlet, or else to an HTTP servlet. */
    @Override
    public @Nullable RequestDispatcher getNamedDispatcher(String name) {
        ServletEntry servlet = name == null ? null : servlets.apply(name);
        return servlet == null ? super.getNamedDispatcher(name) : new SipDispatcher(servlet);
    }

    /** Hands a message on to another SIP servlet; one of the two arguments is null, as it is for {@code service}. */
    private record SipDispatcher(ServletEntry servlet) implements RequestDispatcher {
        @Override
        public void forward(@Nullable ServletRequest request, @Nullable ServletResponse response)
                throws ServletException, IOException {
            if (request instanceof SipServletRequest initial && initial.isInitial()) {
                // Later messages of the session go where the first one went (JSR 289, Mapping Requests To Servlets).
                initial.getSession().setHandler(servlet.getServletName());
            }
            servlet.service(request, response);
        }

        /** Has no meaning for SIP (JSR 289, Servlet Context): nothing is changed. */
        @Override
        public void include(ServletRequest request, ServletResponse response) {}
    }
}
