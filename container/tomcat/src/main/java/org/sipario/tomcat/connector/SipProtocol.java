package org.sipario.tomcat.connector;

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
import org.sipario.tomcat.StartFailure;

/**
 * A SIP listening point as a Tomcat connector: {@code <Connector protocol="org.sipario.tomcat.connector.SipProtocol"
 * transport="udp" port="5060"/>} in a {@code <Service>} whose {@code <Engine>} opens {@link ListeningPoints}.
 *
 * <p>The attributes are those of {@link ListeningSettings}. An unknown attribute or a bad value stops the start.
 *
 * <p>The socket is opened when Tomcat initialises the connector, so that a port that is taken stops the start before any
 * application runs. Until the engine has started the applications, requests are answered 503.
 */
public final class SipProtocol implements ProtocolHandler {
    private static final System.Logger LOG = System.getLogger("org.sipario.Server");

    private final Map<String, String> attributes = new LinkedHashMap<>();
    private int portOffset;
    private @Nullable Adapter adapter;
    private @Nullable Executor executor;
    private @Nullable ScheduledExecutorService utilityExecutor;
    private @Nullable ListeningPoints engine;
    private @Nullable ListeningPoint point;

    /** Created by Tomcat, from the class name in {@code conf/server.xml}. */
    public SipProtocol() {}

    /**
     * Takes an attribute of the {@code <Connector>}; Tomcat calls this because there are no setters. All are checked
     * together when the connector is initialised.
     *
     * @return true: an unknown attribute is reported by that check, and needs no line of Tomcat's in the log
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

    /** The configured port; read by Tomcat. */
    public int getPort() {
        return settings().bind().getPort();
    }

    /** The bound port, -1 before there is one; read by Tomcat. */
    public int getLocalPort() {
        return point == null ? -1 : point.bound().getPort();
    }

    /** The configured address; null when the settings are wrong, which {@link #init} reports. Read by Tomcat. */
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

    /** Takes the engine of the connector's service; without one the connector cannot be initialised. */
    public void attach(ListeningPoints engine) {
        this.engine = engine;
    }

    @Override
    public void init() {
        ListeningSettings settings = settings();
        if (engine == null) {
            throw new StartFailure(
                    "a SIP <Connector> needs a SIP <Engine> in its <Service>, as the shipped conf/server.xml has it");
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

    /** The engine closes all listening points together; it stops after the connectors have been paused. */
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

    /** Returns at once: the engine waits for calls in progress, before it stops the applications. */
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

    /** Not used: SIP sessions run on virtual threads. */
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
        throw new StartFailure("<SSLHostConfig> of a SIP <Connector>: SIP over TLS is not supported yet");
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
