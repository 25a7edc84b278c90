package org.sipario.servlet.facade;

import jakarta.servlet.ServletContext;
import jakarta.servlet.sip.AuthInfo;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.TooManyHopsException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.servlet.routing.Chain;
import org.sipario.servlet.routing.Selection;

/** JSR 289, SipServletRequest: one that came in, or one that the application made. */
public final class RequestFacade extends RoutedRequest {

    private final Sending sending;
    private @Nullable Session session;
    private @Nullable RequestFacade linked;
    private @Nullable ClientExchange client;
    private @Nullable B2buaFacade b2bua;
    private boolean sent;

    private RequestFacade(
            SipRequest message,
            boolean initial,
            @Nullable Session session,
            @Nullable Arrival arrival,
            Sending sending) {
        super(message, initial, arrival);
        this.session = session;
        this.sending = sending;
    }

    /** A request that came in and for which an application is still to be found. */
    public static RequestFacade initial(SipRequest message, Arrival arrival) {
        return new RequestFacade(message, true, null, arrival, Sending.NEVER);
    }

    /** A request that came in within a session. */
    public static RequestFacade subsequent(SipRequest message, Session session, Arrival arrival) {
        return new RequestFacade(message, false, session, arrival, Sending.NEVER);
    }

    /** The CANCEL of a request, as the application hears of it; it is answered already. */
    static RequestFacade cancel(RequestFacade invite, SipRequest cancel) {
        return new RequestFacade(cancel, false, invite.session(), invite.arrival(), Sending.NEVER);
    }

    /** A request that the application makes. */
    static RequestFacade outgoing(Session session, SipRequest message, boolean initial) {
        return outgoing(session, message, initial, Sending.IN_TRANSACTION);
    }

    /** An ACK or CANCEL that the application makes. */
    static RequestFacade outgoing(Session session, SipRequest message, boolean initial, Sending sending) {
        return new RequestFacade(message, initial, session, null, sending);
    }

    // ---- for the rest of the circle

    /** The application is chosen and this is its session. */
    public void enter(Session entered, Selection.Selected choice) {
        session = entered;
        chosen(choice);
        entered.routed(choice.region(), choice.subscriber());
        arrival().exchange().shownAs(this);
    }

    @Nullable
    ServerExchange server() {
        Arrival arrival = arrivalOrNull();
        return arrival == null ? null : arrival.exchange();
    }

    void sentBy(ClientExchange exchange) {
        client = exchange;
    }

    @Nullable
    ClientExchange client() {
        return client;
    }

    @Nullable
    RequestFacade linkedRequest() {
        return linked;
    }

    void link(@Nullable RequestFacade other) {
        linked = other;
    }

    /** Asks the application router, which may only read. */
    Selection select() {
        return select(chain());
    }

    /** Asks the application router, which may only read. */
    public Selection select(Chain at) {
        return readOnly(view -> services().routing().next(view, at));
    }

    /** Shows it to somebody who may only read it. */
    public <T extends @Nullable Object> T readOnly(java.util.function.Function<RequestFacade, T> reader) {
        freeze(true);
        try {
            return reader.apply(this);
        } finally {
            freeze(false);
        }
    }

    Services services() {
        Session entered = session;
        return entered != null ? entered.services() : arrival().exchange().services();
    }

    /** Another name of From or To, before there is a dialog, is that of the session, too (RFC 4916, B2B-3). */
    @Override
    void written(HeaderName header) {
        boolean party = header.equals(HeaderName.FROM) || header.equals(HeaderName.TO);
        if (party && isInitial() && session().leg().dialog() == null) {
            session().leg().parties(message());
        }
    }

    @Override
    @Nullable
    Session sessionOrNull() {
        return session;
    }

    /** Answers in place of the application, unless an answer has gone: an error found before or in its servlet. */
    public void refuse(int status) {
        ServerExchange exchange = server();
        if (exchange != null && !isCommitted()) {
            exchange.refuse(status, null);
        }
    }

    /** Answers in place of the application, before there is a session, and keeps nothing of it. */
    public void dismiss(SipResponse response) {
        ServerExchange exchange = server();
        if (exchange != null && !isCommitted()) {
            exchange.dismiss(response);
        }
    }

    // ---- state

    @Override
    public boolean isCommitted() {
        ServerExchange exchange = server();
        if (exchange == null) {
            return sent;
        }
        return method().equals(Method.CANCEL) || !message().isAck() && exchange.isAnswered();
    }

    @Override
    public void send() {
        if (isIncoming()) {
            throw new IllegalStateException("send: the request came from the network; answer or proxy it");
        }
        if (sent) {
            throw new IllegalStateException("send: the request has been sent");
        }
        session().checkValid("send");
        sent = true;
        session().parent().run(() -> sending.send(this));
    }

    // ---- answers

    @Override
    public SipServletResponse createResponse(int status) {
        return createResponse(status, null);
    }

    @Override
    public SipServletResponse createResponse(int status, @Nullable String reason) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("createResponse: " + status + " is not 100..699");
        }
        ServerExchange exchange = server();
        if (exchange == null) {
            throw new IllegalStateException("createResponse: the request was made here, it did not come in");
        }
        if (message().isAck() || method().equals(Method.CANCEL)) {
            throw new IllegalStateException("createResponse: " + getMethod() + " is not answered by applications");
        }
        session().checkValid("createResponse");
        if (exchange.isAnswered()) {
            throw new IllegalStateException("createResponse: a final response to " + getMethod() + " has been sent");
        }
        return ResponseFacade.toBeSent(this, session(), status, reason);
    }

    @Override
    public SipServletRequest createCancel() {
        ClientExchange exchange = client;
        if (exchange == null || !message().isInvite() || !exchange.isPending()) {
            throw new IllegalStateException(
                    "createCancel: there is no INVITE of this application waiting for an answer");
        }
        return exchange.createCancel();
    }

    @Override
    public Proxy getProxy() throws TooManyHopsException {
        return Objects.requireNonNull(getProxy(true));
    }

    @Override
    public @Nullable Proxy getProxy(boolean create) throws TooManyHopsException {
        ServerExchange exchange = server();
        if (exchange == null) {
            throw new IllegalStateException("getProxy: the request was made here, it did not come in");
        }
        if (b2bua != null) {
            throw new IllegalStateException("getProxy: the application acts as B2BUA for this request");
        }
        ProxyFacade present = exchange.proxy();
        if (present != null || !create) {
            return present;
        }
        return ProxyFacade.begin(this, exchange);
    }

    /** Whether the application has asked for the B2buaHelper of this request. */
    boolean isBackToBack() {
        return b2bua != null;
    }

    @Override
    public B2buaHelper getB2buaHelper() {
        ServerExchange exchange = server();
        if (exchange != null && exchange.proxy() != null) {
            throw new IllegalStateException("getB2buaHelper: the application acts as proxy for this request");
        }
        B2buaFacade helper = b2bua;
        if (helper == null) {
            helper = new B2buaFacade();
            b2bua = helper;
        }
        if (session().role() == Session.Role.UNDECIDED) {
            session().role(Session.Role.USER_AGENT);
        }
        return helper;
    }

    @Override
    public void addAuthHeader(SipServletResponse challenge, AuthInfo info) {
        checkWritable();
        Credentials.of(info).answer(this, challenge);
    }

    @Override
    public void addAuthHeader(SipServletResponse challenge, String user, String password) {
        checkWritable();
        Credentials.forEvery(user, password).answer(this, challenge);
    }

    @Override
    public ServletContext getServletContext() {
        return session().getServletContext();
    }
}
