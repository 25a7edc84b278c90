package org.sipario.arquillian;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jspecify.annotations.Nullable;

/**
 * The server that users unpack, driven as an operator drives it: by {@code bin/sipario}. It is started for the tests in a folder
 * of its own; or it runs already, and then only archives go in and out.
 */
final class PackedServer implements TestedServer {
    private final Settings settings;
    private final Path home;
    private final Thread atExit = new Thread(this::stopAtExit, "stop-sipario");
    private @Nullable BaseFolder base;
    private @Nullable Command command;
    private boolean started;

    PackedServer(Path home, Settings settings) {
        this.home = home;
        this.settings = settings;
    }

    @Override
    public void start() throws LifecycleException {
        try {
            base = settings.base().isPresent() ? BaseFolder.of(settings.base().get()) : BaseFolder.makeTemporary();
            command = new Command(home, base.folder(), settings.javaHome(), virtualMachine(), settings.startTimeout());
            if (settings.allowConnectingToRunningServer()
                    && command.run("status").succeeded()) {
                return;
            }
            base.write(settings.users());
            launch(base, command);
        } catch (IOException e) {
            throw new LifecycleException("the server of " + home + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void launch(BaseFolder base, Command command) throws IOException, LifecycleException {
        Command.Outcome outcome = command.run("start");
        if (!outcome.succeeded()) {
            base.deleteIfTemporary();
            throw new LifecycleException("the server of " + home + " did not start: " + outcome.said()
                    + (outcome.said().contains("already running")
                            ? ". Stop it, set another base, or set allowConnectingToRunningServer"
                            : ""));
        }
        started = true;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** What {@code conf/server.xml} and the JVM are told. */
    private List<String> virtualMachine() {
        List<String> options = new ArrayList<>(settings.jvmOptions());
        options.add("-Dbind.address=" + settings.bindAddress());
        options.add("-Dhttp.port=" + settings.httpPort());
        options.add("-Dsip.port=" + settings.sipPort());
        options.add("-Dsip.dar=" + settings.dar().map(Path::toString).orElse(""));
        return options;
    }

    @Override
    public void stop() throws LifecycleException {
        if (started) {
            started = false;
            Runtime.getRuntime().removeShutdownHook(atExit);
            try {
                Command.Outcome outcome = command().run("stop");
                if (!outcome.succeeded()) {
                    throw new LifecycleException(outcome.said());
                }
                base().deleteIfTemporary();
            } catch (IOException e) {
                throw new LifecycleException("the server of " + home + " cannot be stopped: " + e.getMessage(), e);
            }
        }
    }

    /** When the tests are broken off, nobody else would stop it. */
    private void stopAtExit() {
        try {
            command().run("stop");
        } catch (IOException e) {
            System.getLogger(PackedServer.class.getName())
                    .log(System.Logger.Level.WARNING, "the server in " + base().folder() + " may still run", e);
        }
    }

    @Override
    public Addresses addresses() {
        return base().addresses();
    }

    @Override
    public void deploy(Path archive) throws DeploymentException {
        command("deploy", archive.toString());
    }

    @Override
    public void undeploy(String stem) throws DeploymentException {
        command("undeploy", stem);
    }

    private void command(String... arguments) throws DeploymentException {
        try {
            Command.Outcome outcome = command().run(arguments);
            if (!outcome.succeeded()) {
                throw new DeploymentException(outcome.said());
            }
        } catch (IOException e) {
            throw new DeploymentException("bin/sipario " + arguments[0] + " of " + home + ": " + e.getMessage(), e);
        }
    }

    private BaseFolder base() {
        if (base == null) {
            throw new IllegalStateException("the server does not run");
        }
        return base;
    }

    private Command command() {
        if (command == null) {
            throw new IllegalStateException("the server does not run");
        }
        return command;
    }
}
