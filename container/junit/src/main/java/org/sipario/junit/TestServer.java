package org.sipario.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.Network;
import org.sipario.testkit.VirtualTimers;
import org.sipario.tomcat.EmbeddedServer;
import org.sipario.tomcat.EmbeddedServerBuilder;

/** The server of one test class, and the application on it. */
final class TestServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final String domain;
    private final Standing standing;
    private final Path folder;
    private final Application application;
    private final EmbeddedServer server;
    private boolean deployed;

    private TestServer(String domain, Standing standing, Path folder, Application application, EmbeddedServer server) {
        this.domain = domain;
        this.standing = standing;
        this.folder = folder;
        this.application = application;
        this.server = server;
    }

    /**
     * Starts it and deploys the application.
     *
     * @throws Misuse when the test class asks for what cannot be done
     * @throws org.sipario.tomcat.DeploymentFailure when the application does not start
     */
    static TestServer start(Class<?> test, SipTest settings) {
        QuietLogs.keep();
        Path folder = temporaryFolder();
        @Nullable EmbeddedServer started = null;
        try {
            Application application = new ApplicationReader(test, settings).read(folder);
            Standing standing = Standing.of(settings.network());
            EmbeddedServerBuilder builder = EmbeddedServer.builder().http(LOOPBACK, 0);
            standing.prepare(builder);
            for (Method method : StaticMethods.of(test, Configure.class, EmbeddedServerBuilder.class)) {
                StaticMethods.call(method, builder);
            }
            started = builder.start();
            TestServer server = new TestServer(settings.domain(), standing, folder, application, started);
            server.deploy();
            return server;
        } catch (RuntimeException | Error failure) {
            if (started != null) {
                started.close();
            }
            delete(folder);
            throw failure;
        }
    }

    /** A scene for one test, with the application to itself. */
    Scene begin() {
        if (!deployed) {
            deploy();
        }
        Network network = standing.network(server).domain(domain);
        return new Scene(network, Ladder.on(network), server.counts());
    }

    private void deploy() {
        application.deployTo(server);
        deployed = true;
    }

    /** Ends what the test began: sessions, transactions, the application. */
    void end(Scene scene) throws Exception {
        deployed = false;
        try (scene) {
            server.undeploy(application.name());
            standing.calmDown(server, scene);
        }
    }

    EmbeddedServer server() {
        return server;
    }

    /** The clock, where it is the test that turns it. */
    Optional<VirtualTimers> clock() {
        return standing.clock();
    }

    /** Where the application is reached by HTTP. */
    URI web() {
        return URI.create("http://" + LOOPBACK + ":" + server.http().getPort() + application.path());
    }

    @Override
    public void close() {
        server.close();
        delete(folder);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("sipario-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folder, in which only an archive can lie. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
