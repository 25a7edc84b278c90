package org.sipario.tomcat;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
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
import org.sipario.message.wire.ListeningPoint;
import org.sipario.servlet.Deployed;
import org.sipario.servlet.descriptor.ApplicationDescriptor;
import org.sipario.servlet.invocation.UserDatabase;

/**
 * An engine that serves SIP beside HTTP: one SIP container, shared by all hosts and SIP connectors of its service.
 *
 * <p>In {@code conf/server.xml}: {@code <Engine className="org.sipario.tomcat.SipEngine" name="Sipario" defaultHost="localhost"
 * dar="conf/dar.properties">}. An unknown attribute stops the start.
 */
public final class SipEngine extends StandardEngine {
    private static final System.Logger LOG = System.getLogger("org.sipario.Server");

    /** What is on its way out when all sessions are gone: a last response or two. */
    private static final Duration CLOSE = Duration.ofSeconds(1);

    /** Seconds, enough for requests in progress, while no time is enough for talks. */
    private static final int GRACE = 2;

    /** The attributes that have setters here; {@link StackSettings} has the others. */
    static final List<Setting> OWN = List.of(
            Setting.text(
                    "dar",
                    "file",
                    "",
                    "the default application router's file, relative to the server's base folder or absolute (JSR 289, appendix"
                            + " C). Without it every request goes to the only application"),
            new Setting(
                    "grace",
                    "s",
                    Integer.toString(GRACE),
                    "how long a stopping server waits for sessions to end by themselves; new ones get 503 meanwhile"));

    private final StackSettings settings = new StackSettings();
    private @Nullable String dar;
    private @Nullable Footing footing;
    private @Nullable SipServerStack stack;
    private int grace = GRACE;
    private @Nullable Path traceFolder;
    private @Nullable MessageTrace trace;
    private volatile Runnable onTraceChange = () -> {};

    /** Made by Tomcat, which knows this class from {@code conf/server.xml}. */
    public SipEngine() {}

    /**
     * The file of the default application router (JSR 289, appendix C).
     *
     * @param file relative to the server's base folder, or absolute; empty for none. Default: none
     */
    public void setDar(String file) {
        dar = file;
    }

    /** The file of the default application router; null for none. */
    public @Nullable String getDar() {
        return dar;
    }

    /**
     * How long a server that was told to stop waits for sessions to end by themselves. New dialogs are refused meanwhile.
     *
     * @param seconds 0 for not at all. Default: 2, enough for requests in progress, while no time is
     *     enough for talks
     */
    public void setGrace(int seconds) {
        grace = seconds;
    }

    /** How long a server that was told to stop waits for sessions to end by themselves, in seconds. */
    public int getGrace() {
        return grace;
    }

    /** Where messages are recorded, in the place of {@code logs/trace}. */
    void traceInto(Path folder) {
        traceFolder = folder;
        settings.set("trace", "on");
    }

    /**
     * Takes an attribute that there is no setter for: a time or bound of the SIP stack, by the names of {@link StackSettings}.
     *
     * @return true: a wrong one is not a line in the log, it ends the start
     * @throws StartFailure when there is no such attribute, or the value is not a whole number above 0
     */
    public boolean setProperty(String name, String value) {
        settings.set(name, value);
        return true;
    }

    /** What to stand on instead of sockets, real time and virtual threads. */
    void standOn(Footing footing) {
        this.footing = footing;
    }

    @Override
    protected void initInternal() throws LifecycleException {
        // Before anything is there that would have to be closed.
        Path routes = darFile();
        Footing standsOn = footing == null ? new SocketFooting(settings.transport()) : footing;
        stack = new SipServerStack(settings, standsOn, routes, users());
        Path folder = traceFolder == null ? getCatalinaBase().toPath().resolve("logs/trace") : traceFolder;
        trace = new MessageTrace(folder, settings.trace(), stack::tap, () -> onTraceChange.run());
        if (settings.traced()) {
            trace.on();
        }
        for (Connector connector : getService().findConnectors()) {
            if (connector.getProtocolHandler() instanceof SipProtocol protocol) {
                protocol.attach(this);
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
                "nobody can authenticate by SIP: <Realm className=\"{0}\"> of <Engine> is not {1}",
                realm == null ? "" : realm.getClass().getName(),
                SipUserRealm.class.getName());
        return new FixedUsers(Map.of());
    }

    /** The router's file, if there is to be one. */
    @Nullable
    Path darFile() {
        if (dar == null || dar.isBlank()) {
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
    static List<SipEngine> of(Server server) {
        return Stream.of(server.findServices())
                .map(Service::getContainer)
                .filter(SipEngine.class::isInstance)
                .map(SipEngine.class::cast)
                .toList();
    }

    Deployed deploy(ApplicationDescriptor descriptor, SipContext context) {
        return stack().deploy(descriptor, context);
    }

    ListeningPoint listen(ListeningSettings settings) throws IOException {
        return stack().listen(settings);
    }

    void serve() {
        stack().serve();
    }

    void drain() {
        stack().drain();
    }

    ServerCounts counts() {
        return stack().counts();
    }

    /** The switch of the message trace. */
    MessageTrace messageTrace() {
        if (trace == null) {
            throw new IllegalStateException("not initialised");
        }
        return trace;
    }

    /** Who hears that the message trace was switched on or off, or failed. */
    void onTraceChange(Runnable listener) {
        onTraceChange = listener;
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        stack().drain();
        stack().awaitQuiet(Duration.ofSeconds(grace));
        super.stopInternal();
    }

    @Override
    protected void destroyInternal() throws LifecycleException {
        super.destroyInternal();
        if (stack != null) {
            stack.close(CLOSE);
        }
        if (trace != null) {
            // Last, so that what was said in the end is in it.
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
