package org.sipario.tomcat.engine;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.servlet.ServletContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Realm;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardEngine;
import org.jspecify.annotations.Nullable;
import org.sipario.servlet.Deployed;
import org.sipario.servlet.application.DeploymentException;
import org.sipario.servlet.application.Instances;
import org.sipario.servlet.application.Roles;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.invocation.UserDatabase;
import org.sipario.tomcat.StartFailure;
import org.sipario.tomcat.connector.SipProtocol;

/**
 * An engine that serves SIP beside HTTP: one SIP container, shared by all hosts and SIP connectors of its service.
 *
 * <p>In {@code conf/server.xml}: {@code <Engine className="org.sipario.tomcat.engine.SipEngine" name="Sipario"
 * defaultHost="localhost" dar="conf/dar.properties">}. The attributes beyond Tomcat's are those of {@link
 * StackSettings}; an unknown one stops the start.
 */
public final class SipEngine extends StandardEngine {
    private static final System.Logger LOG = System.getLogger("org.sipario.Server");

    /** When all sessions have ended, a last response or two may still be on the way out. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final StackSettings settings = new StackSettings();
    private @Nullable Platform platform;
    private @Nullable SipServerStack stack;
    private @Nullable Path traceFolder;
    private @Nullable MessageTrace trace;
    private volatile Runnable onTraceChange = () -> {};

    /** Created by Tomcat, from the class name in {@code conf/server.xml}. */
    public SipEngine() {}

    /**
     * Takes an attribute of the SIP stack, by its name in {@link StackSettings}. Tomcat calls this for every attribute
     * that has no setter.
     *
     * @return true: a wrong attribute ends the start, and needs no line of Tomcat's in the log
     * @throws StartFailure when there is no such attribute, or the value is not allowed
     */
    public boolean setProperty(String name, String value) {
        settings.set(name, value);
        return true;
    }

    /** Records messages into a folder, in place of {@code logs/trace}. */
    public void traceInto(Path folder) {
        traceFolder = folder;
        settings.set(StackSettings.TRACE, "on");
    }

    /** Runs on a platform in place of sockets, real time and virtual threads. */
    public void runOn(Platform platform) {
        this.platform = platform;
    }

    @Override
    protected void initInternal() throws LifecycleException {
        // First, as it can fail: there is nothing yet that would have to be closed.
        Path routes = darFile();
        Platform runsOn = platform == null ? new SocketPlatform(settings.transport()) : platform;
        stack = new SipServerStack(settings.container(), runsOn, routes, users());
        Path folder = traceFolder == null ? getCatalinaBase().toPath().resolve("logs/trace") : traceFolder;
        trace = new MessageTrace(folder, settings.trace(), stack::tap, () -> onTraceChange.run());
        if (settings.traced()) {
            trace.on();
        }
        for (Connector connector : getService().findConnectors()) {
            if (connector.getProtocolHandler() instanceof SipProtocol protocol) {
                protocol.attach(stack);
                connector.setThrowOnFailure(true);
            }
        }
        super.initInternal();
    }

    private UserDatabase users() {
        Realm realm = getRealm();
        if (realm instanceof UserDatabase users) {
            return users;
        }
        LOG.log(
                WARNING,
                "SIP digest authentication fails for every user: <Realm className=\"{0}\"> of <Engine> is not {1}",
                realm == null ? "" : realm.getClass().getName(),
                SipUserRealm.class.getName());
        return new FixedUsers(Map.of());
    }

    private @Nullable Path darFile() {
        String dar = settings.dar();
        if (dar.isBlank()) {
            return null;
        }
        Path file = getCatalinaBase().toPath().resolve(dar);
        if (!Files.isReadable(file)) {
            throw new StartFailure("dar=\"" + dar + "\": there is no file " + file
                    + ". Name one with -Dsip.dar=FILE, or none with -Dsip.dar= to route to the only application");
        }
        return file;
    }

    /** The engines of a server that serve SIP. */
    public static List<SipEngine> of(Server server) {
        return Stream.of(server.findServices())
                .map(Service::getContainer)
                .filter(SipEngine.class::isInstance)
                .map(SipEngine.class::cast)
                .toList();
    }

    /**
     * Announces an application to the SIP container and puts the container's objects into its servlet context. It gets no
     * message before it is {@linkplain Deployed#start started}.
     *
     * @throws DeploymentException when the container refuses it, such as for a name that another application has
     */
    public Deployed deploy(
            ApplicationDescriptor descriptor,
            ServletContext context,
            ClassLoader loader,
            Instances instances,
            Roles roles)
            throws DeploymentException {
        return stack().container().deploy(descriptor, context, loader, instances, roles);
    }

    /** What the server holds now and has done since it began. */
    public ServerCounts counts() {
        return stack().counts();
    }

    /** The switch of the message trace. */
    public MessageTrace messageTrace() {
        if (trace == null) {
            throw new IllegalStateException("not initialised");
        }
        return trace;
    }

    /** Calls back when the message trace was switched on or off, or failed. */
    public void onTraceChange(Runnable listener) {
        onTraceChange = listener;
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        stack().drain();
        stack().awaitQuiet(settings.grace());
        super.stopInternal();
    }

    @Override
    protected void destroyInternal() throws LifecycleException {
        super.destroyInternal();
        if (stack != null) {
            stack.close(CLOSE);
        }
        if (trace != null) {
            // Last, so that it has what was sent until the end.
            trace.off();
        }
    }

    private SipServerStack stack() {
        if (stack == null) {
            throw new IllegalStateException("not initialised");
        }
        return stack;
    }
}
