package org.sipario.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of a ladder. The package's description has the grammar. */
sealed interface Rung {

    /** As shown when a ladder fails. */
    String shown();

    /** What happens to a message on its way. */
    sealed interface Fate {

        /** It arrives, after so long. */
        record Arrives(Duration delay) implements Fate {}

        /** It does not. */
        record Lost() implements Fate {}

        /** It arrives at once. */
        Fate AT_ONCE = new Arrives(Duration.ZERO);

        /** As a comment says it behind a rung. */
        default String shown() {
            return switch (this) {
                case Arrives(var delay) -> delay.isZero() ? "" : "  # delayed " + delay.toMillis() + "ms";
                case Lost() -> "  # lost";
            };
        }
    }

    /**
     * A message from one side to the other.
     *
     * @param what method or status
     * @param of the method that a response is to; null for any
     * @param uri the Request-URI; null for any
     * @param details what a message heard must have, or a message said gets
     */
    record Message(
            String from,
            String to,
            String what,
            @Nullable String of,
            @Nullable String uri,
            Fate fate,
            boolean optional,
            List<Detail> details)
            implements Rung {

        Message plus(Detail detail) {
            List<Detail> more = new ArrayList<>(details);
            more.add(detail);
            return new Message(from, to, what, of, uri, fate, optional, List.copyOf(more));
        }

        Message saidBy(String name) {
            return new Message(name, to, what, of, uri, fate, optional, details);
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
            return (optional ? "[" + words + "]" : words) + fate.shown();
        }

        /** The rung without its details, by which {@code where} and {@code with} find it. */
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

    Pattern MESSAGE = Pattern.compile("(\\S+)\\s*->\\s*(\\S+)\\s+(\\S+)(?:\\s+(\\S+))?");
    String TIME = "(\\d+)\\s*(ms|s|min)\\b";
    Pattern AFTER = Pattern.compile("after\\s+" + TIME);
    Pattern DELAYED = Pattern.compile("delayed\\s+" + TIME + ".*");

    static String arrow(String from, String to) {
        return String.format("%-5s -> %-5s", from, to);
    }

    /** @throws IllegalArgumentException for a line that is no rung; the message has it */
    static List<Rung> parse(String ladder) {
        List<Rung> rungs = new ArrayList<>();
        for (String line : ladder.split("\n", -1)) {
            String[] parts = split(line.strip());
            String words = parts[0].strip();
            if (words.isEmpty()) {
                continue;
            }
            Detail detail = Detail.parse(words);
            if (detail == null) {
                rungs.add(rung(words, fate(parts.length > 1 ? parts[1].strip() : "")));
            } else if (!rungs.isEmpty() && rungs.removeLast() instanceof Message message) {
                rungs.add(message.plus(detail));
            } else {
                throw new IllegalArgumentException("it must follow a message: " + line.strip());
            }
        }
        return rungs;
    }

    /** Words and comment; a body has no comments. */
    private static String[] split(String line) {
        return line.startsWith("|") ? new String[] {line} : line.split("(^|\\s)#", 2);
    }

    private static Fate fate(String comment) {
        Matcher delayed = DELAYED.matcher(comment);
        if (delayed.matches()) {
            return new Fate.Arrives(duration(delayed));
        }
        return comment.startsWith("lost") ? new Fate.Lost() : Fate.AT_ONCE;
    }

    private static Duration duration(Matcher time) {
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static Rung rung(String words, Fate fate) {
        Matcher after = AFTER.matcher(words);
        if (after.matches()) {
            return new After(duration(after));
        }
        boolean optional = words.startsWith("[") && words.endsWith("]");
        Matcher message = MESSAGE.matcher(
                optional ? words.substring(1, words.length() - 1).strip() : words);
        if (!message.matches()) {
            throw new IllegalArgumentException("not a rung: \"" + words
                    + "\"; a rung is \"alice -> proxy INVITE\", \"proxy -> alice 200\" or \"after 500ms\"");
        }
        String what = message.group(3);
        String more = message.group(4);
        boolean response = what.matches("[1-6]\\d\\d");
        return new Message(
                message.group(1),
                message.group(2),
                what,
                response ? more : null,
                response ? null : more,
                fate,
                optional,
                List.of());
    }
}
