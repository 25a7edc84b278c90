package org.sipario.tomcat.standalone;

import static java.lang.System.Logger.Level.ERROR;

import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.Server;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.sipario.tomcat.Causes;

/**
 * Connects every data source of {@code <GlobalNamingResources>} once, from before the first application starts and in
 * parallel with the rest of the start; an application that asks for a connection meanwhile waits for this.
 *
 * <p>So a database that cannot be reached is reported at once, in one line. And the threads that drivers start belong to
 * the server: started by the first application that asks, they would keep its class loader for ever.
 *
 * <p>In {@code conf/server.xml}: {@code <Listener className="org.sipario.tomcat.standalone.GlobalDataSources"/>}.
 */
@SuppressWarnings("BanJNDI") // the names are the operator's own, of conf/server.xml
public final class GlobalDataSources implements LifecycleListener {
    private static final System.Logger LOG = System.getLogger("org.sipario.Server");

    /** Created by Tomcat, from the class name in {@code conf/server.xml}. */
    public GlobalDataSources() {}

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.START_EVENT) && event.getLifecycle() instanceof Server server) {
            for (ContextResource resource : server.getGlobalNamingResources().findResources()) {
                if (resource.getType().equals(DataSource.class.getName())) {
                    connect(server, resource.getName());
                }
            }
        }
    }

    private static void connect(Server server, String name) {
        try {
            DataSource source = (DataSource) server.getGlobalNamingContext().lookup(name);
            Thread.ofPlatform().name("sipario-connect-" + name).daemon().start(() -> connect(source, name));
        } catch (NamingException e) {
            report(name, e);
        }
    }

    private static void connect(DataSource source, String name) {
        try (Connection connection = source.getConnection()) {
            connection.getMetaData();
        } catch (SQLException e) {
            report(name, e);
        }
    }

    private static void report(String name, Exception failure) {
        LOG.log(
                ERROR,
                "data source {0} cannot be connected ({1}): check its <Resource> in conf/server.xml and that the database runs."
                        + " Applications that use it will fail until it does",
                name,
                String.valueOf(Causes.root(failure).getMessage())
                        .lines()
                        .findFirst()
                        .orElse(""));
    }
}
