package org.sipario.tomcat;

import org.apache.catalina.Container;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Connector;

/** Where a host's applications are reached by HTTP. */
final class WebAddress {
    private WebAddress() {}

    /**
     * The start of a URL: scheme, host and, unless it is the scheme's own, port.
     *
     * @throws IllegalArgumentException when no connector speaks the scheme
     */
    static String of(SipContext context, String scheme) {
        Host host = (Host) context.getParent();
        for (Connector connector : Container.getService(context).findConnectors()) {
            ListeningAddress address = ListeningAddress.of(connector);
            if (address.protocol().equalsIgnoreCase(scheme)) {
                String name = connector.getProxyName() == null ? host.getName() : connector.getProxyName();
                int port = connector.getProxyPort() == 0 ? address.port() : connector.getProxyPort();
                return scheme + "://" + name + (isUsual(scheme, port) ? "" : ":" + port);
            }
        }
        throw new IllegalArgumentException("no connector speaks " + scheme);
    }

    private static boolean isUsual(String scheme, int port) {
        return port == (scheme.equalsIgnoreCase("https") ? 443 : 80);
    }
}
