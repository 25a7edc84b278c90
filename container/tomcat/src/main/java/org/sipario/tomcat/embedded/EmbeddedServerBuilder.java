package org.sipario.tomcat.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.naming.Context;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.NamingContextListener;
import org.apache.catalina.core.StandardServer;
import org.apache.catalina.core.StandardService;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.StartFailure;
import org.sipario.tomcat.connector.ListeningSettings;
import org.sipario.tomcat.connector.SipProtocol;
import org.sipario.tomcat.deploy.SipHost;
import org.sipario.tomcat.deploy.SipHostConfig;
import org.sipario.tomcat.engine.FixedUsers;
import org.sipario.tomcat.engine.Platform;
import org.sipario.tomcat.engine.SipEngine;

/** The settings of an {@link EmbeddedServer}. Each call changes the builder and returns it. */
public final class EmbeddedServerBuilder {
    private final SipEngine engine = new SipEngine();
    private final List<Connector> connectors = new ArrayList<>();
    private final Map<String, FixedUsers.User> users = new LinkedHashMap<>();
    private final Map<String, Object> resources = new LinkedHashMap<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private @Nullable Path base;
    private int hotDeploySeconds;

    EmbeddedServerBuilder() {
        grace(0);
    }

    /**
     * The folder for {@code apps}, {@code conf} and the rest; created if it is not there. Default: a temporary one,
     * deleted when the server is closed.
     */
    public EmbeddedServerBuilder base(Path folder) {
        base = folder;
        return this;
    }

    /**
     * Listens for HTTP.
     *
     * @param address a local address, such as {@code 127.0.0.1}; {@code 0.0.0.0} for all of IPv4
     * @param port 0 for any that is free
     */
    public EmbeddedServerBuilder http(String address, int port) {
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(port);
        connector.setProperty("address", address);
        connectors.add(connector);
        return this;
    }

    /**
     * Listens for SIP.
     *
     * @param address a local address, such as {@code 127.0.0.1} or {@code ::1}
     * @param port 0 for any that is free
     */
    public EmbeddedServerBuilder sip(Transport transport, String address, int port) {
        return sip(Map.of("transport", transport.parameter(), "address", address, "port", Integer.toString(port)));
    }

    /**
     * Listens for SIP as a {@code <Connector>} of {@code conf/server.xml} with these attributes does.
     *
     * @throws StartFailure when one is unknown or wrong
     */
    public EmbeddedServerBuilder sip(Map<String, String> attributes) {
        ListeningSettings.of(attributes);
        Connector connector = new Connector(SipProtocol.class.getName());
        attributes.forEach(connector::setProperty);
        connectors.add(connector);
        return this;
    }

    /**
     * Sets a time or limit of the SIP stack, as an attribute of {@code <Engine>} does: {@code setting("t1", "100")}.
     *
     * @throws StartFailure when there is no such setting, or the value is not allowed
     */
    public EmbeddedServerBuilder setting(String name, String value) {
        engine.setProperty(name, value);
        return this;
    }

    /**
     * The default application router's file: {@code sip.dar} of the packed server. Default: none.
     *
     * @param darFile if relative, then to the current directory of the program
     */
    public EmbeddedServerBuilder router(Path darFile) {
        engine.setProperty("dar", darFile.toAbsolutePath().toString());
        return this;
    }

    /** A user who can authenticate, by SIP digest as by HTTP. */
    public EmbeddedServerBuilder user(String name, String password, String... roles) {
        users.put(name, new FixedUsers.User(password, List.of(roles)));
        return this;
    }

    /**
     * An object for all applications, such as a data source.
     *
     * @param name under {@code java:comp/env/}, such as {@code jdbc/sipario}
     */
    public EmbeddedServerBuilder resource(String name, Object object) {
        resources.put(name, object);
        return this;
    }

    /**
     * A context parameter of every application; it takes precedence over the application's own of that name.
     *
     * @param name as in {@link jakarta.servlet.ServletContext#getInitParameter}
     */
    public EmbeddedServerBuilder parameter(String name, String value) {
        parameters.put(name, value);
        return this;
    }

    /** What the SIP side runs on. Default: sockets, real time and virtual threads. A platform carries one server. */
    public EmbeddedServerBuilder on(Platform platform) {
        engine.runOn(platform);
        return this;
    }

    /**
     * Records every message into capture files in a folder, as {@code trace="on"} of {@code conf/server.xml} does.
     * Default: none. The last messages are there when the server has been closed.
     */
    public EmbeddedServerBuilder trace(Path folder) {
        engine.traceInto(folder);
        return this;
    }

    /** Checks {@code apps/} for changes at this interval, as the packed server does. Default: never. */
    public EmbeddedServerBuilder hotDeploy(int everySeconds) {
        hotDeploySeconds = everySeconds;
        return this;
    }

    /** How long {@link EmbeddedServer#close} waits for sessions to end by themselves. Default: not at all. */
    public EmbeddedServerBuilder grace(int seconds) {
        engine.setProperty("grace", Integer.toString(seconds));
        return this;
    }

    /**
     * Starts it.
     *
     * @throws StartFailure when it cannot listen as it was told
     */
    public EmbeddedServer start() {
        try {
            Path folder = base == null ? Files.createTempDirectory("sipario") : Files.createDirectories(base);
            prepare(folder);
            useTomcatsNaming();
            SipHost host = host();
            EmbeddedServer server = new EmbeddedServer(server(folder, host), engine, host, folder, base == null);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process has one implementation of JNDI: Tomcat's, unless the program has chosen another. */
    private static void useTomcatsNaming() {
        if (System.getProperty(Context.INITIAL_CONTEXT_FACTORY) == null) {
            System.setProperty(Context.INITIAL_CONTEXT_FACTORY, "org.apache.naming.java.javaURLContextFactory");
        }
        if (System.getProperty(Context.URL_PKG_PREFIXES) == null) {
            System.setProperty(Context.URL_PKG_PREFIXES, "org.apache.naming");
        }
    }

    private static void prepare(Path folder) throws IOException {
        for (String name : List.of("apps", "apps-javax", "conf", "work")) {
            Files.createDirectories(folder.resolve(name));
        }
        Path webXml = folder.resolve("conf/web.xml");
        if (Files.notExists(webXml)) {
            try (InputStream in = EmbeddedServer.class.getResourceAsStream("embedded-web.xml")) {
                Files.copy(Objects.requireNonNull(in, "embedded-web.xml"), webXml);
            }
        }
    }

    private SipHost host() {
        SipHost host = new SipHost();
        host.setName("localhost");
        host.setAppBase("apps");
        host.setLegacyAppBase("apps-javax");
        host.setAutoDeploy(hotDeploySeconds > 0);
        host.addLifecycleListener(new SipHostConfig());
        host.bind(resources);
        host.parameters(parameters);
        return host;
    }

    /**
     * Tomcat keeps the global names of one server in a process: once there is a second server, applications of the first
     * cannot even be stopped. So an embedded server gives its {@linkplain #resource resources} to each application.
     */
    private static void withoutGlobalNaming(StandardServer server) {
        for (LifecycleListener listener : server.findLifecycleListeners()) {
            if (listener instanceof NamingContextListener) {
                server.removeLifecycleListener(listener);
            }
        }
    }

    private StandardServer server(Path folder, SipHost host) {
        // Unique in the process, as Tomcat registers managed beans under it.
        engine.setName("Sipario-" + UUID.randomUUID());
        engine.setDefaultHost(host.getName());
        engine.setBackgroundProcessorDelay(hotDeploySeconds > 0 ? hotDeploySeconds : 10);
        engine.setRealm(new FixedUsers(users));
        engine.addChild(host);

        StandardService service = new StandardService();
        service.setName(engine.getName());
        service.setContainer(engine);
        connectors.forEach(service::addConnector);

        StandardServer server = new StandardServer();
        withoutGlobalNaming(server);
        server.setPort(-1);
        server.setCatalinaBase(folder.toFile());
        server.setCatalinaHome(folder.toFile());
        server.addService(service);
        return server;
    }
}
