package org.sipario.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Two ladders side by side, the expected and the seen one. */
final class SideBySide {

    /** Rungs before the difference that are shown, so that the picture stays small. */
    private static final int BEFORE = 12;

    /** Rungs from the difference on. */
    private static final int AFTER = 16;

    /** Lines of the message that differs. */
    private static final int LINES = 40;

    private final List<String> common = new ArrayList<>();

    /** A rung that went as expected. */
    void both(String rung) {
        common.add(rung);
    }

    /** One side of a rung, with the details that belong to it below. */
    record Side(String rung, List<String> details) {

        /** How far details are indented. */
        private static final String INDENT = "    ";

        Side {
            details = List.copyOf(details);
        }

        /** A rung without details. */
        static Side of(String rung) {
            return new Side(rung, List.of());
        }
    }

    /** The picture, the first difference marked. The details of the first two rungs stand side by side. */
    String differ(List<Side> expected, List<Side> seen) {
        StringBuilder picture = new StringBuilder("\n\n");
        List<String> left = rows(expected, seen);
        List<String> right = rows(seen, expected);
        int longest = Stream.concat(common.stream(), left.stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        int width = Math.max(30, longest + 4);
        row(picture, ' ', "expected", "seen", width);
        int from = Math.max(0, common.size() - BEFORE);
        if (from > 0) {
            row(picture, ' ', "… " + from + " more", "…", width);
        }
        for (String rung : common.subList(from, common.size())) {
            row(picture, ' ', rung, rung, width);
        }
        int rows = Math.clamp(Math.max(left.size(), right.size()), 1, AFTER);
        for (int i = 0; i < rows; i++) {
            row(picture, i == 0 ? '>' : ' ', cell(left, i), cell(right, i), width);
        }
        if (Math.max(left.size(), right.size()) > AFTER) {
            row(picture, ' ', "…", "…", width);
        }
        return picture.toString();
    }

    /** The first rung gets as many lines of details as the other side has. */
    private static List<String> rows(List<Side> sides, List<Side> others) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            rows.add(sides.get(i).rung());
            if (i == 0) {
                List<String> details = sides.getFirst().details();
                details.forEach(detail -> rows.add(Side.INDENT + detail));
                int other = others.isEmpty() ? 0 : others.getFirst().details().size();
                for (int more = details.size(); more < other; more++) {
                    rows.add("");
                }
            }
        }
        return rows;
    }

    private static String cell(List<String> rows, int index) {
        return index < rows.size() ? rows.get(index) : index == 0 ? "(nothing)" : "";
    }

    private static void row(StringBuilder picture, char mark, String left, String right, int width) {
        String row = mark + "  " + left + " ".repeat(Math.max(1, width - left.length())) + right;
        picture.append(row.stripTrailing()).append('\n');
    }

    /** The message that was not expected, as it came. */
    static String whole(String listener, TextMessage message) {
        List<String> lines = message.toString().lines().toList();
        StringBuilder text = new StringBuilder("\nwhat " + listener + " heard:\n\n");
        for (String line : lines.subList(0, Math.min(LINES, lines.size()))) {
            text.append(line.isEmpty() ? "" : "    " + line).append('\n');
        }
        if (lines.size() > LINES) {
            text.append("    … ").append(lines.size() - LINES).append(" more lines\n");
        }
        return text.toString();
    }
}
