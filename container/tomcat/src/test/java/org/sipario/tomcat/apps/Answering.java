package org.sipario.tomcat.apps;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.SipFactory;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSessionsUtil;
import jakarta.servlet.sip.TimerService;
import java.io.IOException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Answers a MESSAGE with what the platform gave it. */
@jakarta.servlet.sip.annotation.SipServlet(name = "answering", applicationName = "answering")
@SuppressWarnings("BanJNDI")
public class Answering extends SipServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient SipFactory factory;

    @Resource(name = "my/timers")
    private transient TimerService timers;

    private transient SipSessionsUtil sessions;
    private boolean constructed;

    @Resource
    public void setSessions(SipSessionsUtil sessions) {
        this.sessions = sessions;
    }

    @PostConstruct
    void constructed() {
        constructed = factory != null;
    }

    @Override
    protected void doMessage(SipServletRequest request) throws ServletException, IOException {
        SipServletResponse response = request.createResponse(200);
        response.setHeader("X-Injected", Boolean.toString(constructed && timers != null && sessions != null));
        response.setHeader("X-Looked-Up", Boolean.toString(lookUp() == factory));
        response.setHeader(
                "X-Loader",
                Boolean.toString(Thread.currentThread().getContextClassLoader()
                        == getClass().getClassLoader()));
        response.setHeader("X-Parameter", String.valueOf(getServletContext().getInitParameter("greeting")));
        response.send();
    }

    private static Object lookUp() throws ServletException {
        try {
            return new InitialContext().lookup("java:comp/env/sip/answering/SipFactory");
        } catch (NamingException e) {
            throw new ServletException(e);
        }
    }
}
