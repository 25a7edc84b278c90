package org.sipario.transport;

import java.io.IOException;

/** A listening point could not be opened: mostly because another process has the port. The message says which and what to do. */
public final class ListenFailure extends IOException {

    private static final long serialVersionUID = 1L;

    ListenFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
