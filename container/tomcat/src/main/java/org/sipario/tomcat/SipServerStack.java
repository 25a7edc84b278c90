package org.sipario.tomcat;

import jakarta.servlet.sip.ar.SipApplicationRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Tokens;
import org.sipario.message.Flow;
import org.sipario.message.ListeningPoint;
import org.sipario.message.SipMessage;
import org.sipario.message.SipRequest;
import org.sipario.servlet.Deployed;
import org.sipario.servlet.SipContainer;
import org.sipario.servlet.Surroundings;
import org.sipario.servlet.application.DeploymentException;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.invocation.UserDatabase;
import org.sipario.servlet.routing.ApplicationRouters;
import org.sipario.servlet.routing.DefaultApplicationRouter;
import org.sipario.transport.DnsLocator;
import org.sipario.transport.ListenOn;
import org.sipario.transport.Transports;
import org.sipario.transport.WheelTimers;

/** The one place where the rooms are introduced to each other: sockets, clock, threads, transactions, container. */
final class SipServerStack {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final WheelTimers timers = new WheelTimers();
    private final ExecutorService sessions = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sipario-session-", 0).factory());
    private final Transports transports;
    private final SipContainer container;

    /**
     * A stack that listens nowhere yet.
     *
     * @param settings times and bounds
     * @param darFile the default application router's file, if there is one
     * @param users who can authenticate
     */
    SipServerStack(StackSettings settings, @Nullable Path darFile, UserDatabase users) {
        transports = new Transports(settings.transport(), this::received, this::rejected);
        Surroundings surroundings = new Surroundings(
                transports,
                new DnsLocator(transports::listeningPoints),
                timers,
                sessions,
                Tokens.secure(),
                router(darFile),
                users);
        container = new SipContainer(surroundings, settings.container());
    }

    /** A router of the operator's own goes before the default one, which alone knows the file. */
    private static SipApplicationRouter router(@Nullable Path darFile) {
        SipApplicationRouter router = ApplicationRouters.find(SipServerStack.class.getClassLoader());
        boolean ours = router instanceof DefaultApplicationRouter;
        return ours && darFile != null ? new DefaultApplicationRouter(darFile.toUri()) : router;
    }

    private void received(SipMessage message, Flow flow) {
        container.layer().received(message, flow);
    }

    private void rejected(SipRequest request, Flow flow, int status, String reason) {
        container.layer().reject(request, flow, status, reason);
    }

    /**
     * Opens a listening point. Requests that come in before {@link #serve()} are answered 503.
     *
     * @throws IOException when the port cannot be had; the message says why
     */
    ListeningPoint listen(ListeningSettings settings) throws IOException {
        return transports.listen(new ListenOn(
                settings.transport(), settings.bind(), settings.advertisedHost(), settings.advertisedPort()));
    }

    /** Takes new dialogs from now on. */
    void serve() {
        container.serve();
    }

    /** Takes no more new dialogs; those there are go on. */
    void drain() {
        container.drain();
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
        transports.close(grace);
        sessions.shutdown();
        try {
            if (!sessions.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                sessions.shutdownNow();
            }
        } catch (InterruptedException e) {
            sessions.shutdownNow();
            Thread.currentThread().interrupt();
        }
        timers.close();
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
