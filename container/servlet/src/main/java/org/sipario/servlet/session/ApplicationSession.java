package org.sipario.servlet.session;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.application.SipApplication;

/**
 * The state of an application session (JSR 289, Application Sessions): its SIP sessions, HTTP sessions, timers and
 * lifetime. Owns the queue in which everything that happens to it runs.
 *
 * <p>Changed in that queue only; its lists are replaced as a whole, so that any thread may read them.
 */
public final class ApplicationSession extends FacadeSlot {

    /** The path parameter by which an encoded URL names an application session (JSR 289, Converged Container). */
    public static final String URL_PARAMETER = "sipappsession";

    private final Services services;
    private final SipApplication application;
    private final SessionQueue queue;
    private final String id;
    private final @Nullable String key;
    private final long created;
    private final Attributes attributes = new Attributes();
    private final Lifetime lifetime;

    private volatile List<Session> sessions = List.of();
    private volatile List<ApplicationTimer> timers = List.of();
    private volatile List<HttpSession> httpSessions = List.of();
    private volatile long accessed;
    private volatile boolean valid = true;
    private volatile boolean invalidateWhenReady;
    private boolean used;

    ApplicationSession(
            Services services, SipApplication application, SessionQueue queue, String id, @Nullable String key) {
        this.services = services;
        this.application = application;
        this.queue = queue;
        this.id = id;
        this.key = key;
        this.created = services.timers().now();
        this.accessed = created;
        this.lifetime = new Lifetime(services.timers(), application.sessionTimeout(), () -> post(this::expire));
        this.invalidateWhenReady = application.invalidatesWhenReady();
        queue.belongsTo(this);
    }

    /** It can be found now: listeners are told. */
    void begin() {
        services.user().told(this, Lifecycle.CREATED);
    }

    // ---- the queue

    /** The queue in which everything that happens to this session runs. */
    public SessionQueue queue() {
        return queue;
    }

    /** Adds a task to the queue that must not be lost. */
    public void post(Runnable task) {
        queue.post(null, task);
    }

    /** Runs a call of the application in the queue and returns its result: {@link SessionQueue#call}. */
    public <T extends @Nullable Object> T call(Supplier<T> body) {
        return queue.call(body);
    }

    /** The same without result. */
    public void run(Runnable body) {
        queue.call(() -> {
            body.run();
            return null;
        });
    }

    // ---- identity

    /** What the container gives to sessions. */
    public Services services() {
        return services;
    }

    /** The application it belongs to. */
    public SipApplication application() {
        return application;
    }

    /** Unique in the container. */
    public String id() {
        return id;
    }

    @Nullable
    String key() {
        return key;
    }

    /** When it began, ms since 1970. */
    public long created() {
        return created;
    }

    /** When a message of one of its sessions last came or went, ms since 1970. */
    public long accessed() {
        return accessed;
    }

    /** The attributes that the application has set. */
    public Attributes attributes() {
        return attributes;
    }

    // ---- children

    /** Its SIP sessions, oldest first. */
    public List<Session> sessions() {
        return sessions;
    }

    /** Its HTTP sessions (JSR 289, Converged Container). */
    public List<HttpSession> httpSessions() {
        return httpSessions;
    }

    /** Timers that are still to fire. */
    public List<ApplicationTimer> timers() {
        return timers;
    }

    void add(Session session) {
        used = true;
        sessions = plus(sessions, session);
    }

    void remove(Session session) {
        sessions = minus(sessions, session);
    }

    void remove(ApplicationTimer timer) {
        timers = minus(timers, timer);
    }

    /**
     * An HTTP session belongs to this from now on. HTTP sessions come and go on the threads of the web server, which
     * must not wait for the queue while they hold the lock of a session.
     */
    public synchronized void add(HttpSession session) {
        if (!httpSessions.contains(session)) {
            httpSessions = plus(httpSessions, session);
        }
    }

    /** An HTTP session has ended, or belongs to another application session. */
    public synchronized void remove(HttpSession session) {
        httpSessions = minus(httpSessions, session);
    }

    /**
     * Starts a timer.
     *
     * @param delay ms to the first firing
     * @param period ms between firings; 0 for a single one
     * @param fixedDelay whether a period counts from the end of the last firing rather than from the first schedule
     */
    public ApplicationTimer startTimer(long delay, long period, boolean fixedDelay, @Nullable Serializable info) {
        ApplicationTimer timer = new ApplicationTimer(
                this, services.tokens().tag(), services.timers().now() + delay, period, fixedDelay, info);
        timers = plus(timers, timer);
        used = true;
        timer.start();
        return timer;
    }

    // ---- life

    /** Whether it has not been invalidated. */
    public boolean isValid() {
        return valid;
    }

    /** Whether it is to end by itself when it is ready. */
    public boolean invalidatesWhenReady() {
        return invalidateWhenReady;
    }

    /** Decides whether it is to end by itself when it is ready. */
    public void invalidateWhenReady(boolean invalidate) {
        invalidateWhenReady = invalidate;
    }

    /** Counts its lifetime from now on; 0 or less: it has no end. */
    public void extend(int minutes) {
        lifetime.extend(minutes);
    }

    /** When it expires, ms since 1970; 0 for never; {@link Long#MIN_VALUE} when it has (SAS-6). */
    public long end() {
        return lifetime.end();
    }

    /** A message has come or gone: the lifetime counts from now (SAS-7, SAS-8). */
    void touch() {
        long now = services.timers().now();
        accessed = now;
        lifetime.touch(now);
    }

    /**
     * A task of its queue is done: sessions that are ready end, then this one if it is (JSR 289, Invalidate When
     * Ready).
     */
    void settle() {
        if (valid) {
            endWhatIsReady();
        }
        watch();
    }

    /** Its expiry is awaited. */
    void watch() {
        if (valid) {
            lifetime.watch();
        }
    }

    private void endWhatIsReady() {
        for (Session session : sessions) {
            session.endIfReady();
        }
        if (valid && invalidateWhenReady && used && isReady()) {
            services.user().told(this, Lifecycle.READY);
            if (invalidateWhenReady) {
                invalidate();
            }
        }
    }

    private void expire() {
        if (valid && lifetime.isOver()) {
            services.user().told(this, Lifecycle.EXPIRED);
            if (valid && lifetime.isExpired()) {
                invalidate();
            }
        }
    }

    /**
     * Whether nothing is under way in it and nothing is to come: no timer, no HTTP session, no SIP session that is not
     * ready.
     */
    public boolean isReady() {
        return timers.isEmpty() && httpSessions.isEmpty() && sessions.stream().allMatch(Session::isReady);
    }

    /** Ends it with all its sessions and timers. Without effect once it has ended. */
    public void invalidate() {
        if (!valid) {
            return;
        }
        valid = false;
        lifetime.stop();
        timers.forEach(ApplicationTimer::cancel);
        sessions.forEach(Session::invalidate);
        for (HttpSession http : httpSessions) {
            try {
                http.invalidate();
            } catch (IllegalStateException _) {
                // It ended by itself in the meantime, as was wanted.
                continue;
            }
        }
        httpSessions = List.of();
        services.index().remove(this);
        services.user().told(this, Lifecycle.ENDED);
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
