package org.sipario.servlet.facade;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.sip.Address;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipServletRequest;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.URI;
import jakarta.servlet.sip.ar.SipApplicationRoutingRegion;
import java.io.Serial;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Method;
import org.sipario.servlet.address.Addresses;
import org.sipario.servlet.address.Mutability;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.session.Session;
import org.sipario.servlet.useragent.Requests;

/** JSR 289, SIP Sessions. */
final class SessionFacade implements SipSession, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Session state;

    private SessionFacade(Session state) {
        this.state = state;
    }

    static SessionFacade of(Session session) {
        return (SessionFacade) session.facade(state -> new SessionFacade((Session) state));
    }

    static @Nullable SessionFacade ofNullable(@Nullable Session session) {
        return session == null ? null : of(session);
    }

    /** The state under a session. @throws IllegalArgumentException if it is not of this container */
    static Session state(@Nullable SipSession session) {
        if (Objects.requireNonNull(session, "session") instanceof SessionFacade ours) {
            return ours.state;
        }
        throw new IllegalArgumentException("A session of another container: " + session);
    }

    private void run(Runnable body) {
        state.parent().run(body);
    }

    private void checkValid(String call) {
        checkValid(state, call);
    }

    static void checkValid(Session state, String call) {
        if (!state.isValid()) {
            throw new IllegalStateException(call + ": SIP session " + state.id() + " has been invalidated");
        }
    }

    @Serial
    private Object writeReplace() {
        return Reference.to(state);
    }

    // ---- identity

    @Override
    public String getId() {
        return state.id();
    }

    @Override
    public String getCallId() {
        return state.callId();
    }

    @Override
    public SipApplicationSession getApplicationSession() {
        return ApplicationSessionFacade.of(state.parent());
    }

    @Override
    public ServletContext getServletContext() {
        return state.parent().application().servletContext();
    }

    @Override
    public Address getLocalParty() {
        checkValid("getLocalParty");
        return Addresses.address(state.local(), Mutability.READ_ONLY);
    }

    @Override
    public Address getRemoteParty() {
        checkValid("getRemoteParty");
        return Addresses.address(state.remote(), Mutability.READ_ONLY);
    }

    @Override
    public long getCreationTime() {
        checkValid("getCreationTime");
        return state.created();
    }

    @Override
    public long getLastAccessedTime() {
        return state.accessed();
    }

    @Override
    public State getState() {
        checkValid("getState");
        return State.valueOf(state.state().name());
    }

    @Override
    public @Nullable SipApplicationRoutingRegion getRegion() {
        checkInitiatedFromOutside("getRegion");
        return state.region();
    }

    @Override
    public @Nullable URI getSubscriberURI() {
        checkInitiatedFromOutside("getSubscriberURI");
        String subscriber = state.subscriber();
        return subscriber == null ? null : Names.lenient(subscriber);
    }

    private void checkInitiatedFromOutside(String call) {
        checkValid(call);
        if (!state.isReceived()) {
            throw new IllegalStateException(
                    call + ": no application router chose this session; the application made it");
        }
    }

    // ---- life

    @Override
    public boolean isValid() {
        return state.isValid();
    }

    @Override
    public void invalidate() {
        run(() -> {
            checkValid("invalidate");
            state.invalidate();
        });
    }

    @Override
    public boolean isReadyToInvalidate() {
        checkValid("isReadyToInvalidate");
        return state.parent().call(state::isReady);
    }

    @Override
    public boolean getInvalidateWhenReady() {
        checkValid("getInvalidateWhenReady");
        return state.invalidatesWhenReady();
    }

    @Override
    public void setInvalidateWhenReady(boolean invalidate) {
        run(() -> {
            checkValid("setInvalidateWhenReady");
            state.invalidateWhenReady(invalidate);
        });
    }

    // ---- what an application does with it

    @Override
    public SipServletRequest createRequest(String method) {
        Method wanted = Names.method(method);
        return state.parent().call(() -> {
            checkValid("createRequest");
            if (state.role() == Session.Role.PROXY) {
                throw new IllegalStateException("createRequest: the application acts as proxy in this session");
            }
            return RequestFacade.of(Requests.within(state, wanted, Facades.messages(state.services())));
        });
    }

    @Override
    public void setHandler(String name) throws ServletException {
        SipApplication application = state.parent().application();
        if (application.servlet(Objects.requireNonNull(name, "name")) == null) {
            throw new ServletException("setHandler: " + application.name() + " has no SIP servlet \"" + name + "\"");
        }
        run(() -> {
            checkValid("setHandler");
            state.handler(name);
        });
    }

    @Override
    public void setOutboundInterface(InetAddress address) {
        setOutboundInterface(new InetSocketAddress(Objects.requireNonNull(address, "address"), 0));
    }

    @Override
    public void setOutboundInterface(InetSocketAddress address) {
        state.services().outbound().checkInterface(Objects.requireNonNull(address, "address"));
        run(() -> {
            checkValid("setOutboundInterface");
            state.outboundInterface(address);
        });
    }

    // ---- attributes

    @Override
    public @Nullable Object getAttribute(String name) {
        checkValid("getAttribute");
        return AttributeListeners.get(state.attributes(), name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        checkValid("getAttributeNames");
        return Collections.enumeration(state.attributes().names());
    }

    @Override
    public Set<String> getAttributeNameSet() {
        checkValid("getAttributeNameSet");
        return new LinkedHashSet<>(state.attributes().names());
    }

    @Override
    public void setAttribute(String name, Object value) {
        checkValid("setAttribute");
        AttributeListeners.SIP.set(state, state.attributes(), name, value);
    }

    @Override
    public void removeAttribute(String name) {
        checkValid("removeAttribute");
        AttributeListeners.SIP.remove(state, state.attributes(), name);
    }

    @Override
    public void clearAttributes() {
        checkValid("clearAttributes");
        AttributeListeners.SIP.clear(state, state.attributes());
    }

    @Override
    public String toString() {
        return state.toString();
    }
}
