package org.sipario.testkit;

import java.util.ArrayList;
import java.util.List;

/** Two ladders, the expected and the seen one, for whoever has to find the difference. */
final class SideBySide {

    /** Rungs before the difference that are shown, so that the picture stays small. */
    private static final int BEFORE = 12;

    /** Rungs from the difference on. */
    private static final int AFTER = 16;

    private final List<String> common = new ArrayList<>();

    /** A rung that went as expected. */
    void both(String rung) {
        common.add(rung);
    }

    /** The picture, the first difference marked. */
    String differ(List<String> expected, List<String> seen) {
        StringBuilder picture = new StringBuilder("\n\n");
        int width =
                Math.max(30, expected.stream().mapToInt(String::length).max().orElse(0) + 4);
        row(picture, ' ', "expected", "seen", width);
        int from = Math.max(0, common.size() - BEFORE);
        if (from > 0) {
            row(picture, ' ', "… " + from + " more", "…", width);
        }
        for (String rung : common.subList(from, common.size())) {
            row(picture, ' ', rung, rung, width);
        }
        int rows = Math.clamp(Math.max(expected.size(), seen.size()), 1, AFTER);
        for (int i = 0; i < rows; i++) {
            String left = i < expected.size() ? expected.get(i) : i == 0 ? "(nothing)" : "";
            String right = i < seen.size() ? seen.get(i) : i == 0 ? "(nothing)" : "";
            row(picture, i == 0 ? '>' : ' ', left, right, width);
        }
        if (Math.max(expected.size(), seen.size()) > AFTER) {
            row(picture, ' ', "…", "…", width);
        }
        return picture.toString();
    }

    private static void row(StringBuilder picture, char mark, String left, String right, int width) {
        String row = mark + "  " + left + " ".repeat(Math.max(1, width - left.length())) + right;
        picture.append(row.stripTrailing()).append('\n');
    }
}
