package org.sipario.tomcat.converged;

import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Connector;
import org.sipario.tomcat.connector.Connectors;
import org.sipario.tomcat.connector.ListeningAddress;

/** Where an application is reached by HTTP. */
final class WebAddress {
    private WebAddress() {}

    /**
     * An absolute URL of an application.
     *
     * @param path below the context path
     * @throws IllegalArgumentException when no connector has the scheme
     */
    static String of(Context application, String path, String scheme) {
        String below = path.startsWith("/") ? path : "/" + path;
        return root(application, scheme) + application.getEncodedPath() + below;
    }

    /** Scheme, host and, unless it is the scheme's own, port. */
    private static String root(Context application, String scheme) {
        Host host = (Host) application.getParent();
        for (Connector connector : Container.getService(application).findConnectors()) {
            ListeningAddress address = Connectors.address(connector);
            if (address.protocol().equalsIgnoreCase(scheme)) {
                String name = connector.getProxyName() == null ? host.getName() : connector.getProxyName();
                int port = connector.getProxyPort() == 0 ? address.port() : connector.getProxyPort();
                return scheme + "://" + name + (isDefault(scheme, port) ? "" : ":" + port);
            }
        }
        throw new IllegalArgumentException("the server has no connector for " + scheme);
    }

    private static boolean isDefault(String scheme, int port) {
        return port == (scheme.equalsIgnoreCase("https") ? 443 : 80);
    }
}
