package org.sipario.tomcat;

import java.net.BindException;
import java.util.Optional;

/**
 * The server cannot start for a reason that its operator can mend. The message is one line: what, where, what to do.
 */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailure(String message) {
        super(message);
    }

    /** The sentence for the operator behind a failure, where there is one; empty when it is our own bug. */
    static Optional<String> explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Whether somewhere below a failure a port turned out to be taken, or an address not to be this machine's. */
    static boolean isBind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
