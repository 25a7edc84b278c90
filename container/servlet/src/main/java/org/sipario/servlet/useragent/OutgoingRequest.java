package org.sipario.servlet.useragent;

import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SipRequest;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.servlet.routing.Selection;
import org.sipario.servlet.session.Services;
import org.sipario.servlet.session.Session;

/** A request that the application makes, or that a proxy branch sends for it. */
public final class OutgoingRequest extends Request {

    private final Session session;
    private final MessageUser user;
    private final @Nullable Sending sending;
    private @Nullable UserAgentClient client;
    private @Nullable String via;
    private boolean sent;

    private OutgoingRequest(
            Session session, SipRequest message, boolean initial, MessageUser user, @Nullable Sending sending) {
        super(message, initial);
        this.session = session;
        this.user = user;
        this.sending = sending;
    }

    /** A request of the application in a transaction of its own. @param user hears of what comes back */
    static OutgoingRequest of(Session session, SipRequest message, boolean initial, MessageUser user) {
        return new OutgoingRequest(session, message, initial, user, Sending.IN_TRANSACTION);
    }

    /** An ACK or CANCEL of the application. */
    static OutgoingRequest of(Session session, SipRequest message, MessageUser user, Sending sending) {
        return new OutgoingRequest(session, message, false, user, sending);
    }

    /** The copy of a request that a branch of a proxy sends. */
    public static OutgoingRequest ofBranch(IncomingRequest original, SipRequest copy) {
        OutgoingRequest request = new OutgoingRequest(
                original.session(),
                copy,
                original.isInitial(),
                original.exchange().user(),
                null);
        request.continues(original, SipApplicationRoutingDirective.CONTINUE);
        return request;
    }

    @Override
    public Session sessionOrNull() {
        return session;
    }

    @Override
    public boolean isCommitted() {
        return sent;
    }

    /** Whether the application may send it: not what a proxy sends. */
    public boolean isSendable() {
        return sending != null;
    }

    /**
     * Sends it. Called in the queue of its session.
     *
     * @throws IllegalStateException if it is not the application's to send
     */
    public void send() {
        Sending way = sending;
        if (way == null) {
            throw new IllegalStateException("send: the request is sent by the proxy");
        }
        sent = true;
        way.send(this);
    }

    MessageUser user() {
        return user;
    }

    /** Asks the application router which application is next to have it. */
    public Selection next() {
        return user.next(this, chain());
    }

    /**
     * Our Via: as it was sent; before that, as it would be by the first listening point, with a branch that stays the
     * same.
     */
    public String via() {
        UserAgentClient exchange = client;
        String known = exchange == null ? via : exchange.via();
        if (known == null) {
            Services services = session.services();
            ListeningPoint home = services.outbound().home();
            known = "SIP/2.0/" + home.transport() + " " + home.host() + ":" + home.port() + ";branch="
                    + services.branches().next();
            via = known;
        }
        return known;
    }

    void sentBy(UserAgentClient exchange) {
        client = exchange;
    }

    /** Its exchange once it has been sent in a transaction of its own; else null. */
    public @Nullable UserAgentClient client() {
        return client;
    }
}
