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
import org.sipario.tomcat.embedded.EmbeddedServer;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/** The server of one test class, and the application on it. */
final class TestServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final String domain;
    private final TestNetwork network;
    private final Path folder;
    private final Application application;
    private final EmbeddedServer server;
    private boolean deployed;

    private TestServer(
            String domain, TestNetwork network, Path folder, Application application, EmbeddedServer server) {
        this.domain = domain;
        this.network = network;
        this.folder = folder;
        this.application = application;
        this.server = server;
    }

    /**
     * Starts it and deploys the application.
     *
     * @throws Misuse when the test class asks for what cannot be done
     * @throws org.sipario.tomcat.deploy.DeploymentFailure when the application does not start
     */
    static TestServer start(Class<?> test, SipTest settings) {
        QuietLogs.keep();
        Path folder = temporaryFolder();
        @Nullable EmbeddedServer started = null;
        try {
            Application application = new ApplicationReader(test, settings).read(folder);
            TestNetwork network = TestNetwork.of(settings.network());
            EmbeddedServerBuilder builder = EmbeddedServer.builder().http(LOOPBACK, 0);
            network.prepare(builder);
            for (Method method : StaticMethods.of(test, Configure.class, EmbeddedServerBuilder.class)) {
                StaticMethods.call(method, builder);
            }
            started = builder.start();
            TestServer server = new TestServer(settings.domain(), network, folder, application, started);
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

    /** The scope of one test, which has the application to itself. */
    TestScope begin() {
        if (!deployed) {
            deploy();
        }
        Network own = network.network(server).domain(domain);
        return new TestScope(own, Ladder.on(own), server.counts());
    }

    private void deploy() {
        application.deployTo(server);
        deployed = true;
    }

    /** Ends what the test began: sessions, transactions, the application. */
    void end(TestScope scope) throws Exception {
        deployed = false;
        try (scope) {
            server.undeploy(application.name());
            network.settle(server, scope);
        }
    }

    EmbeddedServer server() {
        return server;
    }

    /** The clock, if it is a virtual one. */
    Optional<VirtualTimers> clock() {
        return network.clock();
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

    /** Deletes the folder, which has at most an archive in it. */
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
