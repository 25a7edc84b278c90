package org.sipario.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a document says that something prints; {@code …} stands for what differs from one time to the next. */
record Printed(List<String> lines) {

    static Printed of(String text) {
        return new Printed(text.lines().map(String::stripTrailing).toList());
    }

    /** Whether these lines are in the output, one after another. */
    boolean isIn(String output) {
        String pattern = lines.stream()
                .map(line -> List.of(line.split("…", -1)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .collect(Collectors.joining("[ \t]*\n"));
        return Pattern.compile(pattern).matcher(output).find();
    }
}
