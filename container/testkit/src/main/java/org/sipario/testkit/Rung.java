package org.sipario.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of a ladder. The grammar is told in the package's description. */
sealed interface Rung {

    /** As shown when a ladder fails. */
    String shown();

    /**
     * Somebody says something.
     *
     * @param what method or status
     * @param of the method that a response is to; null for any
     * @param uri the Request-URI; null for any
     * @param headers lines that the message has, or is given
     */
    record Message(
            String from,
            String to,
            String what,
            @Nullable String of,
            @Nullable String uri,
            boolean lost,
            boolean optional,
            List<Header> headers)
            implements Rung {

        Message plus(Header header) {
            List<Header> more = new ArrayList<>(headers);
            more.add(header);
            return new Message(from, to, what, of, uri, lost, optional, List.copyOf(more));
        }

        boolean isResponse() {
            return Character.isDigit(what.charAt(0));
        }

        int status() {
            return Integer.parseInt(what);
        }

        @Override
        public String shown() {
            String words =
                    Rung.arrow(from, to) + "  " + what + (of == null ? "" : " " + of) + (uri == null ? "" : " " + uri);
            return (optional ? "[" + words + "]" : words) + (lost ? "  # lost" : "");
        }

        /** Names without the details, by which {@code where} and {@code with} find it. */
        String name() {
            return from + " -> " + to + " " + what;
        }
    }

    /** Time passes. */
    record After(Duration duration) implements Rung {

        @Override
        public String shown() {
            return "after " + duration.toMillis() + "ms";
        }
    }

    /** A header of a message. */
    record Header(String name, String value) {}

    Pattern MESSAGE = Pattern.compile("(\\S+)\\s*->\\s*(\\S+)\\s+(\\S+)(?:\\s+(\\S+))?");
    Pattern AFTER = Pattern.compile("after\\s+(\\d+)\\s*(ms|s|min)");
    Pattern HEADER = Pattern.compile("\\+\\s*([^:\\s]+)\\s*:\\s*(.*)");

    static String arrow(String from, String to) {
        return String.format("%-5s -> %-5s", from, to);
    }

    /** @throws IllegalArgumentException naming the line that is none */
    static List<Rung> parse(String ladder) {
        List<Rung> rungs = new ArrayList<>();
        for (String line : ladder.split("\n", -1)) {
            String[] parts = line.strip().split("(^|\\s)#", 2);
            String words = parts[0].strip();
            if (words.isEmpty()) {
                continue;
            }
            Matcher header = HEADER.matcher(words);
            if (header.matches()) {
                if (rungs.isEmpty() || !(rungs.removeLast() instanceof Message message)) {
                    throw new IllegalArgumentException("a header must follow a message: " + line.strip());
                }
                rungs.add(message.plus(new Header(header.group(1), header.group(2))));
                continue;
            }
            boolean lost = parts.length > 1 && parts[1].strip().startsWith("lost");
            rungs.add(rung(words, lost));
        }
        return rungs;
    }

    private static Rung rung(String words, boolean lost) {
        Matcher after = AFTER.matcher(words);
        if (after.matches()) {
            long number = Long.parseLong(after.group(1));
            return new After(
                    switch (after.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        default -> Duration.ofMinutes(number);
                    });
        }
        boolean optional = words.startsWith("[") && words.endsWith("]");
        Matcher message = MESSAGE.matcher(
                optional ? words.substring(1, words.length() - 1).strip() : words);
        if (!message.matches()) {
            throw new IllegalArgumentException("not a rung: \"" + words
                    + "\"; a rung is \"alice -> proxy INVITE\", \"proxy -> alice 200\" or \"after 500ms\"");
        }
        String what = message.group(3);
        String detail = message.group(4);
        boolean response = what.matches("[1-6]\\d\\d");
        return new Message(
                message.group(1),
                message.group(2),
                what,
                response ? detail : null,
                response ? null : detail,
                lost,
                optional,
                List.of());
    }
}
