package org.sipario.servlet.facade;

import jakarta.servlet.sip.SipSession.State;
import java.util.concurrent.ThreadLocalRandom;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SyntaxException;

/** A request that came within a session: RFC 3261 §12.2.2, §14.2, RFC 3262 §3; what a record-routing proxy passes on (PRX-29). */
final class WithinSession {

    private WithinSession() {}

    static void request(Session session, SipRequest request, Arrival arrival) {
        ServerExchange exchange = arrival.exchange();
        if (session.role() == Session.Role.PROXY) {
            Session relative = session.leg().relativeFor(request);
            if (relative.isValid()) {
                pass(relative, RequestFacade.subsequent(request, relative, arrival), exchange);
            } else {
                exchange.refuse(481, null);
            }
            return;
        }
        if (request.method().equals(Method.NOTIFY)) {
            notify(session, request, arrival);
        } else if (isWelcome(session, request, arrival.exchange())) {
            userAgent(session, request, arrival);
        }
    }

    /** Whether the dialog still is, and the request comes in its order. */
    private static boolean isWelcome(Session session, SipRequest request, ServerExchange exchange) {
        if (!session.isValid() || session.leg().state() == State.TERMINATED) {
            exchange.refuse(481, null);
            return false;
        }
        if (!session.leg().accept(request)) {
            exchange.refuse(500, "CSeq out of order");
            return false;
        }
        return true;
    }

    /** One that comes before the answer to our SUBSCRIBE makes the dialog, another one for each fork (RFC 6665 §4.1.2.4). */
    private static void notify(Session subscriber, SipRequest request, Arrival arrival) {
        if (!subscriber.isValid()) {
            arrival.exchange().refuse(481, null);
            return;
        }
        Session known = subscriber.leg().known(request.from().tag());
        Session session = known == null ? subscriber.derive() : known;
        try {
            if (session.leg().notifying(request) || isWelcome(session, request, arrival.exchange())) {
                userAgent(session, request, arrival);
            }
        } catch (SyntaxException _) {
            arrival.exchange().refuse(400, ServerExchange.UNUSABLE);
        }
    }

    private static void userAgent(Session session, SipRequest request, Arrival arrival) {
        ServerExchange exchange = arrival.exchange();
        if (request.isInvite() && session.leg().exchanges().isInviting(true)) {
            exchange.refuse(491, null);
        } else if (request.isInvite() && session.leg().exchanges().isInviting(false)) {
            String after = Integer.toString(ThreadLocalRandom.current().nextInt(0, 11));
            exchange.refuse(SipResponse.to(request, 500, null, session.leg().localTag())
                    .edit(edits -> edits.set(HeaderName.RETRY_AFTER, after)));
        } else if (request.method().equals(Method.PRACK) && !acknowledgesProvisional(session, request)) {
            exchange.refuse(481, null);
        } else {
            RequestFacade facade = RequestFacade.subsequent(request, session, arrival);
            exchange.shownAs(facade);
            session.services().invocation().request(facade);
        }
    }

    private static boolean acknowledgesProvisional(Session session, SipRequest prack) {
        for (Exchange open : session.leg().exchanges().open()) {
            if (open instanceof ServerExchange server && server.acknowledgedProvisionally(prack)) {
                return true;
            }
        }
        return false;
    }

    private static void pass(Session session, RequestFacade facade, ServerExchange exchange) {
        exchange.shownAs(facade);
        session.services().invocation().request(facade);
        Relay.start(facade);
    }

    static void ack(Session session, SipRequest ack, Arrival arrival) {
        if (session.role() == Session.Role.PROXY) {
            Session relative = session.leg().relativeFor(ack);
            // An ACK can not be refused: one that has gone round too often ends here (RFC 3261 §16.3 step 3).
            if (relative.isValid() && ack.maxForwards() != 0) {
                RequestFacade facade = RequestFacade.subsequent(ack, relative, arrival);
                relative.touch();
                relative.services().invocation().request(facade);
                Relay.start(facade);
            }
            return;
        }
        ServerExchange invite = session.leg().acknowledged(ack.cseq().number());
        if (session.isValid() && invite != null && invite.acknowledged(ack)) {
            session.touch();
            session.services().invocation().request(RequestFacade.subsequent(ack, session, arrival));
        }
    }
}
