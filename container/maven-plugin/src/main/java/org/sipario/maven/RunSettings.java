package org.sipario.maven;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run, and where it listens: what the goal hands to the server's process, in a file.
 *
 * @param base the server's folder, for its {@code apps}, {@code conf} and {@code data}
 * @param contextPath where HTTP finds the application: {@code /} or a slash and a name
 * @param classes folders of classes; of two files of one name, the one in the later folder counts
 * @param webapp what lies beside {@code WEB-INF/classes}; need not be there
 * @param libraries jars for {@code WEB-INF/lib}
 * @param address the local address to listen on
 * @param sipPort of UDP and of TCP; 0 for any that is free
 * @param httpPort 0 for any that is free
 * @param users who can authenticate
 * @param dar the default application router's file; null for none: the application gets all requests
 */
public record RunSettings(
        Path base,
        String contextPath,
        List<Path> classes,
        Path webapp,
        List<Path> libraries,
        String address,
        int sipPort,
        int httpPort,
        List<User> users,
        @Nullable Path dar) {

    private static final int LAST_PORT = 65_535;

    /**
     * Checks what a user wrote.
     *
     * @throws IllegalArgumentException with a line that says what is wrong and how to name it right
     */
    public RunSettings {
        classes = List.copyOf(classes);
        libraries = List.copyOf(libraries);
        users = List.copyOf(users);
        checkPort("sip.port", sipPort);
        checkPort("http.port", httpPort);
        if (!contextPath.matches("/|(/[^/#\\s]+)+") || contextPath.matches(".*\\.(war|sar)")) {
            throw new IllegalArgumentException(
                    "sipario.contextPath is '" + contextPath
                            + "': it is / or begins with one and goes on with a name, such as /phone, that does not end as an archive does");
        }
        if (dar != null && !Files.isReadable(dar)) {
            throw new IllegalArgumentException("sip.dar: there is no file " + dar.toAbsolutePath()
                    + "; name one, or none: then the application gets all requests");
        }
    }

    private static void checkPort(String name, int port) {
        if (port < 0 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    name + " is " + port + ": a port is 1 to " + LAST_PORT + ", or 0 for any that is free");
        }
    }

    /** The name of the application's directory in {@code apps/}, as Tomcat makes a context path of it. */
    public String directory() {
        return contextPath.equals("/") ? "ROOT" : contextPath.substring(1).replace('/', '#');
    }

    /** Writes them where {@link #read} finds them. */
    public void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("base", base.toString());
        properties.setProperty("contextPath", contextPath);
        properties.setProperty("classes", joined(classes));
        properties.setProperty("webapp", webapp.toString());
        properties.setProperty("libraries", joined(libraries));
        properties.setProperty("address", address);
        properties.setProperty("sipPort", Integer.toString(sipPort));
        properties.setProperty("httpPort", Integer.toString(httpPort));
        properties.setProperty("users", users.stream().map(User::toString).collect(Collectors.joining(" ")));
        if (dar != null) {
            properties.setProperty("dar", dar.toString());
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, "what sipario:run runs");
        }
    }

    /** Reads what {@link #write} wrote. */
    public static RunSettings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        Function<String, String> text = name -> properties.getProperty(name, "");
        String dar = text.apply("dar");
        return new RunSettings(
                Path.of(text.apply("base")),
                text.apply("contextPath"),
                paths(text.apply("classes")),
                Path.of(text.apply("webapp")),
                paths(text.apply("libraries")),
                text.apply("address"),
                Integer.parseInt(text.apply("sipPort")),
                Integer.parseInt(text.apply("httpPort")),
                User.list(text.apply("users")),
                dar.isEmpty() ? null : Path.of(dar));
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> paths(String joined) {
        return Stream.of(joined.split(File.pathSeparator))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .toList();
    }

    /**
     * Somebody who can authenticate, by SIP digest as by HTTP.
     *
     * @param name without a colon or space, as is the password
     * @param roles may be empty
     */
    public record User(String name, String password, List<String> roles) {

        /** Keeps the roles from changing. */
        public User {
            roles = List.copyOf(roles);
        }

        /**
         * Reads users as they are written on a command line: {@code alice:wonderland bob:builder:admin,staff}.
         *
         * @throws IllegalArgumentException when one has no name or no password
         */
        public static List<User> list(String text) {
            return Stream.of(text.split("\\s+"))
                    .filter(user -> !user.isEmpty())
                    .map(User::parse)
                    .toList();
        }

        private static User parse(String text) {
            List<String> parts = Arrays.asList(text.split(":", -1));
            if (parts.size() < 2 || parts.size() > 3 || parts.contains("")) {
                throw new IllegalArgumentException("sipario.users: '" + text
                        + "' is not a user: write name:password or name:password:role,role and a space between users");
            }
            return new User(
                    parts.get(0),
                    parts.get(1),
                    parts.size() == 2 ? List.of() : List.of(parts.get(2).split(",")));
        }

        /** As {@link #list} reads it. */
        @Override
        public String toString() {
            return name + ":" + password + (roles.isEmpty() ? "" : ":" + String.join(",", roles));
        }
    }
}
