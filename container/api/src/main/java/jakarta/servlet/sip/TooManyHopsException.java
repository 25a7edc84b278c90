package jakarta.servlet.sip;

import jakarta.servlet.ServletException;

/**
 * Thrown when an application wants to pass on a request whose Max-Forwards is used up.
 *
 * <p>The container has then already answered the request 483 (Too Many Hops).
 *
 * <p>JSR 289 §10 and §12; RFC 3261 §16.3.
 */
public class TooManyHopsException extends ServletException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception without a message. */
    public TooManyHopsException() {}

    /**
     * Makes an exception with a message.
     *
     * @param message what was found and what was expected, or null
     */
    public TooManyHopsException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a message and a cause.
     *
     * @param message what was found and what was expected, or null
     * @param cause the exception behind this one, or null
     */
    public TooManyHopsException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param cause the exception behind this one, or null
     */
    public TooManyHopsException(Throwable cause) {
        super(cause);
    }
}
