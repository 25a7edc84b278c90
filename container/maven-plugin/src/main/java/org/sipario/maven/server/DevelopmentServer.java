package org.sipario.maven.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.sipario.maven.RunSettings;
import org.sipario.message.wire.Transport;
import org.sipario.tomcat.deploy.DeploymentFailure;
import org.sipario.tomcat.embedded.EmbeddedServer;
import org.sipario.tomcat.embedded.EmbeddedServerBuilder;

/**
 * A server with the one application that is being written: deploys it, and deploys it anew when its files have changed. An
 * application that does not start is told of in a line, and gets its next chance at the next change.
 */
final class DevelopmentServer implements AutoCloseable {
    /** Often enough to be there before the next call is made by hand, and seldom enough to cost nothing. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final RunSettings settings;
    private final PrintStream out;
    private final EmbeddedServer server;
    private final ExplodedApplication application;
    private final ProjectWatch files;
    private final ScheduledExecutorService watchman = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("watch").daemon().unstarted(work));

    private DevelopmentServer(RunSettings settings, PrintStream out, EmbeddedServer server) {
        this.settings = settings;
        this.out = out;
        this.server = server;
        application = new ExplodedApplication(settings);
        List<Path> roots = new ArrayList<>(settings.classes());
        roots.add(settings.webapp());
        roots.addAll(settings.libraries());
        if (settings.dar() != null) {
            roots.add(settings.dar());
        }
        files = new ProjectWatch(roots);
    }

    /**
     * Starts the server and deploys the application; says on {@code out} where they are reached.
     *
     * @throws org.sipario.tomcat.StartFailure when it cannot listen as it was told
     */
    static DevelopmentServer start(RunSettings settings, PrintStream out) throws IOException {
        defaultDescriptor(settings.base().resolve("conf/web.xml"));
        EmbeddedServerBuilder builder = EmbeddedServer.builder()
                .base(settings.base())
                .http(settings.address(), settings.httpPort())
                .resource("jdbc/sipario", database(settings.base()));
        for (RunSettings.User user : settings.users()) {
            builder.user(user.name(), user.password(), user.roles().toArray(String[]::new));
        }
        if (settings.dar() != null) {
            builder.router(settings.dar().toAbsolutePath());
        }
        builder.sip(Transport.UDP, settings.address(), settings.sipPort());
        builder.sip(Transport.TCP, settings.address(), settings.sipPort());
        DevelopmentServer server = new DevelopmentServer(settings, out, builder.start());
        server.sayWhereItListens();
        server.deploy("deployed");
        return server;
    }

    /** What every application begins with in this server: files, index pages and JSPs, as in the packed one. */
    private static void defaultDescriptor(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = DevelopmentServer.class.getResourceAsStream("web.xml")) {
            Files.copy(Objects.requireNonNull(in, "web.xml"), file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The one database of the packed server, which applications find under the same name. */
    private static JdbcDataSource database(Path base) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + base.resolve("data/sipario").toAbsolutePath() + ";DB_CLOSE_ON_EXIT=FALSE");
        database.setUser("sa");
        return database;
    }

    private void sayWhereItListens() {
        out.println("listening: udp " + address(server.sip(Transport.UDP)));
        out.println("listening: tcp " + address(server.sip(Transport.TCP)));
        out.println("listening: http://" + address(server.http())
                + (settings.contextPath().equals("/") ? "/" : settings.contextPath() + "/"));
    }

    private String address(InetSocketAddress bound) {
        String host = settings.address();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort();
    }

    /** Begins to look for changes. */
    void watch() {
        out.println("watching " + settings.classes().getLast() + " and " + settings.webapp()
                + ": what changes is reloaded, and calls in progress end with that. Ctrl-C stops the server.");
        var _ = watchman.scheduleWithFixedDelay(
                this::reloadIfChanged, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void reloadIfChanged() {
        List<Path> changed = files.look();
        if (!changed.isEmpty()) {
            deploy("reloaded after a change of " + changed.getFirst().getFileName()
                    + (changed.size() == 1 ? "" : " and " + (changed.size() - 1) + " more"));
        }
    }

    /** Whatever goes wrong with an application must not end the watch: its next version may be right. */
    private void deploy(String what) {
        long began = System.nanoTime();
        try {
            server.deploy(application.layOut());
            say(what + ", " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
        } catch (DeploymentFailure e) {
            failed(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException | LinkageError e) {
            failed(e.toString());
        }
    }

    private void failed(String why) {
        say("NOT deployed: " + why);
        out.println("         it is down until a change mends it");
    }

    private void say(String line) {
        out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line);
        out.flush();
    }

    /** Where the server listens for SIP. */
    InetSocketAddress sip(Transport transport) {
        return server.sip(transport);
    }

    /** Where the server listens for HTTP. */
    InetSocketAddress http() {
        return server.http();
    }

    /** Stops watching, and then the server. */
    @Override
    public void close() {
        watchman.shutdownNow();
        server.close();
    }
}
