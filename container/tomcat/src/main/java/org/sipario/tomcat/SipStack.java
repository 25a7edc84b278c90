package org.sipario.tomcat;

import java.io.IOException;
import java.time.Duration;
import org.sipario.message.ListeningPoint;
import org.sipario.servlet.descriptor.ApplicationDescriptor;

/** The SIP half of a {@link SipEngine}: transport, transactions and the container above them, introduced to each other. */
interface SipStack {

    /**
     * Opens a listening point. Requests that come in before {@link #serve()} are answered 503.
     *
     * @throws IOException when the port cannot be had
     */
    ListeningPoint listen(ListeningSettings settings) throws IOException;

    /** Takes new dialogs from now on. */
    void serve();

    /** Takes no more new dialogs; those there are go on. */
    void drain();

    /** Closes everything, after at most this long. */
    void stop(Duration grace);

    /**
     * Makes an application known and puts the container's objects into its servlet context. No message reaches it yet.
     *
     * @throws DeploymentFailure when the container does not take it, such as for a name that another has
     */
    Application deploy(ApplicationDescriptor descriptor, SipContext context);

    /** The SIP half of a {@link SipContext}. */
    interface Application {

        /**
         * Makes listeners and servlets, tells them, and lets messages in.
         *
         * @throws DeploymentFailure when that cannot be done
         */
        void start();

        /** Ends its sessions and takes it away; works in any state. */
        void undeploy();
    }
}
