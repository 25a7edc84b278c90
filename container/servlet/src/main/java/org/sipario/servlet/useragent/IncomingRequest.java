package org.sipario.servlet.useragent;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.servlet.routing.InitialHop;
import org.sipario.servlet.routing.Selection;
import org.sipario.servlet.session.Session;

/** A request that came in: from the network, or from the application before in the chain. */
public final class IncomingRequest extends Request {

    private final UserAgentServer exchange;
    private final InitialHop initialHop;
    private final @Nullable NameAddr poppedRoute;
    private @Nullable Session session;
    private @Nullable Principal principal;
    private boolean backToBack;
    private boolean foreign;

    private IncomingRequest(
            SipRequest message,
            boolean initial,
            UserAgentServer exchange,
            InitialHop initialHop,
            @Nullable NameAddr poppedRoute) {
        super(message, initial);
        this.exchange = exchange;
        this.initialHop = initialHop;
        this.poppedRoute = poppedRoute;
    }

    /**
     * A request for which an application is still to be found.
     *
     * @param initialHop how it first came to this server
     * @param poppedRoute our own Route that it carried when it came to this application, or null
     */
    public static IncomingRequest initial(
            UserAgentServer exchange, InitialHop initialHop, @Nullable NameAddr poppedRoute) {
        return new IncomingRequest(exchange.received(), true, exchange, initialHop, poppedRoute);
    }

    /** A request, or an ACK, that came within a session which is still to be entered. */
    public static IncomingRequest subsequent(UserAgentServer exchange, @Nullable NameAddr poppedRoute) {
        return new IncomingRequest(
                exchange.received(), false, exchange, new InitialHop(exchange.flow(), poppedRoute), poppedRoute);
    }

    /** The CANCEL of this request, as the application hears of it; it is answered already. */
    IncomingRequest cancel(SipRequest cancel) {
        IncomingRequest made = new IncomingRequest(cancel, false, exchange, initialHop, poppedRoute);
        made.session = session;
        return made;
    }

    /** It begins this session of the application that was chosen for it. */
    public void enter(Session entered, Selection.Selected choice) {
        entered.routed(choice.region(), choice.subscriber());
        enter(entered);
        exchange.shownAs(this);
    }

    /** It is a request of this session. */
    public void enter(Session entered) {
        session = entered;
    }

    @Override
    public @Nullable Session sessionOrNull() {
        return session;
    }

    /** What answers it; for a CANCEL or an ACK that of the INVITE, or one that answers nothing. */
    public UserAgentServer exchange() {
        return exchange;
    }

    /** How it first came to this server. */
    public InitialHop initialHop() {
        return initialHop;
    }

    /** Our own Route that it carried when it came to this application, or null. */
    public @Nullable NameAddr poppedRoute() {
        return poppedRoute;
    }

    @Override
    public boolean isCommitted() {
        return method().equals(Method.CANCEL) || !message().isAck() && exchange.isAnswered();
    }

    // ---- what is found out about it

    /** Its sender has proved to be that user. */
    public void authenticated(Principal user) {
        principal = user;
    }

    /** The user that its sender has proved to be, or null. */
    public @Nullable Principal principal() {
        return principal;
    }

    /** The application acts as back-to-back user agent for it. */
    public void actAsBackToBack() {
        backToBack = true;
        session().actAsUserAgent();
    }

    /** Whether the application acts as back-to-back user agent for it. */
    public boolean isBackToBack() {
        return backToBack;
    }

    /** It would go elsewhere than to the other side of its dialog. */
    public void foreign() {
        foreign = true;
    }

    /** Whether it would go elsewhere than to the other side of its dialog, and the application has not allowed it. */
    public boolean isForeign() {
        return foreign;
    }

    /** The application allows it to go elsewhere. */
    public void allowForeign() {
        foreign = false;
    }

    // ---- answers in place of the application

    /** Answers it, unless an answer has gone. */
    public void refuse(int status) {
        if (!isCommitted()) {
            exchange.refuse(status, null);
        }
    }

    /** Answers it before there is a session, and keeps nothing of it. */
    public void dismiss(SipResponse response) {
        if (!isCommitted()) {
            exchange.dismiss(response);
        }
    }
}
