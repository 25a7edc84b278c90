package org.sipario.tomcat.standalone;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.sipario.tomcat.connector.ListeningAddress;
import org.sipario.tomcat.deploy.ArchiveFile;

/**
 * The commands of {@code bin/sipario} that question a running server from outside: the file of {@link RuntimeState} says
 * where it listens, and then the listening points themselves are tried.
 */
public final class StatusCommand {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path base;

    private StatusCommand(Path base) {
        this.base = base;
    }

    /**
     * Answers on standard output and with the exit status: 0 for yes, 1 for no.
     *
     * @param arguments the server's base folder; {@code status}, {@code deployed} or {@code undeployed} and the name of a
     *     file in {@code apps/}, or {@code trace} and {@code on}, {@code off} or {@code status}
     */
    public static void main(String[] arguments) throws IOException {
        StatusCommand command = new StatusCommand(Path.of(arguments[0]));
        boolean yes = switch (arguments[1]) {
            case "status" -> command.status();
            case "deployed" -> command.deployed(arguments[2]);
            case "undeployed" -> command.undeployed(arguments[2]);
            case "trace" -> command.trace(arguments[2]);
            default -> throw new IllegalArgumentException(arguments[1]);
        };
        System.exit(yes ? 0 : 1);
    }

    private boolean status() throws IOException {
        Properties state = state();
        boolean all = state.containsKey("pid");
        System.out.println(
                all ? "process " + state.getProperty("pid") + ", " + base : "no server runs here (" + base + ")");
        for (String key : state.stringPropertyNames().stream().sorted().toList()) {
            String value = state.getProperty(key);
            if (key.startsWith("listening.")) {
                boolean answers = Ping.answers(ListeningAddress.parse(value));
                all &= answers;
                System.out.println(value + (answers ? " answers" : " DOES NOT ANSWER"));
            } else if (key.startsWith("application.")) {
                String[] parts = value.split(" ", 3);
                String problem = parts.length < 3 ? "" : ": " + parts[2];
                System.out.println(key.substring("application.".length()) + " " + parts[0] + problem);
            }
        }
        return all;
    }

    private boolean deployed(String name) throws IOException {
        long modified = base.resolve("apps").resolve(name).toFile().lastModified();
        String running = "running " + modified;
        String failed = "failed " + modified + " ";
        String key = "application." + name;
        Predicate<String> done = result -> result.equals(running) || result.startsWith(failed);
        String result = await(state -> done.test(state.getProperty(key, ""))).getProperty(key, "");
        if (result.equals(running)) {
            System.out.println(name + " is deployed");
            return true;
        }
        System.out.println(
                result.startsWith(failed)
                        ? result.substring(failed.length())
                        : name + " is not deployed after " + TIMEOUT.toSeconds() + " s");
        System.out.println("more in " + base.resolve("logs/sipario.log"));
        return false;
    }

    private boolean undeployed(String stem) throws IOException {
        Predicate<Properties> gone = state -> state.stringPropertyNames().stream()
                .noneMatch(key -> key.equals("application." + stem)
                        || ArchiveFile.named(key)
                                && key.substring(0, key.length() - 4).equals("application." + stem));
        boolean undeployed = gone.test(await(gone));
        System.out.println(
                stem + (undeployed ? " is undeployed" : " is still there; see " + base.resolve("logs/sipario.log")));
        return undeployed;
    }

    private boolean trace(String word) throws IOException {
        if (!word.equals("status") && !state().getProperty("trace", "").equals(word)) {
            Path file = base.resolve("run").resolve(TraceSwitch.FILE);
            Path next = Files.writeString(file.resolveSibling(TraceSwitch.FILE + ".next"), word);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            // The server deletes the file when it has done so.
            await(_ -> Files.notExists(file));
        }
        String state = state().getProperty("trace", "of an unknown state: this server is of another version");
        String sentence = state.startsWith("failed ") ? "has failed: " + state.substring(7) : "is " + state;
        System.out.println("the message trace " + sentence + "; its files are in " + base.resolve("logs/trace"));
        return word.equals("status") || state.equals(word);
    }

    private Properties await(Predicate<Properties> condition) throws IOException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        Properties state = state();
        while (!condition.test(state) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            state = state();
        }
        return state;
    }

    private Properties state() throws IOException {
        Properties state = new Properties();
        Path file = base.resolve("run/server.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                state.load(reader);
            }
        }
        return state;
    }
}
