package org.sipario.legacy.described;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.servlet.ServletException;
import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.TimerService;

/** Rings, answers from a timer, and says in the answer which of the old names it found something under. */
public class Callee extends SipServlet implements TimerListener {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException {
        invite.createResponse(SipServletResponse.SC_RINGING).send();
        invite.getApplicationSession().setAttribute("invite", invite);
        TimerService timers = (TimerService) getServletContext().getAttribute("javax.servlet.sip.TimerService");
        timers.createTimer(invite.getApplicationSession(), 20, false, "answer");
    }

    @Override
    public void timeout(ServletTimer timer) {
        SipServletRequest invite =
                (SipServletRequest) timer.getApplicationSession().getAttribute("invite");
        try {
            SipServletResponse ok = invite.createResponse(SipServletResponse.SC_OK);
            ok.setHeader("X-Attribute", "" + (factory() != null));
            ok.setHeader("X-Jndi", "" + (lookUp() == factory()));
            ok.setHeader("X-Class", "" + isFactory("javax.servlet.sip.SipFactory"));
            ok.setHeader("X-Properties", "" + isFactory(words().getProperty("factory")));
            ok.setHeader("X-Supports", "" + isFixedListWith("javax.servlet.sip.supported", "100rel"));
            ok.setHeader("X-Rfcs", "" + isFixedListWith("javax.servlet.sip.supportedRfcs", "3261"));
            ok.setHeader("X-Sessions-Util", "" + isSessionsUtil("javax.servlet.sip.SipSessionsUtil"));
            ok.setHeader("X-Interfaces", interfaces());
            ok.setHeader("X-Context-Name", getServletContext().getServletContextName());
            ok.setHeader("X-Init-Parameter", getServletConfig().getInitParameter("greeting"));
            ok.setHeader("X-Context-Parameter", getServletContext().getInitParameter("greeting"));
            ok.setHeader("X-Info", "" + timer.getInfo());
            ok.setHeader("X-Started", "" + getServletContext().getAttribute("started"));
            ok.send();
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        bye.createResponse(SipServletResponse.SC_OK).send();
    }

    private SipFactory factory() {
        return (SipFactory) getServletContext().getAttribute("javax.servlet.sip.SipFactory");
    }

    private boolean isFixedListWith(String attribute, String value) {
        @SuppressWarnings("unchecked")
        List<String> list = (List<String>) getServletContext().getAttribute(attribute);
        try {
            list.add("mine");
            return false;
        } catch (UnsupportedOperationException fixed) {
            return list.contains(value);
        }
    }

    private boolean isSessionsUtil(String attribute) {
        return getServletContext().getAttribute(attribute) instanceof SipSessionsUtil;
    }

    private String interfaces() {
        List<?> uris = (List<?>) getServletContext().getAttribute("javax.servlet.sip.outboundInterfaces");
        StringBuilder text = new StringBuilder();
        for (Object uri : uris) {
            text.append(((SipURI) uri).getTransportParam()).append(' ').append(((SipURI) uri).getPort());
        }
        return text.toString();
    }

    @SuppressWarnings("BanJNDI")
    private static Object lookUp() throws ServletException {
        try {
            return new InitialContext().lookup("java:comp/env/sip/described/SipFactory");
        } catch (NamingException e) {
            throw new ServletException(e);
        }
    }

    private boolean isFactory(String className) throws ServletException {
        try {
            return Class.forName(className, false, Thread.currentThread().getContextClassLoader())
                    .isInstance(factory());
        } catch (ClassNotFoundException e) {
            throw new ServletException(e);
        }
    }

    private static Properties words() throws IOException {
        Properties words = new Properties();
        try (InputStream in = Callee.class.getResourceAsStream("words.properties")) {
            words.load(in);
        }
        return words;
    }
}
