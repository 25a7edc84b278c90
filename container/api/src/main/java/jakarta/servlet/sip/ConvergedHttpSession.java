package jakarta.servlet.sip;

import jakarta.servlet.http.HttpSession;

/**
 * The HTTP session of an application that speaks both SIP and HTTP.
 *
 * <p>In such an application every {@link HttpSession} can be cast to this type. JSR 289 §13.
 */
public interface ConvergedHttpSession extends HttpSession {

    /**
     * Writes this session's id into a URL.
     *
     * @param url an absolute URL, or one relative to the server
     * @return the URL with the session id
     * @throws IllegalStateException if this session is invalid
     */
    String encodeURL(String url);

    /**
     * Makes an absolute URL of a path in this application and writes this session's id into it. Host and port are the
     * server's.
     *
     * @param relativePath a path below the application's context path, beginning with a slash
     * @param scheme {@code http} or {@code https}
     * @return the URL with the session id
     * @throws IllegalStateException if this session is invalid
     */
    String encodeURL(String relativePath, String scheme);

    /**
     * Gives the application session this session belongs to, making one where there is none.
     *
     * @return the parent session
     * @throws IllegalStateException if this session is invalid
     */
    SipApplicationSession getApplicationSession();
}
