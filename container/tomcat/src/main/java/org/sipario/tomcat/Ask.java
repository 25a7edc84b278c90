package org.sipario.tomcat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Questions of {@code bin/sipario} to a running server, asked from outside: its run file says where it listens, and then the
 * listening points themselves are asked.
 */
public final class Ask {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path base;

    private Ask(Path base) {
        this.base = base;
    }

    /**
     * Answers on standard output and with the exit status: 0 for yes, 1 for no.
     *
     * @param arguments the server's base folder; {@code status}, {@code deployed} or {@code undeployed} and the name of a file in
     *     {@code apps/}, or {@code trace} and {@code on}, {@code off} or {@code status}
     */
    public static void main(String[] arguments) throws IOException {
        Ask ask = new Ask(Path.of(arguments[0]));
        boolean yes = switch (arguments[1]) {
            case "status" -> ask.status();
            case "deployed" -> ask.deployed(arguments[2]);
            case "undeployed" -> ask.undeployed(arguments[2]);
            case "trace" -> ask.trace(arguments[2]);
            default -> throw new IllegalArgumentException(arguments[1]);
        };
        System.exit(yes ? 0 : 1);
    }

    private boolean status() throws IOException {
        Properties said = said();
        boolean all = said.containsKey("pid");
        System.out.println(
                all ? "process " + said.getProperty("pid") + ", " + base : "no server runs here (" + base + ")");
        for (String key : said.stringPropertyNames().stream().sorted().toList()) {
            String value = said.getProperty(key);
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
        Predicate<String> done = said -> said.equals(running) || said.startsWith(failed);
        String key = "application." + name;
        String said = await(p -> done.test(p.getProperty(key, ""))).getProperty(key, "");
        if (said.equals(running)) {
            System.out.println(name + " is deployed");
            return true;
        }
        System.out.println(
                said.startsWith(failed)
                        ? said.substring(failed.length())
                        : name + " is not deployed after " + PATIENCE.toSeconds() + " s");
        System.out.println("more in " + base.resolve("logs/sipario.log"));
        return false;
    }

    private boolean undeployed(String stem) throws IOException {
        Predicate<Properties> gone = p -> p.stringPropertyNames().stream()
                .noneMatch(key -> key.equals("application." + stem)
                        || ArchiveFile.named(key)
                                && key.substring(0, key.length() - 4).equals("application." + stem));
        boolean is = gone.test(await(gone));
        System.out.println(stem + (is ? " is undeployed" : " is still there; see " + base.resolve("logs/sipario.log")));
        return is;
    }

    private boolean trace(String wish) throws IOException {
        if (!wish.equals("status") && !said().getProperty("trace", "").equals(wish)) {
            Path file = base.resolve("run").resolve(TraceSwitch.FILE);
            Path next = Files.writeString(file.resolveSibling(TraceSwitch.FILE + ".next"), wish);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            // The server takes the file away when it has done so.
            await(_ -> Files.notExists(file));
        }
        String state = said().getProperty("trace", "of an unknown state: this server is of another version");
        String sentence = state.startsWith("failed ") ? "has failed: " + state.substring(7) : "is " + state;
        System.out.println("the message trace " + sentence + "; its files are in " + base.resolve("logs/trace"));
        return wish.equals("status") || state.equals(wish);
    }

    private Properties await(Predicate<Properties> condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Properties said = said();
        while (!condition.test(said) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            said = said();
        }
        return said;
    }

    private Properties said() throws IOException {
        Properties said = new Properties();
        Path file = base.resolve("run/server.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                said.load(reader);
            }
        }
        return said;
    }
}
