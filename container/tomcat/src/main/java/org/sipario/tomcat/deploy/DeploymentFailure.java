package org.sipario.tomcat.deploy;

/** An application did not start. The message is one line: what, where, what to do. */
public final class DeploymentFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeploymentFailure(String message) {
        super(message);
    }
}
