package org.sipario.tomcat.connector;

import java.net.InetAddress;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.catalina.Server;
import org.apache.catalina.connector.Connector;

/** The connectors of a server, HTTP and SIP alike, and where they listen. */
public final class Connectors {
    private Connectors() {}

    /** Every connector of every service, in the order of {@code conf/server.xml}. */
    public static Stream<Connector> of(Server server) {
        return Stream.of(server.findServices()).flatMap(service -> Stream.of(service.findConnectors()));
    }

    /** Where a connector listens; the port is the bound one once there is one. */
    public static ListeningAddress address(Connector connector) {
        if (connector.getProtocolHandler() instanceof SipProtocol sip) {
            return sip.address();
        }
        String host =
                connector.getProperty("address") instanceof InetAddress address ? address.getHostAddress() : "0.0.0.0";
        return new ListeningAddress(connector.getScheme().toLowerCase(Locale.ROOT), host, connector.getLocalPort());
    }
}
