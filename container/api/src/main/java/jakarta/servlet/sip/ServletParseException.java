package jakarta.servlet.sip;

import jakarta.servlet.ServletException;

/**
 * Thrown when a text is not what it should be by SIP grammar: a URI, an address, a header value.
 *
 * <p>JSR 289 §4 and §5.
 */
public class ServletParseException extends ServletException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception without a message. */
    public ServletParseException() {}

    /**
     * Makes an exception with a message.
     *
     * @param message what was found and what was expected, or null
     */
    public ServletParseException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a message and a cause.
     *
     * @param message what was found and what was expected, or null
     * @param cause the exception behind this one, or null
     */
    public ServletParseException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param cause the exception behind this one, or null
     */
    public ServletParseException(Throwable cause) {
        super(cause);
    }
}
