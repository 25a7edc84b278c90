package org.sipario.tomcat;

/** An application did not start. The message is one line: what, where, what to do. */
public final class DeploymentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeploymentFailure(String message) {
        super(message);
    }
}
