package org.sipario.arquillian;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.StartFailure;
import org.sipario.tomcat.deploy.DeploymentFailure;
import org.sipario.tomcat.embedded.EmbeddedServer;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/** A server in the JVM of the tests. */
final class EmbeddedInTest implements TestedServer {
    private static final List<Transport> SPOKEN = List.of(Transport.UDP, Transport.TCP);

    private final Settings settings;
    private @Nullable EmbeddedServer server;

    EmbeddedInTest(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void start() throws LifecycleException {
        EmbeddedServerBuilder builder = EmbeddedServer.builder().http(settings.bindAddress(), settings.httpPort());
        for (Transport transport : SPOKEN) {
            builder.sip(transport, settings.bindAddress(), settings.sipPort());
        }
        settings.base().ifPresent(builder::base);
        settings.dar().ifPresent(builder::router);
        for (User user : settings.users()) {
            builder.user(user.name(), user.password(), user.roles().toArray(String[]::new));
        }
        settings.dataSources().forEach((name, url) -> builder.resource(name, new UrlDataSource(url)));
        try {
            server = builder.start();
        } catch (StartFailure e) {
            throw new LifecycleException(e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    public Addresses addresses() {
        EmbeddedServer running = running();
        return new Addresses(
                running.http(),
                new SipAddresses(SPOKEN.stream().collect(Collectors.toMap(transport -> transport, running::sip))));
    }

    @Override
    public void deploy(Path archive) throws DeploymentException {
        try {
            running().deploy(archive);
        } catch (DeploymentFailure e) {
            throw new DeploymentException(e.getMessage(), e);
        }
    }

    @Override
    public void undeploy(String stem) {
        running().undeploy(stem);
    }

    private EmbeddedServer running() {
        if (server == null) {
            throw new IllegalStateException("the server does not run");
        }
        return server;
    }
}
