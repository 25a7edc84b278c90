package org.sipario.servlet.session;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sipario.core.MergeKey;
import org.sipario.core.dialog.DialogId;
import org.sipario.message.Method;
import org.sipario.message.SipRequest;
import org.sipario.servlet.application.SipApplication;

/**
 * Finds sessions again: user agents by dialog, record-routing proxies by the token in their route, applications by id
 * and key.
 */
public final class SessionIndex {

    private record Key(String application, String key) {}

    /**
     * RFC 3261 §8.2.2.2, with the Request-URI: a spiral through another server comes back with another one and may
     * pass.
     */
    public record Merge(MergeKey key, String uri) {

        /** Of a request. */
        public static Merge of(SipRequest request) {
            return new Merge(MergeKey.of(request), request.uri().toString());
        }

        /** By hand, as in {@link Method}. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Merge merge && key.equals(merge.key) && uri.equals(merge.uri);
        }

        @Override
        public int hashCode() {
            return key.hashCode() * 31 + uri.hashCode();
        }
    }

    private final Map<Merge, Exchange> unanswered = new ConcurrentHashMap<>();
    private final Map<DialogId, Session> dialogs = new ConcurrentHashMap<>();
    private final Map<DialogId, Session> subscribing = new ConcurrentHashMap<>();
    private final Map<String, Session> routes = new ConcurrentHashMap<>();
    private final Map<String, ApplicationSession> applications = new ConcurrentHashMap<>();
    private final Map<Key, ApplicationSession> keyed = new ConcurrentHashMap<>();

    /** A request is worked on. @return whether another copy of it, forked upstream, is worked on already */
    public boolean isMerged(Merge key, Exchange exchange) {
        return unanswered.putIfAbsent(key, exchange) != null;
    }

    /** That request has been answered. */
    public void answered(Merge key, Exchange exchange) {
        unanswered.remove(key, exchange);
    }

    /** The user agent session of a dialog, or null. */
    public @Nullable Session dialog(DialogId id) {
        return dialogs.get(id);
    }

    /**
     * The user agent session of a request's dialog, also where a NOTIFY is to make that (RFC 6665 §4.1.2.4); or null.
     */
    public @Nullable Session dialog(SipRequest request) {
        DialogId id = DialogId.ofRequest(request);
        Session session = dialogs.get(id);
        return session == null && request.method().equals(Method.NOTIFY) ? subscribing.get(half(id)) : session;
    }

    private static DialogId half(DialogId id) {
        return new DialogId(id.callId(), id.localTag(), "");
    }

    /** A NOTIFY may come before the answer to what this session has sent. */
    void addSubscribing(String callId, String localTag, Session session) {
        subscribing.put(new DialogId(callId, localTag, ""), session);
    }

    void removeSubscribing(String callId, String localTag, Session session) {
        subscribing.remove(new DialogId(callId, localTag, ""), session);
    }

    /** The session of a proxy that put this token into its Record-Route, or null. */
    public @Nullable Session route(String token) {
        return routes.get(token);
    }

    /** An application session, or null. */
    public @Nullable ApplicationSession application(String id) {
        return applications.get(id);
    }

    /** The application session of a key, or null. */
    @Nullable
    ApplicationSession keyed(SipApplication application, String key) {
        ApplicationSession present = keyed.get(new Key(application.name(), key));
        return present != null && present.isValid() ? present : null;
    }

    /** Adds an application session that has a key, unless there is a valid one. @return the one that there is now */
    ApplicationSession addKeyed(ApplicationSession made) {
        Key whole = new Key(made.application().name(), Objects.requireNonNull(made.key()));
        ApplicationSession now =
                keyed.compute(whole, (_, present) -> present != null && present.isValid() ? present : made);
        if (now == made) {
            add(made);
        }
        return now;
    }

    /** All application sessions, at this moment. */
    public Collection<ApplicationSession> applications() {
        return applications.values();
    }

    /** Dialogs of user agents alive. */
    public int dialogCount() {
        return dialogs.size();
    }

    void add(ApplicationSession session) {
        applications.put(session.id(), session);
    }

    void remove(ApplicationSession session) {
        applications.remove(session.id(), session);
        String key = session.key();
        if (key != null) {
            keyed.remove(new Key(session.application().name(), key), session);
        }
    }

    void add(DialogId id, Session session) {
        dialogs.put(id, session);
    }

    void remove(DialogId id, Session session) {
        dialogs.remove(id, session);
    }

    void addRoute(String token, Session session) {
        routes.put(token, session);
    }

    void removeRoute(String token, Session session) {
        routes.remove(token, session);
    }
}
