package org.sipario.arquillian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.ConfigurationMapper;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jspecify.annotations.Nullable;

/** A Sipario server, as Arquillian sees it: started, given archives, stopped. */
public final class SiparioContainer implements DeployableContainer<SiparioConfiguration> {
    private @Nullable TestedServer server;

    /** Made by Arquillian. */
    public SiparioContainer() {}

    @Override
    public Class<SiparioConfiguration> getConfigurationClass() {
        return SiparioConfiguration.class;
    }

    @Override
    public ConfigurationMapper<SiparioConfiguration> getConfigurationMapper() {
        return (configuration, definition) -> configuration.read(definition.getContainerProperties());
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return SipServletProtocol.DESCRIPTION;
    }

    @Override
    public void setup(SiparioConfiguration configuration) {
        server = serverFor(configuration.settings());
    }

    /** The server that the settings describe, not yet started. */
    static TestedServer serverFor(Settings settings) {
        return settings.home()
                .<TestedServer>map(home -> new PackedServer(home, settings))
                .orElseGet(() -> new EmbeddedInTest(settings));
    }

    @Override
    public void start() throws LifecycleException {
        server().start();
    }

    @Override
    public void stop() throws LifecycleException {
        server().stop();
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        ArchiveName name = ArchiveName.of(archive.getName());
        try {
            Path folder = Files.createTempDirectory("sipario-archive");
            Path file = folder.resolve(archive.getName());
            try {
                archive.as(ZipExporter.class).exportTo(file.toFile());
                server().deploy(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new DeploymentException(archive.getName() + " cannot be handed to the server: " + e, e);
        }
        Addresses addresses = server().addresses();
        HTTPContext http = new HTTPContext(
                addresses.http().getHostString(), addresses.http().getPort());
        http.add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, name.contextPath()));
        return new ProtocolMetaData().addContext(http).addContext(addresses.sip());
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        server().undeploy(ArchiveName.of(archive.getName()).stem());
    }

    private TestedServer server() {
        if (server == null) {
            throw new IllegalStateException("Arquillian has not set up this container");
        }
        return server;
    }
}
