package org.sipario.tomcat;

import jakarta.servlet.sip.ar.SipApplicationRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Tokens;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.servlet.ContainerDependencies;
import org.sipario.servlet.Deployed;
import org.sipario.servlet.SipContainer;
import org.sipario.servlet.application.DeploymentException;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.invocation.UserDatabase;
import org.sipario.servlet.router.ApplicationRouters;
import org.sipario.servlet.router.DefaultApplicationRouter;
import org.sipario.transport.listener.Tap;

/** The one place where the rooms are introduced to each other: sockets, clock, threads, transactions, container. */
final class SipServerStack {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Footing footing;
    private final SipContainer container;

    /**
     * A stack that listens nowhere yet.
     *
     * @param settings times and bounds
     * @param footing what it stands on
     * @param darFile the default application router's file, if there is one
     * @param users who can authenticate
     */
    SipServerStack(StackSettings settings, Footing footing, @Nullable Path darFile, UserDatabase users) {
        this.footing = footing;
        ContainerDependencies dependencies = new ContainerDependencies(
                footing.wire(),
                footing.locator(),
                footing.timers(),
                footing.executor(),
                Tokens.secure(),
                router(darFile),
                users);
        container = new SipContainer(dependencies, settings.container());
        footing.deliverTo(container.layer(), container.layer()::reject);
    }

    /** A router of the operator's own goes before the default one, which alone knows the file. */
    private static SipApplicationRouter router(@Nullable Path darFile) {
        SipApplicationRouter router = ApplicationRouters.find(SipServerStack.class.getClassLoader());
        boolean ours = router instanceof DefaultApplicationRouter;
        return ours && darFile != null ? new DefaultApplicationRouter(darFile.toUri()) : router;
    }

    /**
     * Opens a listening point. Requests that come in before {@link #serve()} are answered 503.
     *
     * @throws IOException when the port cannot be had; the message says why
     */
    ListeningPoint listen(ListeningSettings settings) throws IOException {
        return footing.listen(settings);
    }

    /** Lets one listen in on every message; null for nobody. */
    void tap(@Nullable Tap tap) {
        footing.tap(tap);
    }

    /** Takes new dialogs from now on. */
    void serve() {
        container.serve();
    }

    /** Takes no more new dialogs; those there are go on. */
    void drain() {
        container.drain();
    }

    /** What it holds and has done. */
    ServerCounts counts() {
        return ServerCounts.of(container, footing);
    }

    /** Waits until no session is left, for at most this long. */
    void awaitQuiet(Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        while (!container.index().applications().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Closes everything, after at most this long. */
    void close(Duration grace) {
        footing.close(grace);
    }

    /**
     * Makes an application known and puts the container's objects into its servlet context. No message reaches it yet.
     *
     * @throws DeploymentFailure when the container does not take it, such as for a name that another has
     */
    Deployed deploy(ApplicationDescriptor descriptor, SipContext context) {
        try {
            return container.deploy(
                    descriptor,
                    context.getServletContext(),
                    context.applicationLoader(),
                    new TomcatInstances(context),
                    (user, role) -> context.getRealm().hasRole(null, user, role));
        } catch (DeploymentException e) {
            throw new DeploymentFailure(String.valueOf(e.getMessage()));
        }
    }
}
