package org.sipario.servlet.facade;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.io.Serial;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.Headers;
import org.sipario.message.MessageEditor;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Mutability;
import org.sipario.servlet.routing.Selection;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.HeaderNames;
import org.sipario.servlet.useragent.IncomingRequest;
import org.sipario.servlet.useragent.OutgoingRequest;
import org.sipario.servlet.useragent.Request;

/**
 * Where a request came from and where it goes: Request-URI, routes, and how far the application router has come with
 * it.
 */
abstract sealed class RoutedRequest extends MessageFacade implements NoHttpRequest permits RequestFacade {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Request state;
    private transient @Nullable URI uri;

    RoutedRequest(Request state) {
        this.state = state;
    }

    // ---- the state below

    Request state() {
        return state;
    }

    @Override
    SipRequest message() {
        return state.message();
    }

    @Override
    void edit(Consumer<MessageEditor<?>> edits) {
        state.edit(edits);
    }

    @Override
    HeaderNames names() {
        return state.names();
    }

    @Override
    void names(HeaderNames wanted) {
        state.names(wanted);
    }

    /**
     * A request that is still to be sent shows the Via that it would get; branch and address may differ when it leaves.
     */
    @Override
    Headers headersWith(HeaderName header) {
        boolean ours = header.equals(HeaderName.VIA) && !headers().has(header);
        return ours && state instanceof OutgoingRequest request
                ? message().edit(edits -> edits.push(header, request.via())).headers()
                : headers();
    }

    /** It as a request that came in; null for one that was made here. */
    @Nullable
    IncomingRequest incoming() {
        return state instanceof IncomingRequest came ? came : null;
    }

    @Override
    boolean isIncoming() {
        return state instanceof IncomingRequest;
    }

    @Override
    boolean mayRename() {
        return !message().isAck() && !state.method().equals(Method.CANCEL);
    }

    @Override
    @Nullable
    Session sessionOrNull() {
        return state.sessionOrNull();
    }

    @Override
    @Nullable
    Principal principal() {
        IncomingRequest came = incoming();
        return came == null ? null : came.principal();
    }

    @Override
    public boolean isCommitted() {
        return state.isCommitted();
    }

    @Override
    boolean isContactFree() {
        return state.isContactFree();
    }

    @Override
    @Nullable
    Flow cameBy() {
        IncomingRequest came = incoming();
        return came == null ? null : came.exchange().flow();
    }

    @Override
    @Nullable
    Flow firstCameBy() {
        IncomingRequest came = incoming();
        return came == null ? null : came.initialHop().flow();
    }

    @Override
    public boolean isInitial() {
        return state.isInitial();
    }

    @Override
    public String getMethod() {
        return state.method().name();
    }

    // ---- where it goes

    /** The Request-URI; the same object each time, as the application may hold it and change it (ADR-40). */
    @Override
    public URI getRequestURI() {
        URI known = uri;
        if (known == null || !Addresses.toUri(known).equals(message().uri())) {
            known = Addresses.uri(message().uri(), uriPlace());
            uri = known;
        }
        return known;
    }

    private Mutability uriPlace() {
        return Mutability.live(this::uriChanged).until(this::isFixed);
    }

    private void uriChanged() {
        URI now = uri;
        if (now != null) {
            state.uri(Addresses.toUri(now));
        }
    }

    @Override
    public void setRequestURI(URI wanted) {
        Objects.requireNonNull(wanted, "uri");
        checkWritable();
        uri = Addresses.moved(wanted, uriPlace());
        uriChanged();
    }

    @Override
    public int getMaxForwards() {
        return message().maxForwards();
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
        checkRouteFree();
        put(HeaderName.ROUTE, route, true);
    }

    @Override
    public void pushRoute(SipURI route) {
        Objects.requireNonNull(route, "uri");
        checkRouteFree();
        put(HeaderName.ROUTE, Addresses.address(route, null), true);
    }

    private void checkRouteFree() {
        if (!isInitial()) {
            throw new IllegalStateException("The route of a request within a dialog is that of the dialog");
        }
        checkWritable();
    }

    @Override
    public void pushPath(Address path) {
        Objects.requireNonNull(path, "path");
        if (!state.method().equals(Method.REGISTER)) {
            throw new IllegalStateException("pushPath: only a REGISTER has a Path, not " + getMethod());
        }
        checkWritable();
        put(HeaderName.PATH, path, true);
    }

    // ---- how it came

    @Override
    public @Nullable Address getPoppedRoute() {
        IncomingRequest came = incoming();
        return route(came == null ? null : came.poppedRoute());
    }

    @Override
    public @Nullable Address getInitialPoppedRoute() {
        IncomingRequest came = incoming();
        return route(came == null ? null : came.initialHop().poppedRoute());
    }

    private static @Nullable Address route(@Nullable NameAddr value) {
        return value == null ? null : Addresses.address(value, Mutability.READ_ONLY);
    }

    private UriParameters parameters() {
        IncomingRequest came = incoming();
        NameAddr popped = came == null ? null : came.poppedRoute();
        SipUri named = popped == null ? null : popped.sipUri();
        if (named == null && message().uri() instanceof SipUri sip) {
            named = sip;
        }
        return new UriParameters(named == null ? Parameters.NONE : named.parameters());
    }

    @Override
    public @Nullable String getParameter(String name) {
        return parameters().value(name);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters().names());
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters().values(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters().map();
    }

    // ---- the application router

    @Override
    public @Nullable SipApplicationRoutingRegion getRegion() {
        return choice("getRegion").region();
    }

    @Override
    public @Nullable URI getSubscriberURI() {
        String subscriber = choice("getSubscriberURI").subscriber();
        return subscriber == null ? null : Names.lenient(subscriber);
    }

    private Selection.Selected choice(String call) {
        Selection.Selected choice = state.selected();
        if (choice == null) {
            throw new IllegalStateException(call + ": no application router chose an application for this request");
        }
        return choice;
    }

    @Override
    public SipApplicationRoutingDirective getRoutingDirective() {
        if (!isInitial() || isIncoming()) {
            throw new IllegalStateException("getRoutingDirective: only an initial request to be sent has a directive");
        }
        return state.chain().directive();
    }

    @Override
    public void setRoutingDirective(SipApplicationRoutingDirective directive, @Nullable SipServletRequest original) {
        Objects.requireNonNull(directive, "directive");
        if (!isInitial() || isIncoming() || isCommitted()) {
            throw new IllegalStateException(
                    "setRoutingDirective: only for an initial request that is still to be sent");
        }
        if (directive == SipApplicationRoutingDirective.NEW) {
            state.continuesNone();
        } else if (original instanceof RequestFacade received
                && received.incoming() instanceof IncomingRequest came
                && came.isInitial()) {
            state.continues(came, directive);
        } else {
            throw new IllegalStateException(
                    "setRoutingDirective: " + directive + " wants the initial request that this application received");
        }
    }
}
