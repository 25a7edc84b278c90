package org.sipario.tomcat.engine;

import jakarta.servlet.sip.ar.SipApplicationRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sipario.core.Tokens;
import org.sipario.message.wire.ListeningPoint;
import org.sipario.servlet.ContainerDependencies;
import org.sipario.servlet.ContainerSettings;
import org.sipario.servlet.SipContainer;
import org.sipario.servlet.invocation.UserDatabase;
import org.sipario.servlet.router.ApplicationRouters;
import org.sipario.servlet.router.DefaultApplicationRouter;
import org.sipario.tomcat.connector.ListeningPoints;
import org.sipario.tomcat.connector.ListeningSettings;
import org.sipario.transport.listener.Tap;

/** A SIP container on its platform: the only place where transports, clock, threads and container are connected. */
final class SipServerStack implements ListeningPoints {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Platform platform;
    private final SipContainer container;

    /**
     * A stack that listens nowhere yet.
     *
     * @param darFile the default application router's file, if there is one
     * @param users the users that can authenticate
     */
    SipServerStack(ContainerSettings settings, Platform platform, @Nullable Path darFile, UserDatabase users) {
        this.platform = platform;
        ContainerDependencies dependencies = new ContainerDependencies(
                platform.wire(),
                platform.locator(),
                platform.timers(),
                platform.executor(),
                Tokens.secure(),
                router(darFile),
                users);
        container = new SipContainer(dependencies, settings);
        platform.deliverTo(container.layer(), container.layer()::reject);
    }

    /** The operator's own router, if one is installed, else the default one, which alone reads the file. */
    private static SipApplicationRouter router(@Nullable Path darFile) {
        SipApplicationRouter router = ApplicationRouters.find(SipServerStack.class.getClassLoader());
        boolean ours = router instanceof DefaultApplicationRouter;
        return ours && darFile != null ? new DefaultApplicationRouter(darFile.toUri()) : router;
    }

    SipContainer container() {
        return container;
    }

    @Override
    public ListeningPoint listen(ListeningSettings settings) throws IOException {
        return platform.listen(settings);
    }

    @Override
    public void serve() {
        container.serve();
    }

    @Override
    public void drain() {
        container.drain();
    }

    /** Passes every message to a tap; null ends that. */
    void tap(@Nullable Tap tap) {
        platform.tap(tap);
    }

    /** What it holds and has done. */
    ServerCounts counts() {
        return ServerCounts.of(container, platform.traffic());
    }

    /** Waits until no session is left, for at most this long. */
    void awaitQuiet(Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        while (!container.index().applications().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Closes everything, after at most this long. */
    void close(Duration grace) {
        platform.close(grace);
    }
}
