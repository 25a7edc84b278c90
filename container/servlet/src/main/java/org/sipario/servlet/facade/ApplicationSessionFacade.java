package org.sipario.servlet.facade;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
import java.io.Serial;
import java.io.Serializable;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.proxy.OwnRoute;
import org.sipario.servlet.session.ApplicationSession;
import org.sipario.servlet.session.ApplicationTimer;
import org.sipario.servlet.session.Session;

/** JSR 289, Application Sessions. */
final class ApplicationSessionFacade implements SipApplicationSession, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient ApplicationSession state;

    private ApplicationSessionFacade(ApplicationSession state) {
        this.state = state;
    }

    static ApplicationSessionFacade of(ApplicationSession session) {
        return (ApplicationSessionFacade)
                session.facade(state -> new ApplicationSessionFacade((ApplicationSession) state));
    }

    ApplicationSession state() {
        return state;
    }

    @Serial
    private Object writeReplace() {
        return Reference.to(state);
    }

    // ---- life

    @Override
    public boolean isValid() {
        return state.isValid();
    }

    @Override
    public void invalidate() {
        state.run(() -> {
            checkValid("invalidate");
            state.invalidate();
        });
    }

    @Override
    public boolean isReadyToInvalidate() {
        checkValid("isReadyToInvalidate");
        return state.call(state::isReady);
    }

    @Override
    public boolean getInvalidateWhenReady() {
        checkValid("getInvalidateWhenReady");
        return state.invalidatesWhenReady();
    }

    @Override
    public void setInvalidateWhenReady(boolean invalidate) {
        state.run(() -> {
            checkValid("setInvalidateWhenReady");
            state.invalidateWhenReady(invalidate);
        });
    }

    @Override
    public int setExpires(int minutes) {
        state.run(() -> {
            checkValid("setExpires");
            state.extend(minutes);
        });
        return minutes <= 0 ? Integer.MAX_VALUE : minutes;
    }

    @Override
    public long getExpirationTime() {
        checkValid("getExpirationTime");
        return state.end();
    }

    @Override
    public long getCreationTime() {
        checkValid("getCreationTime");
        return state.created();
    }

    @Override
    public long getLastAccessedTime() {
        checkValid("getLastAccessedTime");
        return state.accessed();
    }

    @Override
    public String getId() {
        return state.id();
    }

    @Override
    public String getApplicationName() {
        return state.application().name();
    }

    // ---- children

    @Override
    public Iterator<?> getSessions() {
        return getSessionSet().iterator();
    }

    @Override
    public Iterator<?> getSessions(String protocol) {
        return getSessionSet(protocol).iterator();
    }

    @Override
    public Set<?> getSessionSet() {
        checkValid("getSessionSet");
        Set<Object> all = sipSessions();
        all.addAll(state.httpSessions());
        return all;
    }

    @Override
    public Set<?> getSessionSet(String protocol) {
        checkValid("getSessionSet");
        return switch (Objects.requireNonNull(protocol, "protocol")) {
            case "SIP" -> sipSessions();
            case "HTTP" -> new LinkedHashSet<>(state.httpSessions());
            default -> throw new IllegalArgumentException("Protocol \"" + protocol + "\" is neither SIP nor HTTP");
        };
    }

    private Set<Object> sipSessions() {
        Set<Object> all = new LinkedHashSet<>();
        for (Session session : state.sessions()) {
            all.add(SessionFacade.of(session));
        }
        return all;
    }

    @Override
    public @Nullable SipSession getSipSession(String sessionId) {
        checkValid("getSipSession");
        Objects.requireNonNull(sessionId, "id");
        for (Session session : state.sessions()) {
            if (session.id().equals(sessionId)) {
                return SessionFacade.of(session);
            }
        }
        return null;
    }

    @Override
    public @Nullable Object getSession(String sessionId, Protocol protocol) {
        checkValid("getSession");
        Objects.requireNonNull(sessionId, "id");
        return switch (Objects.requireNonNull(protocol, "protocol")) {
            case SIP -> getSipSession(sessionId);
            case HTTP -> {
                for (HttpSession session : state.httpSessions()) {
                    if (session.getId().equals(sessionId)) {
                        yield session;
                    }
                }
                yield null;
            }
        };
    }

    @Override
    public Collection<ServletTimer> getTimers() {
        checkValid("getTimers");
        List<ServletTimer> running = new ArrayList<>();
        for (ApplicationTimer timer : state.timers()) {
            running.add(TimerFacade.of(timer));
        }
        return running;
    }

    @Override
    public @Nullable ServletTimer getTimer(String timerId) {
        checkValid("getTimer");
        for (ApplicationTimer timer : state.timers()) {
            if (timer.id().equals(timerId)) {
                return TimerFacade.of(timer);
            }
        }
        return null;
    }

    // ---- attributes

    @Override
    public @Nullable Object getAttribute(String name) {
        checkValid("getAttribute");
        return AttributeListeners.get(state.attributes(), name);
    }

    @Override
    public Iterator<String> getAttributeNames() {
        checkValid("getAttributeNames");
        return state.attributes().names().iterator();
    }

    @Override
    public Set<String> getAttributeNameSet() {
        checkValid("getAttributeNameSet");
        return new LinkedHashSet<>(state.attributes().names());
    }

    @Override
    public void setAttribute(String name, Object value) {
        checkValid("setAttribute");
        AttributeListeners.APPLICATION.set(state, state.attributes(), name, value);
    }

    @Override
    public void removeAttribute(String name) {
        checkValid("removeAttribute");
        AttributeListeners.APPLICATION.remove(state, state.attributes(), name);
    }

    @Override
    public void clearAttributes() {
        checkValid("clearAttributes");
        AttributeListeners.APPLICATION.clear(state, state.attributes());
    }

    // ---- addresses of this session

    @Override
    @Deprecated
    public void encodeURI(URI uri) {
        checkValid("encodeURI");
        if (!(uri instanceof SipURI sip)) {
            throw new IllegalArgumentException("encodeURI takes a sip or sips URI, not " + uri);
        }
        sip.setParameter(OwnRoute.APPLICATION_SESSION, state.id());
    }

    @Override
    public URL encodeURL(URL url) {
        checkValid("encodeURL");
        String text = url.toString();
        int end =
                text.indexOf('?') >= 0 ? text.indexOf('?') : text.indexOf('#') >= 0 ? text.indexOf('#') : text.length();
        try {
            String encoded = text.substring(0, end) + ";" + ApplicationSession.URL_PARAMETER + "=" + state.id()
                    + text.substring(end);
            return java.net.URI.create(encoded).toURL();
        } catch (MalformedURLException wrong) {
            throw new IllegalArgumentException("The URL cannot carry a session: " + url, wrong);
        }
    }

    private void checkValid(String call) {
        if (!state.isValid()) {
            throw new IllegalStateException(call + ": application session " + state.id() + " of "
                    + state.application().name() + " has been invalidated");
        }
    }

    @Override
    public String toString() {
        return state.toString();
    }
}
