package org.sipario.tomcat;

/** The server cannot start, and its operator can do something about it. The message is one line: what, where, what to do. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String message) {
        super(message);
    }
}
