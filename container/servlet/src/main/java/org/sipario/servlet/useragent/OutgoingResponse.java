package org.sipario.servlet.useragent;

import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipResponse;
import org.sipario.servlet.session.Session;

/** A response that the application makes to a request that came in. */
public final class OutgoingResponse extends Response {

    private final IncomingRequest request;
    private boolean sent;

    private OutgoingResponse(IncomingRequest request, Session session, SipResponse message) {
        super(message, session);
        this.request = request;
    }

    /**
     * A response with what the container fills in (REQ-16).
     *
     * @param session whose answer it is: that of the request, or one derived from it
     * @param reason null for that of RFC 3261
     */
    public static OutgoingResponse to(IncomingRequest request, Session session, int status, @Nullable String reason) {
        return new OutgoingResponse(
                request, session, Responses.make(request.exchange(), status, reason, session.localTag()));
    }

    /** A response that was sent, shown once more. */
    static OutgoingResponse sent(IncomingRequest request, Session session, SipResponse message) {
        OutgoingResponse response = new OutgoingResponse(request, session, message);
        response.sent = true;
        return response;
    }

    @Override
    public IncomingRequest request() {
        return request;
    }

    @Override
    public boolean isCommitted() {
        return sent;
    }

    /** Whether a final response has not made it pointless. */
    public boolean isTimely() {
        return request.exchange().takes(session(), message());
    }

    /**
     * Sends it. Called in the queue of its session.
     *
     * @param decorated whether the application may have changed the container's Contact
     * @throws IllegalStateException if a final response has gone, or the request cannot be answered so
     */
    public void send(boolean decorated) {
        UserAgentServer exchange = request.exchange();
        SipResponse leaving = leaving(decorated);
        if (message().isProvisional()
                && message().status() > 100
                && request.method().equals(Method.INVITE)
                && request.message().headers().hasToken(HeaderName.REQUIRE, "100rel")) {
            // RFC 3262 §3: where 100rel is required no provisional response goes that is not reliable.
            exchange.answerReliably(session(), leaving);
        } else if (leaving.isFinal() && exchange.isForwarded()) {
            exchange.forwarder().answered(leaving);
        } else {
            exchange.answer(session(), leaving);
        }
        sent = true;
    }

    /** Sends it so that a PRACK acknowledges it; else as {@link #send}. */
    public void sendReliably(boolean decorated) {
        request.exchange().answerReliably(session(), leaving(decorated));
        sent = true;
    }

    /** As it goes onto the wire: header names as wanted, and a Contact that leads to us (ADR-14, ADR-15). */
    private SipResponse leaving(boolean decorated) {
        return names().apply(Responses.leaving(request.exchange(), message(), decorated && !isContactFree()));
    }
}
