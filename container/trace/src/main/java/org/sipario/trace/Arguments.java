package org.sipario.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A command line: words, and options that each have a value.
 *
 * @param words what is no option, in order
 * @param options by name, with the dashes; each may be given several times
 */
record Arguments(List<String> words, Map<String, List<String>> options) {

    /**
     * Reads one.
     *
     * @throws Refusal for an option that is not allowed, or without its value
     */
    static Arguments read(List<String> arguments, Set<String> allowed) throws Refusal {
        List<String> words = new ArrayList<>();
        Map<String, List<String>> options = new TreeMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            String[] parts = argument.split("=", 2);
            if (!allowed.contains(parts[0])) {
                throw new Refusal(
                        "there is no option " + parts[0] + "; there are " + String.join(", ", new TreeSet<>(allowed)));
            }
            if (parts.length < 2 && i + 1 == arguments.size()) {
                throw new Refusal("option " + argument + " needs a value");
            }
            String value = parts.length == 2 ? parts[1] : arguments.get(++i);
            options.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(value);
        }
        return new Arguments(List.copyOf(words), options);
    }

    /** The value of an option, the last one where there are several; null without one. */
    @Nullable
    String option(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? null : values.getLast();
    }

    /** The value of an option, or what is usual without it. */
    String option(String name, String usual) {
        String value = option(name);
        return value == null ? usual : value;
    }

    /** All values of an option. */
    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    /** An error of the user; the message is a sentence for them. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message);
        }
    }
}
