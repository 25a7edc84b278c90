package org.sipario.servlet.application;

/** An application that can not be deployed or started; the message says what, where and what to do. */
public final class DeploymentException extends Exception {

    private static final long serialVersionUID = 1L;

    public DeploymentException(String message) {
        super(message);
    }

    public DeploymentException(String message, Throwable cause) {
        super(message, cause);
    }
}
