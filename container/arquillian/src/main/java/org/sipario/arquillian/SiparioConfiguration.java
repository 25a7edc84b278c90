package org.sipario.arquillian;

import java.util.Map;
import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The options of a Sipario container in {@code arquillian.xml}. None is needed: without any, the tests get a server in their own
 * JVM, on free ports of the loopback interface.
 *
 * <p>{@code home} decides which server is tested. Without it, it is an embedded one. With it, it is the packed server there, which
 * is started by its {@code bin/sipario start} and stopped in the end; and with {@code allowConnectingToRunningServer} also one
 * that runs already.
 *
 * <table>
 * <caption>Options</caption>
 * <tr><th>option</th><th>default</th><th>meaning</th></tr>
 * <tr><td>{@code home}</td><td>none: embedded</td><td>the folder of the packed server, with {@code bin/sipario} in it</td></tr>
 * <tr><td>{@code base}</td><td>a temporary one, deleted in the end</td><td>the server's own folder for {@code conf}, {@code apps},
 * {@code logs} and the rest: {@code SIPARIO_BASE}</td></tr>
 * <tr><td>{@code bindAddress}</td><td>{@code 127.0.0.1}</td><td>the local address it listens on</td></tr>
 * <tr><td>{@code httpPort}</td><td>{@code 0}</td><td>port of HTTP; 0 for any that is free</td></tr>
 * <tr><td>{@code sipPort}</td><td>{@code 0}</td><td>port of SIP over UDP and TCP; 0 for any that are free, one for each</td></tr>
 * <tr><td>{@code dar}</td><td>none: all requests go to the only application</td><td>the default application router's file</td></tr>
 * <tr><td>{@code users}</td><td>embedded: none; packed: those of its {@code conf/tomcat-users.xml}</td><td>who can authenticate:
 * {@code NAME:PASSWORD:ROLE,ROLE}, parted by spaces</td></tr>
 * <tr><td>{@code dataSources}</td><td>none</td><td>embedded only: {@code NAME=JDBC-URL}, parted by spaces, each found as
 * {@code java:comp/env/NAME}. The packed server has them in {@code conf/server.xml}</td></tr>
 * <tr><td>{@code jvmOptions}</td><td>none</td><td>packed only: options of its JVM, parted by spaces, after those of
 * {@code conf/jvm.options}</td></tr>
 * <tr><td>{@code javaHome}</td><td>that of the tests</td><td>packed only: the Java it runs on</td></tr>
 * <tr><td>{@code startTimeout}</td><td>{@code 60}</td><td>packed only: seconds that starting may take, and stopping</td></tr>
 * <tr><td>{@code allowConnectingToRunningServer}</td><td>{@code false}</td><td>packed only, needs {@code base}: use the server
 * that runs in {@code base}, if one does, and leave it running</td></tr>
 * </table>
 *
 * <p>Relative paths are meant from where the tests run. Any option can be given on the command line, too: {@code
 * -Darq.container.QUALIFIER.configuration.home=…}.
 */
public final class SiparioConfiguration implements ContainerConfiguration {
    private @Nullable Settings settings;

    /** Made by Arquillian. */
    public SiparioConfiguration() {}

    /** Reads what stands in {@code arquillian.xml}. */
    void read(Map<String, String> properties) {
        settings = Settings.of(properties);
    }

    /** The options, checked. */
    Settings settings() {
        return settings == null ? Settings.of(Map.of()) : settings;
    }

    /**
     * Has nothing left to find: options are checked when they are read.
     *
     * @throws ConfigurationException never
     */
    @Override
    public void validate() {}
}
