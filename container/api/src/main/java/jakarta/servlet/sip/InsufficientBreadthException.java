package jakarta.servlet.sip;

/**
 * Thrown when a request is to be forked to more targets than its Max-Breadth allows.
 *
 * <p>JSR 359, proxying; RFC 5393 §5.
 */
public class InsufficientBreadthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception without a message. */
    public InsufficientBreadthException() {}

    /**
     * Makes an exception with a message.
     *
     * @param message what was found and what was expected, or null
     */
    public InsufficientBreadthException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a message and a cause.
     *
     * @param message what was found and what was expected, or null
     * @param cause the exception behind this one, or null
     */
    public InsufficientBreadthException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param cause the exception behind this one, or null
     */
    public InsufficientBreadthException(Throwable cause) {
        super(cause);
    }
}
