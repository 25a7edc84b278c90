package org.sipario.junit.apps;

import jakarta.annotation.Resource;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipServlet;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.TimerListener;
import jakarta.servlet.sip.TimerService;
import jakarta.servlet.sip.annotation.SipListener;
import java.io.IOException;
import java.util.Iterator;

/** Takes a call and hangs up after as many seconds as the context parameter {@code patience} says. */
@SipListener(applicationName = "reminder")
@jakarta.servlet.sip.annotation.SipServlet(applicationName = "reminder")
public class Reminder extends SipServlet implements TimerListener {

    @Resource
    @SuppressWarnings("NullAway.Init") // injected by the container
    private TimerService timers;

    @Override
    protected void doInvite(SipServletRequest invite) throws IOException {
        invite.createResponse(SipServletResponse.SC_OK).send();
        long seconds = Long.parseLong(getServletContext().getInitParameter("patience"));
        timers.createTimer(invite.getApplicationSession(), seconds * 1000, false, "patience");
    }

    @Override
    public void timeout(ServletTimer timer) {
        for (Iterator<?> sessions = timer.getApplicationSession().getSessions("SIP"); sessions.hasNext(); ) {
            try {
                ((SipSession) sessions.next()).createRequest("BYE").send();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
