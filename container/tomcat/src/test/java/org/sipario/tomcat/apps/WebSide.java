package org.sipario.tomcat.apps;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.sip.ConvergedHttpSession;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipApplicationSession.Protocol;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import java.io.IOException;
import java.net.URI;

/** The web half of the application: shows what an HTTP session is to SIP. */
@WebServlet("/web/*")
public class WebSide extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient SipFactory factory;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ConvergedHttpSession session = (ConvergedHttpSession) request.getSession();
        String answer = switch (String.valueOf(request.getPathInfo())) {
            case "/same" -> {
                SipApplicationSession parent = session.getApplicationSession();
                boolean same = parent == session.getApplicationSession();
                yield same + " " + session.equals(parent.getSession(session.getId(), Protocol.HTTP));
            }
            case "/factory" ->
                Boolean.toString(
                        factory != null && factory == getServletContext().getAttribute(SipServlet.SIP_FACTORY));
            case "/url" -> session.encodeURL("/page?x=1", "http");
            case "/invite" -> {
                SipApplicationSession mine = factory.createApplicationSession();
                mine.setAttribute("name", "invited");
                yield mine.encodeURL(
                                URI.create(request.getRequestURL().toString().replace("/invite", "/whose"))
                                        .toURL())
                        .getPath();
            }
            case "/whose" -> String.valueOf(session.getApplicationSession().getAttribute("name"));
            case "/end" -> {
                SipApplicationSession parent = session.getApplicationSession();
                parent.invalidate();
                yield Boolean.toString(request.getSession(false) == null);
            }
            default -> "?";
        };
        response.getWriter().write(answer);
    }
}
