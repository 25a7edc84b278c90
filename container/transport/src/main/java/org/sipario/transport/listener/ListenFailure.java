package org.sipario.transport.listener;

import java.io.IOException;
import java.net.BindException;

/**
 * A listening point could not be opened: mostly because another process has the port. The message says which and what
 * to do.
 */
public final class ListenFailure extends IOException {

    private static final long serialVersionUID = 1L;

    private ListenFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a failed bind means to an operator. */
    public static ListenFailure of(ListenOn on, IOException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String where = on.transport() + " " + AdvertisedAddress.text(on.bind().getAddress()) + ":"
                + on.bind().getPort();
        String said = String.valueOf(cause.getMessage());
        if (said.contains("in use")) {
            return new ListenFailure(
                    where + " is taken by another process: stop that one, or choose another port", failure);
        }
        if (said.contains("ermission denied")) {
            return new ListenFailure(where + " is not allowed for this user: choose a port above 1023", failure);
        }
        if (cause instanceof BindException || said.contains("assign")) {
            return new ListenFailure(where + " is no address of this machine", failure);
        }
        return new ListenFailure(where + " cannot be opened: " + said, failure);
    }
}
