package org.sipario.servlet.facade;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.sip.ServletTimer;
import jakarta.servlet.sip.SipApplicationSession;
import jakarta.servlet.sip.SipApplicationSessionEvent;
import jakarta.servlet.sip.SipApplicationSessionListener;
import jakarta.servlet.sip.SipSession;
import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.URI;
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
import org.sipario.message.HeaderName;
import org.sipario.message.SipRequest;
import org.sipario.servlet.application.Listeners;
import org.sipario.servlet.application.SipApplication;
import org.sipario.servlet.routing.Selection;
import org.sipario.servlet.session.Attributes;
import org.sipario.servlet.session.SessionQueue;

/** JSR 289, Application Sessions. Owns the queue in which everything that happens to it runs. */
public final class AppSession implements SipApplicationSession {

    /** The URI parameter by which {@link #encodeURI} names an application session. */
    public static final String URI_PARAMETER = "sipario-app";

    /** The path parameter by which {@link #encodeURL} names an application session. */
    public static final String URL_PARAMETER = "sipappsession";

    private final Services services;
    private final SipApplication application;
    private final SessionQueue queue;
    private final String id;
    private final @Nullable String key;
    private final long created;
    private final Attributes attributes = new Attributes();

    // Changed in the queue and by the threads of applications; read from anywhere, hence replaced as a whole.
    private volatile List<Session> sessions = List.of();
    private volatile List<AppTimer> timers = List.of();
    private volatile List<HttpSession> httpSessions = List.of();

    private volatile long accessed;
    private volatile boolean valid = true;
    private volatile boolean invalidateWhenReady;
    private final Lifetime lifetime;
    private volatile boolean used;

    AppSession(Services services, SipApplication application, SessionQueue queue, String id, @Nullable String key) {
        this.services = services;
        this.application = application;
        this.queue = queue;
        this.id = id;
        this.key = key;
        this.created = services.timers().now();
        this.accessed = created;
        this.lifetime = new Lifetime(services.timers(), application.sessionTimeout(), () -> post(this::expire));
        this.invalidateWhenReady = application.invalidatesWhenReady();
    }

    /** It can be found now: its time begins and listeners are told. Its end is awaited after the first task in its queue. */
    void begin() {
        lifetime.begin();
        listeners().tell(SipApplicationSessionListener.class, l -> l.sessionCreated(event()));
    }

    /** Its end is awaited from now on. */
    void awaitEnd() {
        lifetime.watch();
        if (!valid) {
            lifetime.stop();
        }
    }

    // ---- for the rooms around

    /** The queue in which everything that happens to this session runs. */
    public SessionQueue queue() {
        return queue;
    }

    /** Runs work in the queue, with the application's class loader; afterwards the session may be found to have ended. */
    public void post(Runnable work) {
        queue.post(() -> perform(work));
    }

    /** Runs work at once when called from a task of the queue; posts it otherwise, as from a thread of the application's own. */
    void run(Runnable work) {
        if (queue.isCurrent()) {
            work.run();
        } else {
            post(work);
        }
    }

    /** Runs work now, in the calling task of the queue, as {@link #post} does. */
    public void perform(Runnable work) {
        application.run(() -> {
            work.run();
            if (valid) {
                endWhatIsReady();
            }
            if (valid) {
                awaitEnd();
            }
        });
    }

    /**
     * A request that an application router gave to this application: a session begins with it. Called in the queue.
     *
     * @param named the session that the request names in Replaces or Join, or null
     */
    public void receive(RequestFacade request, Selection.Selected selected, @Nullable Session named) {
        if (request.arrival().exchange().isAnswered()) {
            return;
        }
        SipRequest message = request.current();
        Session session = new Session(this, message.callId(), message.to(), message.from(), true);
        if (named != null) {
            session.correspondsTo(named, message.headers().has(HeaderName.REPLACES) ? "Replaces" : "Join");
        }
        request.enter(session, selected);
        services.invocation().request(request);
    }

    /** The application it belongs to. */
    public SipApplication application() {
        return application;
    }

    Services services() {
        return services;
    }

    @Nullable
    String key() {
        return key;
    }

    long now() {
        return services.timers().now();
    }

    Listeners listeners() {
        return application.listeners();
    }

    synchronized void add(Session session) {
        used = true;
        sessions = plus(sessions, session);
    }

    synchronized void remove(Session session) {
        sessions = minus(sessions, session);
    }

    synchronized void forget(AppTimer timer) {
        timers = minus(timers, timer);
    }

    /** Makes an HTTP session a child of this (JSR 289, Converged Container). */
    public synchronized void add(HttpSession session) {
        if (!httpSessions.contains(session)) {
            httpSessions = plus(httpSessions, session);
        }
    }

    /** An HTTP session is no more. */
    public synchronized void remove(HttpSession session) {
        httpSessions = minus(httpSessions, session);
    }

    List<Session> sessions() {
        return sessions;
    }

    /** A message has come or gone: the lifetime counts anew (SAS-7, SAS-8). */
    void touch() {
        long now = now();
        accessed = now;
        lifetime.touch(now);
    }

    AppTimer startTimer(long delay, long period, boolean fixedDelay, java.io.@Nullable Serializable info) {
        AppTimer timer = new AppTimer(this, services.tokens().tag(), delay, period, fixedDelay, info);
        synchronized (this) {
            timers = plus(timers, timer);
        }
        used = true;
        timer.start();
        return timer;
    }

    // ---- life

    private void expire() {
        if (valid && lifetime.isOver()) {
            listeners().tell(SipApplicationSessionListener.class, l -> l.sessionExpired(event()));
            if (valid && lifetime.isExpired()) {
                invalidate();
            }
        }
    }

    /** Invalidates sessions that are ready, then this one if it is (JSR 289, Invalidate When Ready). */
    private void endWhatIsReady() {
        for (Session session : sessions) {
            session.endIfReady();
        }
        if (valid && invalidateWhenReady && used && isReadyToInvalidate()) {
            listeners().tell(SipApplicationSessionListener.class, l -> l.sessionReadyToInvalidate(event()));
            if (valid && invalidateWhenReady && isReadyToInvalidate()) {
                invalidate();
            }
        }
    }

    private SipApplicationSessionEvent event() {
        return new SipApplicationSessionEvent(this);
    }

    @Override
    public void invalidate() {
        synchronized (this) {
            checkValid("invalidate");
            valid = false;
        }
        lifetime.stop();
        timers.forEach(AppTimer::cancel);
        for (Session session : sessions) {
            session.invalidateWithParent();
        }
        for (HttpSession http : httpSessions) {
            try {
                http.invalidate();
            } catch (IllegalStateException _) {
                // It ended by itself in the meantime: that is what we wanted.
                continue;
            }
        }
        httpSessions = List.of();
        Bindings.APPLICATION.clear(this, attributes);
        services.index().remove(this);
        listeners().tellInReverse(SipApplicationSessionListener.class, l -> l.sessionDestroyed(event()));
    }

    @Override
    public boolean isValid() {
        return valid;
    }

    @Override
    public boolean isReadyToInvalidate() {
        checkValid("isReadyToInvalidate");
        if (!timers.isEmpty() || !httpSessions.isEmpty()) {
            return false;
        }
        for (Session session : sessions) {
            if (!session.isReadyToInvalidate()) {
                return false;
            }
        }
        return true;
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

    @Override
    public int setExpires(int minutes) {
        checkValid("setExpires");
        lifetime.extend(minutes);
        return minutes <= 0 ? Integer.MAX_VALUE : minutes;
    }

    @Override
    public long getExpirationTime() {
        checkValid("getExpirationTime");
        return lifetime.end();
    }

    @Override
    public long getCreationTime() {
        checkValid("getCreationTime");
        return created;
    }

    @Override
    public long getLastAccessedTime() {
        checkValid("getLastAccessedTime");
        return accessed;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getApplicationName() {
        return application.name();
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
        Set<Object> all = new LinkedHashSet<>(sessions);
        all.addAll(httpSessions);
        return all;
    }

    @Override
    public Set<?> getSessionSet(String protocol) {
        checkValid("getSessionSet");
        return switch (Objects.requireNonNull(protocol, "protocol")) {
            case "SIP" -> new LinkedHashSet<>(sessions);
            case "HTTP" -> new LinkedHashSet<>(httpSessions);
            default -> throw new IllegalArgumentException("Protocol \"" + protocol + "\" is neither SIP nor HTTP");
        };
    }

    @Override
    public @Nullable SipSession getSipSession(String sessionId) {
        checkValid("getSipSession");
        Objects.requireNonNull(sessionId, "id");
        for (Session session : sessions) {
            if (session.getId().equals(sessionId)) {
                return session;
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
                for (HttpSession session : httpSessions) {
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
        return new ArrayList<>(timers);
    }

    @Override
    public @Nullable ServletTimer getTimer(String timerId) {
        checkValid("getTimer");
        for (AppTimer timer : timers) {
            if (timer.getId().equals(timerId)) {
                return timer;
            }
        }
        return null;
    }

    // ---- attributes

    @Override
    public @Nullable Object getAttribute(String name) {
        checkValid("getAttribute");
        return Bindings.get(attributes, name);
    }

    @Override
    public Iterator<String> getAttributeNames() {
        checkValid("getAttributeNames");
        return attributes.names().iterator();
    }

    @Override
    public Set<String> getAttributeNameSet() {
        checkValid("getAttributeNameSet");
        return new LinkedHashSet<>(attributes.names());
    }

    @Override
    public void setAttribute(String name, Object value) {
        checkValid("setAttribute");
        Bindings.APPLICATION.set(this, attributes, name, value);
    }

    @Override
    public void removeAttribute(String name) {
        checkValid("removeAttribute");
        Bindings.APPLICATION.remove(this, attributes, name);
    }

    @Override
    public void clearAttributes() {
        checkValid("clearAttributes");
        Bindings.APPLICATION.clear(this, attributes);
    }

    // ---- addresses of this session

    @Override
    @Deprecated
    public void encodeURI(URI uri) {
        checkValid("encodeURI");
        if (!(uri instanceof SipURI sip)) {
            throw new IllegalArgumentException("encodeURI takes a sip or sips URI, not " + uri);
        }
        sip.setParameter(URI_PARAMETER, id);
    }

    @Override
    public URL encodeURL(URL url) {
        checkValid("encodeURL");
        String text = url.toString();
        int end =
                text.indexOf('?') >= 0 ? text.indexOf('?') : text.indexOf('#') >= 0 ? text.indexOf('#') : text.length();
        try {
            String encoded = text.substring(0, end) + ";" + URL_PARAMETER + "=" + id + text.substring(end);
            return java.net.URI.create(encoded).toURL();
        } catch (MalformedURLException wrong) {
            throw new IllegalArgumentException("The URL can not carry a session: " + url, wrong);
        }
    }

    private void checkValid(String call) {
        if (!valid) {
            throw new IllegalStateException(
                    call + ": application session " + id + " of " + application.name() + " has been invalidated");
        }
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(one);
        return List.copyOf(longer);
    }

    private static <T> List<T> minus(List<T> list, T one) {
        if (!list.contains(one)) {
            return list;
        }
        List<T> shorter = new ArrayList<>(list);
        shorter.remove(one);
        return List.copyOf(shorter);
    }

    @Override
    public String toString() {
        return application.name() + "/" + id;
    }
}
