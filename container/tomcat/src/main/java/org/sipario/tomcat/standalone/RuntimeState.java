package org.sipario.tomcat.standalone;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.Server;
import org.apache.catalina.connector.Connector;
import org.sipario.tomcat.connector.Connectors;
import org.sipario.tomcat.deploy.Deployments;
import org.sipario.tomcat.deploy.SipHost;
import org.sipario.tomcat.engine.SipEngine;

/**
 * The state of a running server in {@code run/server.properties}, for {@code bin/sipario}: the process, the listening
 * points, whether messages are recorded, and what has become of each file in {@code apps/}: {@code running} or {@code
 * failed}, the file's modification time, and the problem if there is one. The file exists only while the server serves.
 */
final class RuntimeState {
    private static final System.Logger LOG = System.getLogger("org.sipario.Server");

    private final Path file;
    private final Server server;

    RuntimeState(Path file, Server server) {
        this.file = file;
        this.server = server;
    }

    /** Writes the file now and after every change, and deletes it when the server begins to stop. */
    void publish() {
        deployments().forEach(host -> host.onChange(this::write));
        engines().forEach(engine -> engine.onTraceChange(this::write));
        server.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.BEFORE_STOP_EVENT)) {
                deployments().forEach(host -> host.onChange(() -> {}));
                engines().forEach(engine -> engine.onTraceChange(() -> {}));
                delete();
            }
        });
        write();
    }

    private synchronized void write() {
        StringBuilder text = new StringBuilder();
        text.append("pid=").append(ProcessHandle.current().pid()).append('\n');
        List<Connector> connectors = Connectors.of(server).toList();
        for (int n = 0; n < connectors.size(); n++) {
            text.append("listening.")
                    .append(n)
                    .append('=')
                    .append(Connectors.address(connectors.get(n)))
                    .append('\n');
        }
        engines()
                .forEach(engine -> text.append("trace=")
                        .append(engine.messageTrace().state().replaceAll("[\\r\\n\\\\]", " "))
                        .append('\n'));
        deployments()
                .forEach(host -> host.all()
                        .values()
                        .forEach(d -> text.append("application.")
                                .append(escaped(d.file()))
                                .append('=')
                                .append(d.running() ? "running " : "failed ")
                                .append(d.modified())
                                .append(d.running() ? "" : " " + value(d.problem()))
                                .append('\n')));
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.writeString(file.resolveSibling("server.properties.next"), text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(WARNING, "{0} cannot be written, so `sipario status` does not find this server: {1}", file, e);
        }
    }

    /** The {@code #} of a version needs no escape: only at the start of a line does it begin a comment. */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\")
                .replace(" ", "\\ ")
                .replace("=", "\\=")
                .replace(":", "\\:");
    }

    private static String value(String text) {
        return text.replace("\\", "\\\\").replaceAll("\\s*\\R\\s*", " ");
    }

    private synchronized void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(WARNING, "{0} cannot be deleted: {1}", file, e);
        }
    }

    private List<SipEngine> engines() {
        return SipEngine.of(server);
    }

    private Stream<Deployments> deployments() {
        return Stream.of(server.findServices())
                .flatMap(service -> Stream.of(service.getContainer().findChildren()))
                .filter(SipHost.class::isInstance)
                .map(host -> ((SipHost) host).deployer().deployments());
    }
}
