package org.sipario.arquillian;

import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;

/** The server that the tests are about, wherever it runs. */
sealed interface TestedServer permits EmbeddedInTest, PackedServer {

    /**
     * Starts it, and returns when it serves.
     *
     * @throws LifecycleException when it does not; the message is the server's own
     */
    void start() throws LifecycleException;

    /** Stops it, if it was started for the tests. */
    void stop() throws LifecycleException;

    /** Where it is reached; only while it runs. */
    Addresses addresses();

    /**
     * Deploys an archive, and returns when the application serves.
     *
     * @throws DeploymentException when it does not; the message is the server's own
     */
    void deploy(Path archive) throws DeploymentException;

    /**
     * Takes an application away.
     *
     * @param stem the archive's name without its ending
     */
    void undeploy(String stem) throws DeploymentException;
}
