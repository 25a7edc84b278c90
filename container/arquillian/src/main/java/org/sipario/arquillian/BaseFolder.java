package org.sipario.arquillian;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sipario.message.wire.Transport;

/**
 * The folder of a packed server's {@code conf}, {@code apps}, {@code logs} and the rest.
 *
 * @param folder its absolute path
 * @param temporary whether it was made for the tests, and goes with them
 */
record BaseFolder(Path folder, boolean temporary) {

    static BaseFolder of(Path folder) throws IOException {
        return new BaseFolder(Files.createDirectories(folder), false);
    }

    static BaseFolder makeTemporary() throws IOException {
        return new BaseFolder(Files.createTempDirectory("sipario-arquillian"), true);
    }

    /**
     * Writes {@code conf/tomcat-users.xml}, if there are users to write.
     *
     * @throws IOException when there are others in it already: they may be somebody's
     */
    void write(List<User> users) throws IOException {
        if (users.isEmpty()) {
            return;
        }
        Path file = folder.resolve("conf/tomcat-users.xml");
        String text = UsersFile.of(users);
        if (Files.exists(file) && !Files.readString(file).equals(text)) {
            throw new IOException(file + " is there already. Put the users into it and take the option users away");
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Where the server listens that runs here, by what it says of itself in {@code run/server.properties}. */
    Addresses addresses() {
        Properties said = new Properties();
        Path file = folder.resolve("run/server.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            said.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("no server runs in " + folder, e);
        }
        InetSocketAddress http = null;
        Map<Transport, InetSocketAddress> sip = new EnumMap<>(Transport.class);
        for (int i = 0; said.containsKey("listening." + i); i++) {
            String[] parts = said.getProperty("listening." + i).split(" ");
            InetSocketAddress address = reachable(parts[1]);
            if (parts[0].equals("http") && http == null) {
                http = address;
            }
            Transport.of(parts[0]).ifPresent(transport -> sip.putIfAbsent(transport, address));
        }
        return new Addresses(required(http, file), new SipAddresses(sip));
    }

    private static InetSocketAddress required(@Nullable InetSocketAddress http, Path file) {
        if (http == null) {
            throw new IllegalStateException("the server listens for no HTTP, says " + file);
        }
        return http;
    }

    /** The bound address, or the loopback one where all are bound. */
    private static InetSocketAddress reachable(String bound) {
        int colon = bound.lastIndexOf(':');
        String host = bound.substring(0, colon).replace("[", "").replace("]", "");
        String reached = switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "0:0:0:0:0:0:0:0" -> "::1";
            default -> host;
        };
        return new InetSocketAddress(reached, Integer.parseInt(bound.substring(colon + 1)));
    }

    void deleteIfTemporary() throws IOException {
        if (temporary) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
