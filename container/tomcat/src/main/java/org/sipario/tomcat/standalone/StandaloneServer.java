package org.sipario.tomcat.standalone;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.LogManager;
import org.apache.catalina.Container;
import org.apache.catalina.Engine;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.startup.Bootstrap;
import org.apache.catalina.startup.Catalina;
import org.apache.catalina.startup.CatalinaProperties;
import org.apache.juli.ClassLoaderLogManager;
import org.sipario.tomcat.Causes;
import org.sipario.tomcat.StartFailure;
import org.sipario.tomcat.connector.Connectors;
import org.sipario.tomcat.engine.SipEngine;

/**
 * Tomcat's standalone server with one difference: when something does not start as {@code conf/server.xml} asks, the
 * process ends with a message, where Tomcat would log a stack trace and serve the rest.
 */
final class StandaloneServer extends Catalina {
    private static final System.Logger LOG = System.getLogger("org.sipario.Server");

    /** Runs until the server is stopped; the process's exit status. */
    int run() {
        Path base = Bootstrap.getCatalinaBaseFile().toPath();
        try {
            ConfigurationFile.read(base.resolve("conf/server.xml")).check();
            load();
            getServer().start();
            requireAll();
        } catch (IllegalStateException | StartFailure | LifecycleException e) {
            return failed(e);
        }
        stopAtSignal();
        RuntimeState state = new RuntimeState(base.resolve("run/server.properties"), getServer());
        LOG.log(
                INFO,
                "Sipario {0} started in {1} ms",
                Version.NUMBER,
                sinceProcessStart().toMillis());
        state.publish();
        watchTrace(base.resolve("run"));
        getServer().await();
        stop();
        return 0;
    }

    private void watchTrace(Path run) {
        try {
            new TraceSwitch(
                            run.resolve(TraceSwitch.FILE),
                            SipEngine.of(getServer()).stream()
                                    .map(SipEngine::messageTrace)
                                    .toList())
                    .watch(getServer().getUtilityExecutor());
        } catch (IOException e) {
            LOG.log(WARNING, "`sipario trace` has no effect on this server: {0}", e.toString());
        }
    }

    private void stopAtSignal() {
        shutdownHook = new GracefulEnd();
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        // Its own shutdown hook would run at the same time, and log lines of the stop would be lost.
        if (LogManager.getLogManager() instanceof ClassLoaderLogManager juli) {
            juli.setUseShutdownHook(false);
        }
    }

    /** Stops the server at SIGTERM and ends the process with status 0, where Java has 143: it was asked to stop. */
    private final class GracefulEnd extends CatalinaShutdownHook {
        @Override
        public void run() {
            super.run();
            Runtime.getRuntime().halt(0);
        }
    }

    @Override
    public void load() {
        initNaming();
        // Copies conf/catalina.properties into the system properties, from which Tomcat reads them.
        CatalinaProperties.getProperty("common.loader");
        setParentClassLoader(Catalina.class.getClassLoader());
        parseServerXml(true);
        Server server = getServer();
        if (server == null) {
            throw new StartFailure("conf/server.xml does not describe a server; the reason is in the lines above");
        }
        server.setCatalina(this);
        server.setCatalinaHome(Bootstrap.getCatalinaHomeFile());
        server.setCatalinaBase(Bootstrap.getCatalinaBaseFile());
        Connectors.of(server).forEach(connector -> connector.setThrowOnFailure(true));
        try {
            server.init();
        } catch (LifecycleException e) {
            throw explained(e);
        }
    }

    /** Logs where the server listens, and fails if a connector or host has not started. */
    private void requireAll() {
        for (Service service : getServer().findServices()) {
            Engine engine = service.getContainer();
            for (Container host : engine.findChildren()) {
                if (!host.getState().isAvailable()) {
                    throw new StartFailure(
                            "host " + host.getName() + " did not start; the reason is in the lines above");
                }
            }
        }
        Connectors.of(getServer()).forEach(connector -> {
            if (!connector.getState().isAvailable()) {
                throw new StartFailure(connector + " did not start; the reason is in the lines above");
            }
            LOG.log(INFO, "listening: {0}", Connectors.address(connector));
        });
    }

    /** Tomcat's failure, or in its place what the operator can do about the connector that cannot bind its port. */
    private RuntimeException explained(LifecycleException failure) {
        return Causes.first(failure, BindException.class)
                .flatMap(_ -> Connectors.of(getServer())
                        .filter(connector -> connector.getState() == LifecycleState.FAILED)
                        .findFirst())
                .<RuntimeException>map(connector -> new StartFailure("HTTP port " + connector.getPort()
                        + " cannot be bound (" + connector
                        + "): another program has it, or the address is not one of this machine."
                        + " Stop that program, or choose others: -Dhttp.port=PORT -Dbind.address=ADDRESS"))
                .orElseGet(() -> new IllegalStateException(failure));
    }

    private static int failed(Exception failure) {
        Causes.first(failure, StartFailure.class)
                .ifPresentOrElse(
                        explained -> LOG.log(ERROR, "cannot start: {0}", explained.getMessage()),
                        () -> LOG.log(ERROR, "cannot start: unexpected error", failure));
        return 1;
    }

    private static Duration sinceProcessStart() {
        return Duration.ofMillis(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
