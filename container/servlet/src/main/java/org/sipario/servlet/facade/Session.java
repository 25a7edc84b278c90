package org.sipario.servlet.facade;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipSessionEvent;
import jakarta.servlet.sip.SipSessionListener;
import jakarta.servlet.sip.URI;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.message.NameAddr;
import org.sipario.message.SipRequest;
import org.sipario.message.SipUri;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Place;
import org.sipario.servlet.session.Attributes;

/** JSR 289, SIP Sessions: one leg of an application. What it shares with the peer is its {@link Leg}. */
public final class Session implements SipSession {

    /** What the application is in this session; decided by what it does first. */
    enum Role {
        UNDECIDED,
        USER_AGENT,
        PROXY
    }

    private final AppSession parent;
    private final Leg leg;
    private final String id;
    private final long created;
    private final Attributes attributes = new Attributes();

    private Role role = Role.UNDECIDED;
    private @Nullable String handler;
    private @Nullable SipApplicationRoutingRegion region;
    private @Nullable String subscriber;
    private @Nullable InetSocketAddress outboundInterface;
    private @Nullable Session linked;
    private boolean supervised = true;
    private @Nullable Correspondence correspondence;

    /** The session that a Replaces or Join named, or the one that named this (KEY-16). */
    private record Correspondence(String header, Session other) {}

    private volatile long accessed;
    private volatile boolean valid = true;
    private volatile boolean invalidateWhenReady;

    /**
     * @param local From of the requests that this side sends, with tag
     * @param remote their To; its tag comes with the dialog
     * @param received whether a request that came in began it
     */
    Session(AppSession parent, String callId, NameAddr local, NameAddr remote, boolean received) {
        this(parent, null, new Leg(parent.services(), callId, local, remote, received));
    }

    private Session(AppSession parent, @Nullable Session original, Leg leg) {
        this.parent = parent;
        this.leg = leg;
        this.id = parent.services().tokens().tag();
        this.created = parent.now();
        this.accessed = created;
        this.invalidateWhenReady = parent.application().invalidatesWhenReady();
        if (original != null) {
            role = original.role;
            handler = original.handler;
            region = original.region;
            subscriber = original.subscriber;
            outboundInterface = original.outboundInterface;
            supervised = original.supervised;
            attributes.copyFrom(original.attributes);
        }
        leg.belongsTo(this);
        leg.join();
        parent.add(this);
        parent.listeners().tell(SipSessionListener.class, l -> l.sessionCreated(event()));
    }

    // ---- for the rooms around

    /** The parameter of our own route that names a session, or null. */
    public static @Nullable String token(NameAddr route) {
        SipUri uri = route.sipUri();
        return uri == null ? null : uri.parameters().value(RouteUri.SESSION);
    }

    /** A request came within this session; called in the queue. */
    public void receive(SipRequest request, Arrival arrival) {
        if (!arrival.exchange().isAnswered()) {
            WithinSession.request(this, request, arrival);
        }
    }

    /** An ACK for a 2xx came within this session; called in the queue. */
    public void acknowledged(SipRequest ack, Arrival arrival) {
        WithinSession.ack(this, ack, arrival);
    }

    /** Whether its dialog is confirmed. */
    public boolean isConfirmed() {
        return leg.state() == State.CONFIRMED;
    }

    /** Whether its dialog is over. */
    public boolean isTerminated() {
        return leg.state() == State.TERMINATED;
    }

    /** Whether an INVITE holds its dialog, or is about to. */
    public boolean isCall() {
        return leg.isCall();
    }

    /** Whether a call that came in has no answer yet. */
    public boolean isRinging() {
        return leg.isReceived() && leg.state() == State.EARLY;
    }

    // ---- for the rest of the circle

    /** Another dialog of the same request: JSR 289, Derived SipSessions. */
    Session derive() {
        return new Session(parent, this, leg.derive());
    }

    Leg leg() {
        return leg;
    }

    AppSession parent() {
        return parent;
    }

    Services services() {
        return parent.services();
    }

    Role role() {
        return role;
    }

    void role(Role decided) {
        role = decided;
    }

    /** The servlet that handles this session, or null while that is not decided. */
    public @Nullable String handler() {
        return handler;
    }

    /** Decides the servlet that handles this session. */
    public void handler(String servlet) {
        handler = servlet;
    }

    void routed(@Nullable SipApplicationRoutingRegion byRegion, @Nullable String forSubscriber) {
        region = byRegion;
        subscriber = forSubscriber;
    }

    @Nullable
    InetSocketAddress outboundInterface() {
        return outboundInterface;
    }

    /** Remembers that the request of this session named another one in Replaces or Join. */
    public void correspondsTo(Session named, String header) {
        correspondence = new Correspondence(header, named);
        named.correspondence = new Correspondence(header, this);
    }

    @Nullable
    Session corresponding(String header) {
        Correspondence known = correspondence;
        return known != null && known.header().equalsIgnoreCase(header) ? known.other() : null;
    }

    /** Whether the servlet hears of responses to requests that its proxy passes on. */
    boolean isSupervised() {
        return supervised;
    }

    void supervised(boolean informed) {
        supervised = informed;
    }

    @Nullable
    Session linked() {
        return linked;
    }

    void link(@Nullable Session other) {
        linked = other;
    }

    void touch() {
        accessed = parent.now();
        parent.touch();
    }

    /** Invalidates this session if it is ready and wants that (SSN-30). */
    void endIfReady() {
        if (valid && invalidateWhenReady && leg.isReady()) {
            parent.listeners().tell(SipSessionListener.class, l -> l.sessionReadyToInvalidate(event()));
            if (valid && invalidateWhenReady && leg.isReady()) {
                invalidate();
            }
        }
    }

    void invalidateWithParent() {
        if (valid) {
            end();
        }
    }

    private void end() {
        valid = false;
        leg.forget();
        Session partner = linked;
        if (partner != null) {
            partner.linked = null;
            linked = null;
        }
        parent.remove(this);
        Bindings.SIP.clear(this, attributes);
        parent.listeners().tellInReverse(SipSessionListener.class, l -> l.sessionDestroyed(event()));
    }

    private SipSessionEvent event() {
        return new SipSessionEvent(this);
    }

    void checkValid(String call) {
        if (!valid) {
            throw new IllegalStateException(call + ": SIP session " + id + " has been invalidated");
        }
    }

    // ---- identity

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getCallId() {
        return leg.callId();
    }

    @Override
    public AppSession getApplicationSession() {
        return parent;
    }

    @Override
    public ServletContext getServletContext() {
        return parent.application().servletContext();
    }

    @Override
    public Address getLocalParty() {
        checkValid("getLocalParty");
        return Addresses.address(leg.local(), Place.READ_ONLY);
    }

    @Override
    public Address getRemoteParty() {
        checkValid("getRemoteParty");
        return Addresses.address(leg.remote(), Place.READ_ONLY);
    }

    @Override
    public long getCreationTime() {
        checkValid("getCreationTime");
        return created;
    }

    @Override
    public long getLastAccessedTime() {
        return accessed;
    }

    @Override
    public State getState() {
        checkValid("getState");
        return leg.state();
    }

    @Override
    public @Nullable SipApplicationRoutingRegion getRegion() {
        checkInitiatedFromOutside("getRegion");
        return region;
    }

    @Override
    public @Nullable URI getSubscriberURI() {
        checkInitiatedFromOutside("getSubscriberURI");
        return subscriber == null ? null : Uris.lenient(subscriber);
    }

    private void checkInitiatedFromOutside(String call) {
        checkValid(call);
        if (!leg.isReceived()) {
            throw new IllegalStateException(
                    call + ": no application router chose this session; the application made it");
        }
    }

    // ---- life

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    public void invalidate() {
        checkValid("invalidate");
        end();
    }

    @Override
    public boolean isReadyToInvalidate() {
        checkValid("isReadyToInvalidate");
        return leg.isReady();
    }

    @Override
    public boolean getInvalidateWhenReady() {
        checkValid("getInvalidateWhenReady");
        return invalidateWhenReady;
    }

    @Override
    public void setInvalidateWhenReady(boolean invalidate) {
        checkValid("setInvalidateWhenReady");
        invalidateWhenReady = invalidate;
    }

    // ---- what an application does with it

    @Override
    public SipServletRequest createRequest(String method) {
        checkValid("createRequest");
        Method wanted = Methods.forRequest(method);
        if (role == Role.PROXY) {
            throw new IllegalStateException("createRequest: the application acts as proxy in this session");
        }
        return leg.createRequest(wanted);
    }

    @Override
    public void setHandler(String name) throws ServletException {
        checkValid("setHandler");
        if (parent.application().servlet(Objects.requireNonNull(name, "name")) == null) {
            throw new ServletException(
                    "setHandler: " + parent.getApplicationName() + " has no SIP servlet \"" + name + "\"");
        }
        handler = name;
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        setOutboundInterface(new InetSocketAddress(Objects.requireNonNull(address, "address"), 0));
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        checkValid("setOutboundInterface");
        parent.services().outbound().checkInterface(Objects.requireNonNull(address, "address"));
        outboundInterface = address;
    }

    // ---- attributes

    @Override
    public @Nullable Object getAttribute(String name) {
        checkValid("getAttribute");
        return Bindings.get(attributes, name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        checkValid("getAttributeNames");
        return Collections.enumeration(attributes.names());
    }

    @Override
    public Set<String> getAttributeNameSet() {
        checkValid("getAttributeNameSet");
        return new LinkedHashSet<>(attributes.names());
    }

    @Override
    public void setAttribute(String name, Object value) {
        checkValid("setAttribute");
        Bindings.SIP.set(this, attributes, name, value);
    }

    @Override
    public void removeAttribute(String name) {
        checkValid("removeAttribute");
        Bindings.SIP.remove(this, attributes, name);
    }

    @Override
    public void clearAttributes() {
        checkValid("clearAttributes");
        Bindings.SIP.clear(this, attributes);
    }

    @Override
    public String toString() {
        return parent + "/" + id;
    }
}
