package jakarta.servlet.sip;

import jakarta.servlet.ServletException;

/**
 * Thrown when a provisional response cannot be sent reliably, or cannot be acknowledged with PRACK.
 *
 * <p>JSR 289 §5.7; RFC 3262.
 */
public class Rel100Exception extends ServletException {

    private static final long serialVersionUID = 1L;

    /** The response is not provisional, or it is a 100. */
    public static final int NOT_1XX = 0;

    /** The request is not an INVITE. */
    public static final int NOT_INVITE = 1;

    /** The peer did not say that it understands reliable provisional responses. */
    public static final int NO_REQ_SUPPORT = 2;

    /** The container does not support reliable provisional responses. */
    public static final int NOT_SUPPORTED = 3;

    /** The response was not sent reliably, so there is nothing to acknowledge. */
    public static final int NOT_100rel = 4;

    private final int reason;

    /**
     * Makes an exception.
     *
     * @param reason one of the constants of this class
     */
    public Rel100Exception(int reason) {
        this.reason = reason;
    }

    /** {@return one of the constants of this class} */
    public int getReason() {
        return reason;
    }

    /** {@return the reason in words} */
    @Override
    public String getMessage() {
        return switch (reason) {
            case NOT_1XX -> "the response is not one of 101 to 199";
            case NOT_INVITE -> "the request is not an INVITE";
            case NO_REQ_SUPPORT -> "the request has 100rel neither in Supported nor in Require";
            case NOT_SUPPORTED -> "the container does not support 100rel";
            case NOT_100rel -> "the provisional response was not sent reliably";
            default -> "unknown reason " + reason;
        };
    }
}
