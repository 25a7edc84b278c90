package org.sipario.tomcat;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.coyote.Adapter;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.UpgradeProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.ListeningPoint;

/**
 * A SIP listening point as a Tomcat connector: {@code <Connector protocol="org.sipario.tomcat.SipProtocol" transport="udp"
 * port="5060"/>} in a {@code <Service>} whose {@code <Engine>} is a {@link SipEngine}.
 *
 * <p>Attributes: {@code transport} ({@code udp} or {@code tcp}; must be there), {@code address} (default {@code 0.0.0.0}),
 * {@code port} (default 5060; 0 for any that is free), {@code advertisedHost} and {@code advertisedPort} (default: the bound ones).
 * An unknown attribute or a bad value stops the start.
 *
 * <p>The socket is opened when Tomcat initialises the connector, so that a port that is taken stops the start before any
 * application runs; until the engine has started them, requests are answered 503.
 */
public final class SipProtocol implements ProtocolHandler {
    private static final System.Logger LOG = System.getLogger("org.sipario.Server");

    private final Map<String, String> attributes = new LinkedHashMap<>();
    private int portOffset;
    private @Nullable Adapter adapter;
    private @Nullable Executor executor;
    private @Nullable ScheduledExecutorService utilityExecutor;
    private @Nullable SipEngine engine;
    private @Nullable ListeningPoint point;

    /** Made by Tomcat, which knows this class from {@code conf/server.xml}. */
    public SipProtocol() {}

    /**
     * Takes an attribute of the {@code <Connector>}; Tomcat calls this because there are no setters. All are checked together when the
     * connector is initialised.
     *
     * @return true: whether we know it is said then, and not by a line in the log
     */
    public boolean setProperty(String name, String value) {
        attributes.put(name, value);
        return true;
    }

    /** An attribute as it was given; null when it was not. */
    public @Nullable Object getProperty(String name) {
        return attributes.get(name);
    }

    /** Takes the server's {@code portOffset}, which Tomcat adds to the port of each connector. */
    public void setPortOffset(int offset) {
        portOffset = offset;
    }

    /** The port that was asked for; Tomcat asks. */
    public int getPort() {
        return settings().bind().getPort();
    }

    /** The port that was bound; -1 before; Tomcat asks. */
    public int getLocalPort() {
        return point == null ? -1 : point.bound().getPort();
    }

    /** The address that was asked for; null when it is no address, which is said later; Tomcat asks. */
    public @Nullable InetAddress getAddress() {
        try {
            return settings().bind().getAddress();
        } catch (StartFailure _) {
            return null;
        }
    }

    private ListeningSettings settings() {
        return ListeningSettings.of(attributes).withPortOffset(portOffset);
    }

    /** Distinguishes UDP and TCP on one port, which Tomcat would otherwise give one JMX name. */
    @Override
    public String getId() {
        return attributes.get("transport") + "-" + attributes.get("address") + "-" + attributes.get("port");
    }

    /** Where this listens; the port is the bound one once there is one. */
    ListeningAddress address() {
        ListeningSettings settings = settings();
        int port = point == null ? settings.bind().getPort() : getLocalPort();
        return new ListeningAddress(
                settings.transport().parameter(), settings.bind().getAddress().getHostAddress(), port);
    }

    /** The attributes as they were given. */
    Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    void attach(SipEngine owner) {
        engine = owner;
    }

    @Override
    public void init() {
        ListeningSettings settings = settings();
        if (engine == null) {
            throw new StartFailure("a SIP <Connector> needs <Engine className=\"" + SipEngine.class.getName()
                    + "\"> in its <Service>");
        }
        try {
            point = engine.listen(settings);
        } catch (IOException e) {
            throw new StartFailure("SIP " + e.getMessage() + " (-Dsip.port=PORT, -Dbind.address=ADDRESS)");
        }
    }

    @Override
    public void start() {
        if (engine != null) {
            engine.serve();
        }
    }

    @Override
    public void pause() {
        if (engine != null) {
            engine.drain();
        }
    }

    @Override
    public void resume() {
        start();
    }

    /** The engine, which stops after the connectors have been paused, closes all listening points together. */
    @Override
    public void stop() {
        pause();
    }

    @Override
    public void destroy() {
        point = null;
    }

    @Override
    public void closeServerSocketGraceful() {
        pause();
    }

    /** Returns at once: the calls in progress are waited for where the applications are stopped. */
    @Override
    public long awaitConnectionsClose(long waitMillis) {
        return waitMillis;
    }

    @Override
    public @Nullable Adapter getAdapter() {
        return adapter;
    }

    @Override
    public void setAdapter(Adapter adapter) {
        this.adapter = adapter;
    }

    @Override
    public @Nullable Executor getExecutor() {
        return executor;
    }

    /** Is taken and not used: sessions run on virtual threads of their own. */
    @Override
    public void setExecutor(Executor executor) {
        LOG.log(WARNING, "{0}: executor is for HTTP; SIP sessions run on virtual threads without one", address());
        this.executor = executor;
    }

    @Override
    public @Nullable ScheduledExecutorService getUtilityExecutor() {
        return utilityExecutor;
    }

    @Override
    public void setUtilityExecutor(ScheduledExecutorService executor) {
        utilityExecutor = executor;
    }

    @Override
    public boolean isSendfileSupported() {
        return false;
    }

    @Override
    public void addSslHostConfig(SSLHostConfig sslHostConfig) {
        throw new StartFailure("<SSLHostConfig> of a SIP <Connector>: TLS is not there yet");
    }

    @Override
    public void addSslHostConfig(SSLHostConfig sslHostConfig, boolean replace) {
        addSslHostConfig(sslHostConfig);
    }

    @Override
    public SSLHostConfig[] findSslHostConfigs() {
        return new SSLHostConfig[0];
    }

    @Override
    public void addUpgradeProtocol(UpgradeProtocol upgradeProtocol) {
        throw new StartFailure("<UpgradeProtocol> has no meaning in a SIP <Connector>");
    }

    @Override
    public UpgradeProtocol[] findUpgradeProtocols() {
        return new UpgradeProtocol[0];
    }
}
