package org.sipario.arquillian;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.arquillian.container.spi.ConfigurationException;

/** The options of a container, checked. {@link SiparioConfiguration} says what each means. */
record Settings(
        Optional<Path> home,
        Optional<Path> base,
        String bindAddress,
        int httpPort,
        int sipPort,
        Optional<Path> dar,
        List<User> users,
        Map<String, String> dataSources,
        List<String> jvmOptions,
        Path javaHome,
        Duration startTimeout,
        boolean allowConnectingToRunningServer) {

    /**
     * Reads the properties of a container.
     *
     * @throws ConfigurationException when one is unknown, wrong, or not for this kind of server; the message says what is allowed
     */
    static Settings of(Map<String, String> properties) {
        Options options = new Options(properties);
        Optional<Path> home = options.path("home");
        home.ifPresent(Settings::requirePackedServer);
        if (home.isEmpty()) {
            options.refuse(
                    "it is for a packed server, and this one is embedded: set home, too, or take it away",
                    "jvmOptions",
                    "javaHome",
                    "startTimeout",
                    "allowConnectingToRunningServer");
        } else {
            options.refuse("a packed server's data sources stand in conf/server.xml of its base", "dataSources");
        }
        Settings settings = new Settings(
                home,
                options.path("base"),
                options.text("bindAddress").orElse("127.0.0.1"),
                options.number("httpPort", 0, 65535).orElse(0),
                options.number("sipPort", 0, 65535).orElse(0),
                options.path("dar"),
                User.parse(options.text("users").orElse("")),
                options.pairs("dataSources"),
                options.words("jvmOptions"),
                options.path("javaHome").orElse(Path.of(System.getProperty("java.home"))),
                Duration.ofSeconds(options.number("startTimeout", 1, 3600).orElse(60)),
                options.flag("allowConnectingToRunningServer"));
        options.refuseOthers();
        settings.dar().ifPresent(dar -> requireRouterFile(dar, home.isPresent()));
        if (settings.allowConnectingToRunningServer() && settings.base().isEmpty()) {
            throw new ConfigurationException(
                    "allowConnectingToRunningServer: base is not set, so there is no telling which server is meant");
        }
        return settings;
    }

    private static void requirePackedServer(Path home) {
        if (!Files.isExecutable(home.resolve("bin/sipario"))) {
            throw new ConfigurationException(
                    "home: there is no " + home.resolve("bin/sipario") + ". Name the folder of an unpacked server");
        }
    }

    private static void requireRouterFile(Path dar, boolean packed) {
        if (!Files.isReadable(dar)) {
            throw new ConfigurationException("dar: there is no file " + dar);
        }
        if (packed && dar.toString().matches(".*\\s.*")) {
            throw new ConfigurationException("dar: the path \"" + dar
                    + "\" has a space in it, and bin/sipario parts its options by spaces. Put the file somewhere else");
        }
    }
}
