package org.sipario.tomcat.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardServer;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.Causes;
import org.sipario.tomcat.StartFailure;
import org.sipario.tomcat.connector.Connectors;
import org.sipario.tomcat.deploy.ArchiveFile;
import org.sipario.tomcat.deploy.Deployment;
import org.sipario.tomcat.deploy.DeploymentFailure;
import org.sipario.tomcat.deploy.FileTree;
import org.sipario.tomcat.deploy.SipContext;
import org.sipario.tomcat.deploy.SipHost;
import org.sipario.tomcat.deploy.SipHostConfig;
import org.sipario.tomcat.engine.ServerCounts;
import org.sipario.tomcat.engine.SipEngine;

/**
 * A whole server inside another program, such as a test: SIP and HTTP, on ports of its own, with the applications that it is
 * given.
 *
 * {@snippet :
 * try (EmbeddedServer server = EmbeddedServer.builder().sip(Transport.UDP, "127.0.0.1", 0).start()) {
 *     server.deploy(Path.of("target/phone.war"));
 *     InetSocketAddress whereToCall = server.sip(Transport.UDP);
 * }
 * }
 *
 * <p>What {@code conf/server.xml} can say of the packed server, the {@linkplain #builder() builder} can say.
 */
public final class EmbeddedServer implements AutoCloseable {
    private final StandardServer server;
    private final SipEngine engine;
    private final SipHost host;
    private final SipHostConfig deployer;
    private final Path base;
    private final boolean ownsBase;

    EmbeddedServer(StandardServer server, SipEngine engine, SipHost host, Path base, boolean ownsBase) {
        this.server = server;
        this.engine = engine;
        this.host = host;
        this.deployer = host.deployer();
        this.base = base;
        this.ownsBase = ownsBase;
    }

    /** Settings of a server that listens nowhere yet. */
    public static EmbeddedServerBuilder builder() {
        return new EmbeddedServerBuilder();
    }

    void start() {
        Connectors.of(server).forEach(connector -> connector.setThrowOnFailure(true));
        try {
            server.init();
            server.start();
        } catch (LifecycleException e) {
            RuntimeException failure = Causes.first(e, StartFailure.class)
                    .map(RuntimeException.class::cast)
                    .orElseGet(() -> new IllegalStateException(e));
            try {
                close();
            } catch (IllegalStateException half) {
                // A server that has not started may fail to stop too; the first failure is the one to report.
                failure.addSuppressed(half);
            }
            throw failure;
        }
    }

    /**
     * Deploys an archive or a directory, by copying it into {@code apps/}, and waits until it runs. An application of the
     * same name is replaced.
     *
     * @param archive a {@code .war}, a {@code .sar}, or a directory that holds {@code WEB-INF}
     * @return its name for {@link #undeploy}: the file's name without ending
     * @throws DeploymentFailure when it does not start; the message says why
     */
    public String deploy(Path archive) {
        String file = archive.getFileName().toString();
        undeploy(stem(file));
        try {
            Path target = base.resolve("apps").resolve(file);
            if (Files.isDirectory(archive)) {
                FileTree.copy(archive, target);
            } else {
                Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
            }
            return check(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deploys an application of classes of the calling program: copies of them, in a class loader of their own.
     *
     * @param name the directory's name in {@code apps/}, and with that the context path
     * @param classes the application's classes; those nested in them are included
     * @return the name
     * @throws DeploymentFailure when it does not start; the message says why
     */
    public String deploy(String name, Class<?>... classes) {
        undeploy(name);
        try {
            ClassFiles.copy(List.of(classes), base.resolve("apps").resolve(name).resolve("WEB-INF/classes"));
            return check(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deploys an application of the files of a folder, such as {@code src/main/webapp}, and of classes of the calling
     * program.
     *
     * @param name the directory's name in {@code apps/}, and with that the context path
     * @param webapp the folder that holds {@code WEB-INF}; copied
     * @param classes as for {@link #deploy(String, Class...)}
     * @return the name
     * @throws DeploymentFailure when it does not start; the message says why
     */
    public String deploy(String name, Path webapp, Class<?>... classes) {
        undeploy(name);
        try {
            Path target = base.resolve("apps").resolve(name);
            FileTree.copy(webapp, target);
            ClassFiles.copy(List.of(classes), target.resolve("WEB-INF/classes"));
            return check(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String check(String file) {
        Deployment result = deployer.deploy(stem(file), file);
        if (!result.running()) {
            throw new DeploymentFailure(result.problem());
        }
        return stem(file);
    }

    private static String stem(String file) {
        return ArchiveFile.named(file) ? new ArchiveFile(Path.of(file)).baseName() : file;
    }

    /**
     * Undeploys an application: its sessions end, its class loader is closed, its files are deleted.
     *
     * @param name what {@link #deploy(Path)} returned
     */
    public void undeploy(String name) {
        deployer.undeploy(name, () -> deleteFiles(name));
    }

    private void deleteFiles(String name) {
        try {
            for (String file : List.of(name + ".war", name + ".sar", name)) {
                FileTree.delete(base.resolve("apps").resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where HTTP listens.
     *
     * @throws IllegalStateException when it does not
     */
    public InetSocketAddress http() {
        return address("http");
    }

    /**
     * Where SIP listens over a transport: the first listening point of it.
     *
     * @throws IllegalStateException when there is none
     */
    public InetSocketAddress sip(Transport transport) {
        return address(transport.parameter());
    }

    /** The names of the running applications, such as {@code /shop} and {@code /shop##2}. */
    public List<String> applications() {
        return deployer.deployments().all().values().stream()
                .filter(Deployment::running)
                .map(Deployment::context)
                .sorted()
                .toList();
    }

    /** What the server holds now and has done since it began. */
    public ServerCounts counts() {
        return engine.counts();
    }

    /** Why a file in {@code apps/} is not deployed; empty when it is. */
    String problem(String file) {
        Deployment deployment = deployer.deployments().all().get(file);
        return deployment == null ? "" : deployment.problem();
    }

    /** The class loader of an application. */
    ClassLoader classLoader(String context) {
        return ((SipContext) host.findChild(context)).getLoader().getClassLoader();
    }

    private InetSocketAddress address(String protocol) {
        return Connectors.of(server)
                .map(Connectors::address)
                .filter(address -> address.protocol().equals(protocol))
                .map(address -> new InetSocketAddress(address.reachableHost(), address.port()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server does not listen for " + protocol));
    }

    /** The folder that holds {@code apps}, {@code conf} and the rest. */
    public Path base() {
        return base;
    }

    /** Stops the server gracefully; deletes its folder if that was a temporary one. */
    @Override
    public void close() {
        try {
            if (server.getState() != LifecycleState.DESTROYED) {
                stopIfStarted(server);
                server.destroy();
            }
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } finally {
            deleteTemporaryBase();
        }
    }

    private static void stopIfStarted(Lifecycle component) throws LifecycleException {
        if (component.getState().isAvailable() || component.getState() == LifecycleState.FAILED) {
            component.stop();
        }
    }

    private void deleteTemporaryBase() {
        if (ownsBase) {
            try {
                FileTree.delete(base);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
