package org.sipario.servlet.router;

import jakarta.servlet.sip.ar.SipRouteModifier;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The rules of the default application router, as read from a Java properties file: JSR 289, appendix C.
 *
 * <pre>
 * INVITE: ("OriginatingCallWaiting", "DAR:From", "ORIGINATING", "", "NO_ROUTE", "0"), \
 *         ("CallForwarding", "DAR:To", "TERMINATING", "", "NO_ROUTE", "1")
 * </pre>
 *
 * <p>The key {@code ALL} stands for every method without a line of its own. A line that cannot be read becomes a
 * problem; the others keep working.
 *
 * @param rules by method, each list in the order of its numbers
 * @param problems what could not be read
 */
record DarFile(Map<String, List<DarEntry>> rules, List<Problem> problems) {

    /** No rule at all. */
    static final DarFile EMPTY = new DarFile(Map.of(), List.of());

    /**
     * One line that could not be read.
     *
     * @param line counted from 1, where the rule begins
     */
    record Problem(int line, String message) {}

    /** The rules for that method: its own, else those of {@code ALL}, else none. */
    List<DarEntry> rulesFor(String method) {
        List<DarEntry> own = rules.get(method);
        return own != null ? own : rules.getOrDefault("ALL", List.of());
    }

    /** Reads the text of a file. */
    static DarFile parse(String text) {
        Map<String, List<DarEntry>> rules = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (LogicalLine line : LogicalLine.split(text)) {
            try {
                Properties pair = line.pair();
                for (String key : pair.stringPropertyNames()) {
                    List<DarEntry> entries = entries(pair.getProperty(key));
                    if (rules.put(key.toUpperCase(Locale.ROOT), entries) != null) {
                        problems.add(
                                new Problem(line.number(), "a second line for " + key + "; it replaces the first"));
                    }
                }
            } catch (IllegalArgumentException e) {
                problems.add(new Problem(line.number(), String.valueOf(e.getMessage())));
            }
        }
        return new DarFile(Map.copyOf(rules), List.copyOf(problems));
    }

    private static List<DarEntry> entries(String value) {
        List<DarEntry> entries = new ArrayList<>();
        DarScanner scanner = new DarScanner(value);
        do {
            entries.add(entry(scanner.parenthesised()));
        } while (scanner.skipComma());
        scanner.expectEnd();
        return entries.stream().sorted(Comparator.comparingInt(DarEntry::order)).toList();
    }

    private static DarEntry entry(List<String> strings) {
        if (strings.size() != 6 && strings.size() != 7) {
            throw new IllegalArgumentException("found " + strings.size() + " strings in (" + String.join(", ", strings)
                    + "), expected 6: application, subscriber, region, route, route modifier, order");
        }
        if (strings.getFirst().isBlank()) {
            throw new IllegalArgumentException("found no application name in (" + String.join(", ", strings) + ")");
        }
        return new DarEntry(
                strings.get(0).strip(),
                strings.get(1).strip(),
                DarEntry.region(strings.get(2).strip()),
                strings.get(3).strip(),
                modifier(strings.get(4).strip()),
                order(strings.get(5).strip()),
                DarOptions.parse(strings.size() == 7 ? strings.get(6) : ""));
    }

    private static SipRouteModifier modifier(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "ROUTE" -> SipRouteModifier.ROUTE;
            case "ROUTE_BACK" -> SipRouteModifier.ROUTE_BACK;
            case "NO_ROUTE", "" -> SipRouteModifier.NO_ROUTE;
            case "ROUTE_FINAL" -> SipRouteModifier.ROUTE_FINAL;
            default ->
                throw new IllegalArgumentException(
                        "found route modifier \"" + text + "\", expected ROUTE, ROUTE_BACK, NO_ROUTE or ROUTE_FINAL");
        };
    }

    private static int order(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("found order \"" + text + "\", expected a number from 0", e);
        }
    }

    /**
     * One line of a properties file, its continuations joined.
     *
     * @param number of its first line, from 1
     */
    private record LogicalLine(int number, String text) {

        static List<LogicalLine> split(String file) {
            List<LogicalLine> logical = new ArrayList<>();
            List<String> lines = file.lines().toList();
            int at = 0;
            while (at < lines.size()) {
                int first = at;
                StringBuilder joined = new StringBuilder(lines.get(at++));
                if (!isComment(joined)) {
                    while (continues(joined) && at < lines.size()) {
                        joined.append('\n').append(lines.get(at++));
                    }
                    if (!joined.toString().isBlank()) {
                        logical.add(new LogicalLine(first + 1, joined.toString()));
                    }
                }
            }
            return logical;
        }

        private static boolean isComment(CharSequence line) {
            String text = line.toString().stripLeading();
            return text.startsWith("#") || text.startsWith("!");
        }

        private static boolean continues(CharSequence line) {
            int backslashes = 0;
            while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
                backslashes++;
            }
            return backslashes % 2 == 1;
        }

        /** Java's own reader does the escapes. */
        Properties pair() {
            Properties pair = new Properties();
            try {
                pair.load(new StringReader(text));
            } catch (IOException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            return pair;
        }
    }
}
