package org.sipario.tomcat;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import org.apache.catalina.Container;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.Server;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;

/**
 * What a running server says of itself in {@code run/server.properties}, for {@code bin/sipario}: the process, the listening
 * points, whether it records messages, and what has become of each file in {@code apps/}: {@code running} or {@code failed}, the
 * file's modification time, and the problem where there is one. It is there only while the server serves.
 */
final class RunFile {
    private static final System.Logger LOG = System.getLogger("org.sipario.Server");

    private final Path file;
    private final Server server;

    RunFile(Path file, Server server) {
        this.file = file;
        this.server = server;
    }

    /** Writes the file now and after every deployment, and deletes it when the server begins to stop. */
    void keep() {
        forEachHost(host -> host.onChange(this::write));
        engines().forEach(engine -> engine.onTraceChange(this::write));
        server.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.BEFORE_STOP_EVENT)) {
                forEachHost(host -> host.onChange(() -> {}));
                engines().forEach(engine -> engine.onTraceChange(() -> {}));
                delete();
            }
        });
        write();
    }

    private synchronized void write() {
        StringBuilder text = new StringBuilder();
        text.append("pid=").append(ProcessHandle.current().pid()).append('\n');
        int n = 0;
        for (Service service : server.findServices()) {
            for (Connector connector : service.findConnectors()) {
                text.append("listening.")
                        .append(n++)
                        .append('=')
                        .append(ListeningAddress.of(connector))
                        .append('\n');
            }
        }
        engines()
                .forEach(engine -> text.append("trace=")
                        .append(engine.messageTrace().state().replaceAll("[\\r\\n\\\\]", " "))
                        .append('\n'));
        forEachHost(host -> host.deployments()
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
            LOG.log(WARNING, "{0} cannot be written, so `sipario status` will not find this server: {1}", file, e);
        }
    }

    /** Name and version are parted by {@code ##}; only at the start of a line would that be a comment. */
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

    private void forEachHost(Consumer<SipHost> action) {
        for (Service service : server.findServices()) {
            for (Container host : service.getContainer().findChildren()) {
                if (host instanceof SipHost ours) {
                    action.accept(ours);
                }
            }
        }
    }
}
