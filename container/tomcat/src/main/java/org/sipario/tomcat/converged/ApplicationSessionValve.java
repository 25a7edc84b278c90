package org.sipario.tomcat.converged;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipSessionsUtil;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.sipario.servlet.facade.Facades;
import org.sipario.servlet.session.ApplicationSession;

/**
 * Brings the HTTP session of a request into the application session that the URL names: the other end of
 * {@link SipApplicationSession#encodeURL}.
 */
public final class ApplicationSessionValve extends ValveBase {

    public ApplicationSessionValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String id = request.getPathParameter(ApplicationSession.URL_PARAMETER);
        if (id != null) {
            join(request, id);
        }
        getNext().invoke(request, response);
    }

    private static void join(Request request, String id) {
        Object util = request.getServletContext().getAttribute(SipServlet.SIP_SESSIONS_UTIL);
        if (util instanceof SipSessionsUtil sessions
                && sessions.getApplicationSessionById(id) instanceof SipApplicationSession parent) {
            HttpSession session = request.getSession(true);
            if (session instanceof ConvergedFacade converged) {
                converged.join(Facades.state(parent));
            }
        }
    }
}
