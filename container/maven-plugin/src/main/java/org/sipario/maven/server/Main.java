package org.sipario.maven.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.sipario.maven.RunSettings;
import org.sipario.tomcat.StartFailure;

/** Runs a development server until its standard input ends, which it does when the program that started it has gone. */
public final class Main {
    /** Its successes and failures the development server tells itself; its warnings are news. */
    private static final Logger DEPLOYMENT = Logger.getLogger("org.sipario.Deployment");

    private Main() {}

    /**
     * Runs the server. The exit status is 1 when it cannot listen as it was told.
     *
     * @param arguments the file of {@link RunSettings}
     */
    public static void main(String[] arguments) throws IOException {
        logging();
        try {
            DevelopmentServer server = DevelopmentServer.start(RunSettings.read(Path.of(arguments[0])), System.out);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            server.watch();
        } catch (StartFailure e) {
            System.err.println("cannot start: " + e.getMessage());
            System.exit(1);
        }
        while (System.in.read() >= 0) {
            // Nothing is said there.
        }
        System.exit(0);
    }

    private static void logging() throws IOException {
        try (InputStream in = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(Objects.requireNonNull(in, "logging.properties"));
        }
        DEPLOYMENT.setFilter(line -> line.getLevel().equals(Level.WARNING));
    }
}
