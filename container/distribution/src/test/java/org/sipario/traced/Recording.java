package org.sipario.traced;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.sipario.message.wire.Transport;
import org.sipario.testkit.Ladder;
import org.sipario.testkit.SocketNetwork;
import org.sipario.testkit.TestUserAgent;
import org.sipario.tomcat.embedded.EmbeddedServer;
import org.sipario.trace.TraceCommand;

/** A call over sockets through an application that ships, recorded by the server; and the command that looks at it afterwards. */
final class Recording {
    private final Path folder;

    private Recording(Path folder) {
        this.folder = folder;
    }

    /** What the command said, and with which exit status. */
    record Outcome(int status, String output, String complaint) {}

    /**
     * Records a call from alice to bob.
     *
     * @param folder where the trace goes
     * @param archive the application, which relays to everybody on loopback
     * @param ladder what is said; bob speaks UDP, alice what is told
     */
    static Recording of(Path folder, Path archive, Transport transport, String... ladder) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + folder.getFileName() + ";DB_CLOSE_DELAY=-1");
        try (EmbeddedServer server = EmbeddedServer.builder()
                        .sip(Transport.UDP, "127.0.0.1", 0)
                        .sip(Transport.TCP, "127.0.0.1", 0)
                        .resource("jdbc/sipario", database)
                        .parameter("relay", "127.0.0.0/8")
                        .trace(folder)
                        .start();
                SocketNetwork network = new SocketNetwork(
                        Map.of(Transport.UDP, server.sip(Transport.UDP), Transport.TCP, server.sip(Transport.TCP)),
                        Duration.ofSeconds(10))) {
            server.deploy(archive);
            TestUserAgent alice = network.agent("alice", transport);
            TestUserAgent bob = network.agent("bob");
            alice.calls(bob.contact());
            Ladder stage = Ladder.on(network);
            for (String part : ladder) {
                stage.play(part);
            }
        }
        return new Recording(folder);
    }

    /** The Call-IDs of everything recorded, in order. */
    List<String> callIds() throws IOException {
        return list().output().lines().map(line -> line.split(" ", 2)[0]).toList();
    }

    /** What {@code sipario trace list} says. */
    Outcome list() {
        return command("list");
    }

    /** What {@code sipario trace export} says of all calls. */
    Outcome export(String... options) throws IOException {
        return command(Stream.of(Stream.of("export"), callIds().stream(), Stream.of(options))
                .flatMap(each -> each)
                .toArray(String[]::new));
    }

    /** What {@code sipario trace} says. */
    Outcome command(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] arguments =
                Stream.concat(Stream.of(folder.toString()), Stream.of(words)).toArray(String[]::new);
        int status = TraceCommand.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), arguments);
        return new Outcome(status, out.toString(UTF_8), err.toString(UTF_8));
    }
}
