package org.sipario.servlet;

import org.sipario.servlet.application.DeploymentException;
import org.sipario.servlet.application.SipApplication;

/** An application that the container knows. */
public interface Deployed {

    /** The application. */
    SipApplication application();

    /**
     * Makes listeners and servlets, tells them, and lets messages in.
     *
     * @throws DeploymentException if that cannot be done; nothing of it is left
     */
    void start() throws DeploymentException;

    /** Ends its sessions, destroys its servlets and forgets it. Works in any state, once. */
    void undeploy();
}
