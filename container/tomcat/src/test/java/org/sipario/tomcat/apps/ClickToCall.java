package org.sipario.tomcat.apps;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.sip.ConvergedHttpSession;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipURI;
import java.io.IOException;

/** The web half of a call: a GET rings the phone at the port that the request names. */
@WebServlet("/call")
public class ClickToCall extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient SipFactory factory;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SipApplicationSession session = ((ConvergedHttpSession) request.getSession()).getApplicationSession();
        SipURI phone = factory.createSipURI("phone", "127.0.0.1");
        phone.setPort(Integer.parseInt(request.getParameter("port")));
        factory.createRequest(session, "INVITE", factory.createSipURI("web", "example.com"), phone)
                .send();
        response.getWriter().write("ringing");
    }
}
