package org.sipario.servlet.facade;

import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import jakarta.servlet.sip.ar.SipApplicationRoutingDirective;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sipario.message.HeaderName;
import org.sipario.message.MessageEditor;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.Parameters;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.message.wire.Flow;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Place;
import org.sipario.servlet.address.UriFacade;
import org.sipario.servlet.routing.Chain;
import org.sipario.servlet.routing.Selection;

/** Where a request came from and where it goes: Request-URI, routes, and its stand with the application router. */
abstract sealed class RoutedRequest extends MessageFacade implements NoHttpRequest permits RequestFacade {

    private SipRequest message;
    private final boolean initial;
    private final @Nullable Arrival arrival;
    private @Nullable UriFacade uri;
    private Selection.@Nullable Selected selected;
    private Chain chain = Chain.START;
    private @Nullable RequestFacade origin;

    RoutedRequest(SipRequest message, boolean initial, @Nullable Arrival arrival) {
        this.message = message;
        this.initial = initial;
        this.arrival = arrival;
    }

    // ---- for the rest of the circle

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

    @Override
    boolean isIncoming() {
        return arrival != null;
    }

    @Override
    boolean mayRename() {
        return arrival == null && !message.isAck() && !method().equals(Method.CANCEL);
    }

    /** An application is chosen. */
    void chosen(Selection.Selected choice) {
        selected = choice;
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

    @Override
    public boolean isInitial() {
        return initial;
    }

    @Override
    public String getMethod() {
        return method().name();
    }

    // ---- where it goes

    /** The Request-URI; the same object each time, as the application may hold it and change it (ADR-40). */
    @Override
    public URI getRequestURI() {
        UriFacade known = uri;
        if (known == null || !known.value().equals(message.uri())) {
            known = Addresses.uri(message.uri(), uriPlace());
            uri = known;
        }
        return known;
    }

    private Place uriPlace() {
        return Place.live(this::uriChanged).until(this::isFixed);
    }

    private void uriChanged() {
        UriFacade now = uri;
        if (now != null) {
            message = message.edit(edits -> edits.uri(now.value()));
        }
    }

    @Override
    public void setRequestURI(URI wanted) {
        Objects.requireNonNull(wanted, "uri");
        checkWritable();
        uri = wanted instanceof UriFacade own && own.isFree()
                ? own.movedTo(uriPlace())
                : Addresses.uri(Addresses.toUri(wanted), uriPlace());
        uriChanged();
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
        if (!initial) {
            throw new IllegalStateException("The route of a request within a dialog is that of the dialog");
        }
        checkWritable();
    }

    @Override
    public void pushPath(Address path) {
        Objects.requireNonNull(path, "path");
        if (!method().equals(Method.REGISTER)) {
            throw new IllegalStateException("pushPath: only a REGISTER has a Path, not " + getMethod());
        }
        checkWritable();
        put(HeaderName.PATH, path, true);
    }

    // ---- how it came

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

    private UriParameters parameters() {
        NameAddr popped = arrival == null ? null : arrival.poppedRoute();
        SipUri named = popped == null ? null : popped.sipUri();
        if (named == null && message.uri() instanceof SipUri sip) {
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
        return subscriber == null ? null : Uris.lenient(subscriber);
    }

    private Selection.Selected choice(String call) {
        Selection.Selected choice = selected;
        if (choice == null) {
            throw new IllegalStateException(call + ": no application router chose an application for this request");
        }
        return choice;
    }

    @Override
    public SipApplicationRoutingDirective getRoutingDirective() {
        if (!initial || arrival != null) {
            throw new IllegalStateException("getRoutingDirective: only an initial request to be sent has a directive");
        }
        return chain.directive();
    }

    @Override
    public void setRoutingDirective(SipApplicationRoutingDirective directive, @Nullable SipServletRequest original) {
        Objects.requireNonNull(directive, "directive");
        if (!initial || arrival != null || isCommitted()) {
            throw new IllegalStateException(
                    "setRoutingDirective: only for an initial request that is still to be sent");
        }
        if (directive == SipApplicationRoutingDirective.NEW) {
            origin = null;
            chain = Chain.START;
        } else if (original instanceof RequestFacade received && received.isInitial() && received.isIncoming()) {
            continues(received, directive);
        } else {
            throw new IllegalStateException(
                    "setRoutingDirective: " + directive + " wants the initial request that this application received");
        }
    }
}
