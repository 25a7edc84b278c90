package jakarta.servlet.sip;

import java.lang.annotation.Annotation;
import java.util.Set;

/**
 * Finds sessions of the calling application.
 *
 * <p>Found as context attribute {@link SipServlet#SIP_SESSIONS_UTIL} or by injection. JSR 289 §13 and §15.11.
 */
public interface SipSessionsUtil {

    /**
     * Finds an application session by its id.
     *
     * @param applicationSessionId an id, as {@link SipApplicationSession#getId()} gave it
     * @return the session, or null if this application has no valid one of that id
     * @throws NullPointerException if the id is null
     */
    SipApplicationSession getApplicationSessionById(String applicationSessionId);

    /**
     * Finds, or makes, an application session by its key.
     *
     * @param applicationSessionKey a key, as used with {@link SipFactory#createApplicationSessionByKey} or given by the
     *     method marked {@link jakarta.servlet.sip.annotation.SipApplicationKey}
     * @param create whether to make a session where there is none
     * @return the session, or null if there is none and none was to be made
     * @throws NullPointerException if the key is null
     */
    SipApplicationSession getApplicationSessionByKey(String applicationSessionKey, boolean create);

    /**
     * Finds the session at the other end of a Join or Replaces header.
     *
     * @param session the session of the request that has the header, or the session the header names
     * @param headerName {@code Join} or {@code Replaces}
     * @return the other of the two sessions, or null if there is none
     */
    SipSession getCorrespondingSipSession(SipSession session, String headerName);

    /**
     * Gives the application session the calling thread works for (JSR 359).
     *
     * @return the session, or null outside an invocation
     */
    default SipApplicationSession getCurrentApplicationSession() {
        throw new UnsupportedOperationException("SipSessionsUtil.getCurrentApplicationSession");
    }

    /**
     * Lists the ids of all application sessions of this application (JSR 359).
     *
     * @return the ids at this moment
     */
    default Set<String> getSipApplicationSessionIds() {
        throw new UnsupportedOperationException("SipSessionsUtil.getSipApplicationSessionIds");
    }

    /**
     * Lists the ids of the application sessions that carry an index key (JSR 359).
     *
     * @param indexKey a key, as given to {@link SipApplicationSession#addIndexKey(String)}
     * @return the ids at this moment
     */
    default Set<String> getSipApplicationSessionIds(String indexKey) {
        throw new UnsupportedOperationException("SipSessionsUtil.getSipApplicationSessionIds");
    }

    /**
     * Gives the contextual instance of a CDI bean (JSR 359).
     *
     * @param <T> the bean's type
     * @param beanType the bean's type
     * @param qualifiers the bean's qualifiers; none for the default one
     * @return the instance
     */
    default <T> T getManagedBean(Class<T> beanType, Annotation... qualifiers) {
        throw new UnsupportedOperationException("SipSessionsUtil.getManagedBean");
    }
}
