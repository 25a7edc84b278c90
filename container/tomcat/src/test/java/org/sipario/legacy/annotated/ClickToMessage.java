package org.sipario.legacy.annotated;

import java.io.IOException;
import javax.annotation.Resource;
import javax.servlet.annotation.WebServlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.sip.ConvergedHttpSession;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipURI;

/** The web half: sends a MESSAGE to whoever the request names. */
@WebServlet("/click")
public class ClickToMessage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient SipFactory factory;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SipApplicationSession session = ((ConvergedHttpSession) request.getSession()).getApplicationSession();
        SipURI to = factory.createSipURI("phone", "127.0.0.1");
        to.setPort(Integer.parseInt(request.getParameter("port")));
        SipServletRequest message =
                factory.createRequest(session, "MESSAGE", factory.createSipURI("web", "example.com"), to);
        message.setContent("clicked", "text/plain");
        message.send();
        response.getWriter().write("sent by " + session.getApplicationName());
    }
}
