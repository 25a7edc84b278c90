package org.sipario.servlet.facade;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletConnection;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.AuthInfo;
import jakarta.servlet.sip.B2buaHelper;
import jakarta.servlet.sip.Proxy;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipServletResponse;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TooManyHopsException;
import jakarta.servlet.sip.URI;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.io.BufferedReader;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Flow;
import org.sipario.message.HeaderName;
import org.sipario.message.MessageEditor;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipRequest;
import org.sipario.message.SipResponse;
import org.sipario.message.SipUri;
import org.sipario.message.Uri;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Place;
import org.sipario.servlet.routing.Chain;
import org.sipario.servlet.routing.Selection;

/** JSR 289, SipServletRequest: one that came in, or one that the application made. */
public final class RequestFacade extends MessageFacade implements SipServletRequest {

    private SipRequest message;
    private final boolean initial;
    private final @Nullable Arrival arrival;
    private final Sending sending;
    private @Nullable Session session;
    private Selection.@Nullable Selected selected;
    private Chain chain = Chain.START;
    private @Nullable RequestFacade origin;
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
        this.message = message;
        this.initial = initial;
        this.session = session;
        this.arrival = arrival;
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
        return new RequestFacade(cancel, false, invite.session(), invite.arrival, Sending.NEVER);
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
    // -----------------------------------------------------------------------------------

    /** The application is chosen and this is its session. */
    public void enter(Session entered, Selection.Selected choice) {
        session = entered;
        selected = choice;
        entered.routed(choice.region(), choice.subscriber());
        arrival().exchange().shownAs(this);
    }

    @Override
    SipRequest message() {
        return message;
    }

    /** The message as it is now. */
    public SipRequest current() {
        return message;
    }

    @Override
    void edit(Consumer<MessageEditor<?>> edits) {
        message = message.edit(edits::accept);
    }

    void replace(SipRequest changed) {
        message = changed;
    }

    Method method() {
        return message.method();
    }

    @Nullable
    Arrival arrivalOrNull() {
        return arrival;
    }

    Arrival arrival() {
        if (arrival == null) {
            throw new IllegalStateException("The request did not come in: the application made it");
        }
        return arrival;
    }

    @Nullable
    ServerExchange server() {
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

    /** Where the next application router call for this request, or one that continues it, stands. */
    Chain chain() {
        Selection.Selected choice = selected;
        if (choice != null) {
            return new Chain(SipApplicationRoutingDirective.CONTINUE, choice.region(), choice.state(), null);
        }
        return chain;
    }

    @Nullable
    RequestFacade origin() {
        return origin;
    }

    /** Says that this request goes on where another stands (RTR-3). */
    void continues(RequestFacade original, SipApplicationRoutingDirective directive) {
        origin = original;
        chain = original.chain().with(directive);
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

    @Override
    @Nullable
    Session sessionOrNull() {
        return session;
    }

    @Override
    boolean isContactFree() {
        return method().equals(Method.REGISTER);
    }

    @Override
    @Nullable
    Flow cameBy() {
        return arrival == null ? null : arrival.exchange().flow();
    }

    @Override
    @Nullable
    Flow firstCameBy() {
        return arrival == null ? null : arrival.passage().flow();
    }

    /** Answers in place of the application, unless an answer has gone: an error found before or in its servlet. */
    public void refuse(int status) {
        if (arrival != null && !isCommitted()) {
            arrival.exchange().refuse(status, null);
        }
    }

    /** Answers in place of the application, unless an answer has gone. */
    public void refuse(SipResponse response) {
        if (arrival != null && !isCommitted()) {
            arrival.exchange().refuse(response);
        }
    }

    // ---- state
    // --------------------------------------------------------------------------------------------------------

    @Override
    public boolean isInitial() {
        return initial;
    }

    @Override
    public boolean isCommitted() {
        if (arrival == null) {
            return sent;
        }
        return method().equals(Method.CANCEL)
                || !message.isAck() && arrival.exchange().isAnswered();
    }

    @Override
    public void send() {
        if (arrival != null) {
            throw new IllegalStateException("send: the request came from the network; answer or proxy it");
        }
        if (sent) {
            throw new IllegalStateException("send: the request has been sent");
        }
        session().checkValid("send");
        sent = true;
        session().parent().queue().run(() -> sending.send(this));
    }

    // ---- answers
    // ------------------------------------------------------------------------------------------------------

    @Override
    public SipServletResponse createResponse(int status) {
        return createResponse(status, null);
    }

    @Override
    public SipServletResponse createResponse(int status, @Nullable String reason) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("createResponse: " + status + " is not 100..699");
        }
        if (arrival == null) {
            throw new IllegalStateException("createResponse: the request was made here, it did not come in");
        }
        if (message.isAck() || method().equals(Method.CANCEL)) {
            throw new IllegalStateException("createResponse: " + getMethod() + " is not answered by applications");
        }
        session().checkValid("createResponse");
        if (arrival.exchange().isAnswered()) {
            throw new IllegalStateException("createResponse: a final response to " + getMethod() + " has been sent");
        }
        return ResponseFacade.toBeSent(this, session(), status, reason);
    }

    @Override
    public SipServletRequest createCancel() {
        ClientExchange exchange = client;
        if (exchange == null || !message.isInvite() || !exchange.isPending()) {
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

    // ---- where it goes
    // ------------------------------------------------------------------------------------------------

    @Override
    public URI getRequestURI() {
        URI[] self = new URI[1];
        Place place = isCommitted()
                ? Place.READ_ONLY
                : Place.live(() -> replaceUri(self[0])).until(this::isCommitted);
        self[0] = Addresses.uri(message.uri(), place);
        return self[0];
    }

    private void replaceUri(URI uri) {
        message = message.edit(edits -> edits.uri(Addresses.toUri(uri)));
    }

    @Override
    public void setRequestURI(URI uri) {
        Objects.requireNonNull(uri, "uri");
        checkWritable();
        replaceUri(uri);
    }

    @Override
    public int getMaxForwards() {
        return message.maxForwards();
    }

    @Override
    public void setMaxForwards(int hops) {
        if (hops < 0 || hops > 255) {
            throw new IllegalArgumentException("Max-Forwards " + hops + " is not 0..255");
        }
        setHeader("Max-Forwards", Integer.toString(hops));
    }

    @Override
    public void pushRoute(Address route) {
        if (!(route.getURI() instanceof SipURI)) {
            throw new IllegalArgumentException("pushRoute: " + route + " is no sip or sips address");
        }
        push(HeaderName.ROUTE, route.toString());
    }

    @Override
    public void pushRoute(SipURI route) {
        push(HeaderName.ROUTE, NameAddr.of(Addresses.toSipUri(route)).toString());
    }

    private void push(HeaderName name, String value) {
        if (!initial) {
            throw new IllegalStateException("The route of a request within a dialog is that of the dialog");
        }
        checkWritable();
        edit(edits -> edits.push(name, value));
    }

    @Override
    public void pushPath(Address path) {
        if (!method().equals(Method.REGISTER)) {
            throw new IllegalStateException("pushPath: only a REGISTER has a Path, not " + getMethod());
        }
        checkWritable();
        edit(edits -> edits.push(HeaderName.PATH, path.toString()));
    }

    @Override
    public @Nullable Address getPoppedRoute() {
        return route(arrival == null ? null : arrival.poppedRoute());
    }

    @Override
    public @Nullable Address getInitialPoppedRoute() {
        return route(arrival == null ? null : arrival.passage().poppedRoute());
    }

    private static @Nullable Address route(@Nullable NameAddr value) {
        return value == null ? null : Addresses.address(value, Place.READ_ONLY);
    }

    @Override
    public @Nullable SipApplicationRoutingRegion getRegion() {
        return chosen("getRegion").region();
    }

    @Override
    public @Nullable URI getSubscriberURI() {
        String subscriber = chosen("getSubscriberURI").subscriber();
        return subscriber == null ? null : Uris.lenient(subscriber);
    }

    private Selection.Selected chosen(String call) {
        Selection.Selected choice = selected;
        if (choice == null) {
            throw new IllegalStateException(call + ": no application router chose an application for this request");
        }
        return choice;
    }

    @Override
    public SipApplicationRoutingDirective getRoutingDirective() {
        if (!initial) {
            throw new IllegalStateException("getRoutingDirective: the request is not initial");
        }
        return chain().directive();
    }

    @Override
    public void setRoutingDirective(SipApplicationRoutingDirective directive, @Nullable SipServletRequest original) {
        if (!initial || arrival != null || sent) {
            throw new IllegalStateException(
                    "setRoutingDirective: only for an initial request that is still to be sent");
        }
        if (directive == SipApplicationRoutingDirective.NEW) {
            origin = null;
            chain = Chain.START;
        } else if (original instanceof RequestFacade received && received.initial && received.arrival != null) {
            continues(received, directive);
        } else {
            throw new IllegalStateException(
                    "setRoutingDirective: " + directive + " wants the initial request that this application received");
        }
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

    // ---- parameters (REQ-8 to REQ-10)
    // ---------------------------------------------------------------------------------

    private Parameters parameters() {
        NameAddr popped = arrival == null ? null : arrival.poppedRoute();
        SipUri named = popped == null ? null : popped.sipUri();
        if (named == null) {
            Uri uri = message.uri();
            named = uri instanceof SipUri sip ? sip : null;
        }
        return named == null ? Parameters.NONE : named.parameters();
    }

    @Override
    public @Nullable String getParameter(String name) {
        Parameters parameters = parameters();
        String value = parameters.value(name);
        return value == null ? parameters.has(name) ? "" : null : SipUri.unescape(value);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(
                parameters().all().stream().map(Parameters.Parameter::name).toList());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String value = getParameter(name);
        return value == null ? null : new String[] {value};
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        Map<String, String[]> map = new LinkedHashMap<>();
        for (Parameters.Parameter parameter : parameters().all()) {
            map.put(parameter.name(), new String[] {Objects.requireNonNull(getParameter(parameter.name()))});
        }
        return Collections.unmodifiableMap(map);
    }

    // ---- what ServletRequest has for HTTP (JAK-4)
    // ---------------------------------------------------------------------

    @Override
    public @Nullable ServletInputStream getInputStream() {
        return null;
    }

    @Override
    public @Nullable BufferedReader getReader() {
        return null;
    }

    @Override
    public long getContentLengthLong() {
        return getContentLength();
    }

    @Override
    public String getScheme() {
        return message.uri().scheme();
    }

    @Override
    public @Nullable String getServerName() {
        return message.uri() instanceof SipUri sip ? sip.host() : null;
    }

    @Override
    public int getServerPort() {
        return message.uri() instanceof SipUri sip ? sip.port() : -1;
    }

    @Override
    public @Nullable String getRemoteHost() {
        return getRemoteAddr();
    }

    @Override
    public @Nullable String getLocalName() {
        return getLocalAddr();
    }

    @Override
    public Locale getLocale() {
        Locale wanted = getAcceptLanguage();
        return wanted == null ? Locale.getDefault() : wanted;
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(getAcceptLanguageSet());
    }

    @Override
    public @Nullable RequestDispatcher getRequestDispatcher(String path) {
        return null;
    }

    @Override
    public ServletContext getServletContext() {
        return session().getServletContext();
    }

    @Override
    public AsyncContext startAsync() {
        throw new IllegalStateException(
                "startAsync: a SIP servlet answers whenever it likes; there is nothing to start");
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return startAsync();
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public AsyncContext getAsyncContext() {
        throw new IllegalStateException("getAsyncContext: no asynchronous processing in SIP servlets");
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public String getRequestId() {
        return message.callId() + ":" + message.cseq();
    }

    @Override
    public String getProtocolRequestId() {
        return "";
    }

    @Override
    public ServletConnection getServletConnection() {
        throw new IllegalStateException("getServletConnection: a SIP message has no HTTP connection");
    }
}
