package org.sipario.samples.b2bua;

import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;
import jakarta.servlet.sip.SipErrorEvent;
import jakarta.servlet.sip.SipErrorListener;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.annotation.SipListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends calls that end themselves no more: nobody acknowledged the answer, nobody answered, or both phones vanished. */
@SipListener
public class CallWatch implements SipErrorListener, SipApplicationSessionListener {

    private static final Logger LOG = System.getLogger(CallWatch.class.getName());

    /** Made by the container. */
    public CallWatch() {}

    @Override
    public void noAckReceived(SipErrorEvent event) {
        end(event.getRequest().getApplicationSession());
    }

    /** RFC 3262 §3 wants the call refused. */
    @Override
    public void noPrackReceived(SipErrorEvent event) {
        end(event.getRequest().getApplicationSession());
    }

    /** Time for the last messages, where there was anything to end; otherwise the session goes. */
    @Override
    public void sessionExpired(SipApplicationSessionEvent event) {
        SipApplicationSession call = event.getApplicationSession();
        if (end(call)) {
            call.setExpires(1);
        }
    }

    @Override
    public void sessionCreated(SipApplicationSessionEvent event) {}

    @Override
    public void sessionDestroyed(SipApplicationSessionEvent event) {}

    @Override
    public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {}

    /** Ends both legs, whatever their state. Tells whether there was anything to end. */
    private static boolean end(SipApplicationSession call) {
        boolean ended = false;
        try {
            List<SipSession> legs = new ArrayList<>();
            call.getSessions("SIP").forEachRemaining(leg -> legs.add((SipSession) leg));
            for (SipSession leg : legs) {
                ended |= end(leg);
            }
            Optional<SipServletRequest> unanswered =
                    Hunt.of(call).map(Hunt::request).filter(request -> !request.isCommitted());
            if (unanswered.isPresent()) {
                unanswered
                        .get()
                        .createResponse(SipServletResponse.SC_TEMPORARILY_UNAVAILABLE)
                        .send();
                ended = true;
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a call could not be ended in order: {0}", e.getMessage());
        }
        return ended;
    }

    private static boolean end(SipSession leg) throws IOException {
        Optional<SipServletResponse> answer = Pending.takeAnswer(leg);
        if (answer.isPresent()) {
            answer.get().createAck().send();
        }
        Optional<SipServletRequest> invite = Pending.takeInvite(leg);
        if (invite.isPresent()) {
            invite.get().createCancel().send();
        }
        if (leg.getState() == SipSession.State.CONFIRMED) {
            leg.createRequest("BYE").send();
            return true;
        }
        return answer.isPresent() || invite.isPresent();
    }
}
