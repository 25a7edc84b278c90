package org.sipario.servlet.useragent;

import java.util.concurrent.ThreadLocalRandom;
import org.sipario.core.dialog.SessionState;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;
import org.sipario.servlet.session.Exchange;
import org.sipario.servlet.session.Session;

/** A request that came within a session of a user agent: RFC 3261 §12.2.2, §14.2, RFC 3262 §3. */
public final class SubsequentRequests {

    private SubsequentRequests() {}

    /** Gives it to the application, or refuses it. Called in the queue of the session. */
    public static void request(Session session, IncomingRequest request) {
        if (request.method().equals(Method.NOTIFY)) {
            notify(session, request);
        } else if (isWelcome(session, request)) {
            userAgent(session, request);
        }
    }

    /** Whether the dialog still is, and the request comes in its order. */
    private static boolean isWelcome(Session session, IncomingRequest request) {
        UserAgentServer exchange = request.exchange();
        if (!session.isValid() || session.state() == SessionState.State.TERMINATED) {
            exchange.refuse(481, null);
            return false;
        }
        if (!session.accept(request.message())) {
            exchange.refuse(500, "CSeq out of order");
            return false;
        }
        return true;
    }

    /**
     * One that comes before the answer to our SUBSCRIBE makes the dialog, another one for each fork (RFC 6665
     * §4.1.2.4).
     */
    private static void notify(Session subscriber, IncomingRequest request) {
        if (!subscriber.isValid()) {
            request.exchange().refuse(481, null);
            return;
        }
        Session known = subscriber.known(request.message().from().tag());
        Session session = known == null ? subscriber.derive() : known;
        try {
            if (session.notifying(request.message()) || isWelcome(session, request)) {
                userAgent(session, request);
            }
        } catch (SyntaxException _) {
            request.exchange().refuse(400, UserAgentServer.UNUSABLE);
        }
    }

    private static void userAgent(Session session, IncomingRequest request) {
        UserAgentServer exchange = request.exchange();
        SipRequest message = request.message();
        if (exchange.refusesDialog()) {
            return;
        }
        if (message.isInvite() && session.exchanges().isInviting(true)) {
            exchange.refuse(491, null);
        } else if (message.isInvite() && session.exchanges().isInviting(false)) {
            String after = Integer.toString(ThreadLocalRandom.current().nextInt(0, 11));
            exchange.refuse(SipResponse.to(message, 500, null, session.localTag())
                    .edit(edits -> edits.set(HeaderName.RETRY_AFTER, after)));
        } else if (message.method().equals(Method.PRACK) && !acknowledgesProvisional(session, message)) {
            exchange.refuse(481, null);
        } else {
            request.enter(session);
            exchange.shownAs(request);
            exchange.user().request(request);
        }
    }

    private static boolean acknowledgesProvisional(Session session, SipRequest prack) {
        for (Exchange open : session.exchanges().open()) {
            if (open.pracked(prack)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A BYE of the peer has ended the dialog: requests of it that have no final response get one (RFC 3261 §15.1.2).
     */
    static void terminate(Session session) {
        for (Exchange open : session.exchanges().open()) {
            if (open instanceof UserAgentServer pending) {
                pending.terminate();
            }
        }
    }

    /** An ACK for a 2xx came: the application hears of the first. Called in the queue of the session. */
    public static void ack(Session session, IncomingRequest ack) {
        if (session.isValid()
                && session.acknowledged(ack.message().cseq().number()) instanceof UserAgentServer invite
                && invite.acknowledged(ack.message())) {
            session.touch();
            ack.enter(session);
            ack.exchange().user().request(ack);
        }
    }
}
