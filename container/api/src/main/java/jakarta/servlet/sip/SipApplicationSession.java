package jakarta.servlet.sip;

import java.net.URL;
import java.util.Collection;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * One call, or one use, of an application: it holds the SIP and HTTP sessions, timers and attributes that belong
 * together.
 *
 * <p>Everything that happens in one application session happens one after another. It ends by {@link #invalidate()},
 * when its time is over, or when nothing goes on in it any more. Once it is invalid, every method but {@link #getId()},
 * {@link #getApplicationName()} and {@link #isValid()} throws {@link IllegalStateException}. JSR 289 §6.1 and §6.3.
 */
public interface SipApplicationSession extends AttributeStore {

    /** {@return an id that no other application session of this application has} */
    String getId();

    /** {@return the name of the application it belongs to} */
    String getApplicationName();

    /** {@return whether it has not ended} */
    boolean isValid();

    /**
     * {@return when it was made, in milliseconds since 1970}
     *
     * @throws IllegalStateException if it is invalid
     */
    long getCreationTime();

    /**
     * {@return when the latest message came or went, in milliseconds since 1970}
     * Requests in both directions and received responses count; use of attributes does not.
     *
     * @throws IllegalStateException if it is invalid
     */
    long getLastAccessedTime();

    /**
     * Says when it expires.
     *
     * @return milliseconds since 1970; 0 if it never expires; {@link Long#MIN_VALUE} if it has expired
     * @throws IllegalStateException if it is invalid
     */
    long getExpirationTime();

    /**
     * Gives it more, or less, time from now on. In {@link SipApplicationSessionListener#sessionExpired} this is the
     * only way to keep it.
     *
     * @param deltaMinutes minutes from now; 0 or less to ask that it never expires
     * @return the minutes granted; {@link Integer#MAX_VALUE} if it never expires; 0 if the wish was refused
     * @throws IllegalStateException if it is invalid
     */
    int setExpires(int deltaMinutes);

    /**
     * Ends it: all its sessions become invalid, timers stop, attributes are unbound, listeners are told. Nothing is
     * sent.
     *
     * @throws IllegalStateException if it is invalid already
     */
    void invalidate();

    /**
     * Says whether nothing goes on in it any more: every session in it is ready to invalidate, and no timer runs.
     *
     * @return whether it is ready
     * @throws IllegalStateException if it is invalid
     */
    boolean isReadyToInvalidate();

    /**
     * {@return whether it is invalidated when it is ready; default true, false for applications of the 1.0 descriptor}
     *
     * @throws IllegalStateException if it is invalid
     */
    boolean getInvalidateWhenReady();

    /**
     * Says whether it is invalidated when it is ready. If not, it lives until it expires.
     *
     * @param invalidateWhenReady true to have it invalidated
     * @throws IllegalStateException if it is invalid
     */
    void setInvalidateWhenReady(boolean invalidateWhenReady);

    /**
     * Lists the valid sessions of all protocols.
     *
     * @return {@link SipSession}s and {@link jakarta.servlet.http.HttpSession}s
     * @throws IllegalStateException if it is invalid
     */
    Iterator<?> getSessions();

    /**
     * Lists the valid sessions of one protocol.
     *
     * @param protocol {@code SIP} or {@code HTTP}
     * @return {@link SipSession}s, or {@link jakarta.servlet.http.HttpSession}s
     * @throws NullPointerException if the protocol is null
     * @throws IllegalArgumentException if it is another protocol
     * @throws IllegalStateException if it is invalid
     */
    Iterator<?> getSessions(String protocol);

    /**
     * Lists the valid sessions of all protocols (JSR 359).
     *
     * @return what {@link #getSessions()} runs over
     * @throws IllegalStateException if it is invalid
     */
    default Set<?> getSessionSet() {
        return Encountered.set(getSessions());
    }

    /**
     * Lists the valid sessions of one protocol (JSR 359).
     *
     * @param protocol {@code SIP} or {@code HTTP}
     * @return what {@link #getSessions(String)} runs over
     * @throws NullPointerException if the protocol is null
     * @throws IllegalArgumentException if it is another protocol
     * @throws IllegalStateException if it is invalid
     */
    default Set<?> getSessionSet(String protocol) {
        return Encountered.set(getSessions(protocol));
    }

    /**
     * Finds a SIP session in it.
     *
     * @param id an id, as {@link SipSession#getId()} gave it
     * @return the session, or null if there is no valid one of that id
     * @throws NullPointerException if the id is null
     * @throws IllegalStateException if it is invalid
     */
    SipSession getSipSession(String id);

    /**
     * Finds a session in it.
     *
     * @param id the session's id
     * @param protocol the session's protocol
     * @return a {@link SipSession} or {@link jakarta.servlet.http.HttpSession}, or null if there is no valid one of
     *     that id
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if it is invalid
     */
    Object getSession(String id, Protocol protocol);

    /**
     * Lists the names of the attributes.
     *
     * @return the names at this moment
     * @throws IllegalStateException if it is invalid
     * @deprecated {@link #getAttributeNameSet()} gives a set (JSR 359)
     */
    @Deprecated
    Iterator<String> getAttributeNames();

    @Override
    default Set<String> getAttributeNameSet() {
        return Encountered.set(getAttributeNames());
    }

    /**
     * Lists the timers that have not fired for the last time.
     *
     * @return the timers at this moment; empty if there are none
     * @throws IllegalStateException if it is invalid
     */
    Collection<ServletTimer> getTimers();

    /**
     * Finds a timer.
     *
     * @param id an id, as {@link ServletTimer#getId()} gave it
     * @return the timer, or null if none of that id is active
     * @throws IllegalStateException if it is invalid
     */
    ServletTimer getTimer(String id);

    /**
     * Writes the id of this session into a SIP URI, so that a request sent there comes into this session. Host, port
     * and transport may be replaced by a listening point of the container.
     *
     * @param uri a {@link SipURI}, which is changed
     * @throws IllegalArgumentException if the URI is not of scheme {@code sip} or {@code sips}
     * @throws IllegalStateException if it is invalid
     * @deprecated a key ({@link SipFactory#createApplicationSessionByKey(String)}) does it without a container's own
     *     parameter
     */
    @Deprecated
    void encodeURI(URI uri);

    /**
     * Writes the id of this session into an HTTP URL, so that the HTTP session of a request sent there joins this
     * session.
     *
     * @param url a URL of this application
     * @return the URL with the id
     * @throws IllegalStateException if it is invalid
     */
    URL encodeURL(URL url);

    /**
     * Attaches an index key, by which {@link SipSessionsUtil#getSipApplicationSessionIds(String)} finds this session.
     * One key may be on many sessions (JSR 359).
     *
     * @param indexKey the key
     * @throws IllegalStateException if it is invalid
     */
    default void addIndexKey(String indexKey) {
        throw new UnsupportedOperationException("SipApplicationSession.addIndexKey");
    }

    /**
     * Takes an index key away (JSR 359).
     *
     * @param indexKey the key
     * @throws IllegalStateException if it is invalid
     */
    default void removeIndexKey(String indexKey) {
        throw new UnsupportedOperationException("SipApplicationSession.removeIndexKey");
    }

    /**
     * Lists the index keys (JSR 359).
     *
     * @return the keys at this moment
     * @throws IllegalStateException if it is invalid
     */
    default Set<String> getIndexKeys() {
        throw new UnsupportedOperationException("SipApplicationSession.getIndexKeys");
    }

    /**
     * Lists the managed tasks that run with this session as their context (JSR 359).
     *
     * @return the tasks' futures at this moment
     * @throws IllegalStateException if it is invalid
     */
    @SuppressWarnings("rawtypes") // the signature of the standard
    default Set<Future> getTaskFutures() {
        throw new UnsupportedOperationException("SipApplicationSession.getTaskFutures");
    }

    /**
     * Finds a managed task that runs with this session as its context (JSR 359).
     *
     * @param id the task's identity
     * @return the task's future, or null if there is none
     * @throws IllegalStateException if it is invalid
     */
    @SuppressWarnings("rawtypes") // the signature of the standard
    default Future getTaskFuture(String id) {
        throw new UnsupportedOperationException("SipApplicationSession.getTaskFuture");
    }

    /** The protocols whose sessions an application session can hold. */
    enum Protocol {
        /** HTTP: the session is a {@link jakarta.servlet.http.HttpSession}. */
        HTTP,
        /** SIP: the session is a {@link SipSession}. */
        SIP
    }
}
