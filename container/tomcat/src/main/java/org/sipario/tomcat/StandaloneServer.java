package org.sipario.tomcat;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;
import org.apache.catalina.Container;
import org.apache.catalina.Engine;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Bootstrap;
import org.apache.catalina.startup.Catalina;
import org.apache.catalina.startup.CatalinaProperties;
import org.apache.juli.ClassLoaderLogManager;

/**
 * Tomcat's standalone server with one difference: what does not start as {@code conf/server.xml} asks ends the process with
 * a sentence, where Tomcat would log a stack and serve the rest.
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
        RunFile runFile = new RunFile(base.resolve("run/server.properties"), getServer());
        LOG.log(
                INFO,
                "Sipario {0} started in {1} ms",
                Version.NUMBER,
                sinceProcessStart().toMillis());
        runFile.keep();
        watchTrace(base.resolve("run"));
        getServer().await();
        stop();
        return 0;
    }

    private void watchTrace(Path run) {
        try {
            new TraceSwitch(run.resolve(TraceSwitch.FILE), SipEngine.of(getServer()))
                    .watch(getServer().getUtilityExecutor());
        } catch (IOException e) {
            LOG.log(WARNING, "`sipario trace` will not reach this server: {0}", e.toString());
        }
    }

    private void stopAtSignal() {
        shutdownHook = new GracefulEnd();
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        // Its own hook would run beside ours, and what is logged while stopping would be lost.
        if (LogManager.getLogManager() instanceof ClassLoaderLogManager juli) {
            juli.setUseShutdownHook(false);
        }
    }

    /** Stops the server at SIGTERM, and ends the process as one that did what it was told: with status 0, where Java has 143. */
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
        // Puts conf/catalina.properties into the system properties, which Tomcat's parts then read.
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
        allConnectors().forEach(connector -> connector.setThrowOnFailure(true));
        try {
            server.init();
        } catch (LifecycleException e) {
            throw explained(e);
        }
    }

    /** Says what is served, and fails if a connector or host is missing. */
    private void requireAll() {
        for (Service service : getServer().findServices()) {
            Engine engine = service.getContainer();
            for (Container host : engine.findChildren()) {
                if (!host.getState().isAvailable()) {
                    throw new StartFailure(
                            "host " + host.getName() + " did not start; the reason is in the lines above");
                }
            }
            for (Connector connector : service.findConnectors()) {
                if (!connector.getState().isAvailable()) {
                    throw new StartFailure(connector + " did not start; the reason is in the lines above");
                }
                LOG.log(INFO, "listening: {0}", ListeningAddress.of(connector));
            }
        }
    }

    private List<Connector> allConnectors() {
        return Arrays.stream(getServer().findServices())
                .flatMap(service -> Arrays.stream(service.findConnectors()))
                .toList();
    }

    /** Tomcat's failure, or in its place what the operator can do about the connector that has no port. */
    private RuntimeException explained(LifecycleException failure) {
        if (StartFailure.isBind(failure)) {
            for (Connector connector : allConnectors()) {
                if (connector.getState() == LifecycleState.FAILED) {
                    return new StartFailure("HTTP port " + connector.getPort() + " cannot be had (" + connector
                            + "): another program has it, or the address is not this machine's."
                            + " Stop that program, or choose others: -Dhttp.port=PORT -Dbind.address=ADDRESS");
                }
            }
        }
        return new IllegalStateException(failure);
    }

    private static int failed(Exception failure) {
        StartFailure.explain(failure)
                .ifPresentOrElse(
                        sentence -> LOG.log(ERROR, "cannot start: {0}", sentence),
                        () -> LOG.log(ERROR, "cannot start, and this is not known to be your fault", failure));
        return 1;
    }

    private static Duration sinceProcessStart() {
        return Duration.ofMillis(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
