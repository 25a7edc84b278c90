package org.sipario.trace;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggestions for a misspelt name: the existing names that are most like it. */
final class Suggestions {
    private static final int SHOWN = 3;

    private Suggestions() {}

    /** The three most similar names, the most similar first. */
    static List<String> to(String wrong, Collection<String> known) {
        String word = wrong.toLowerCase(Locale.ROOT);
        return known.stream()
                .sorted(Comparator.comparingInt(name -> distance(word, name.toLowerCase(Locale.ROOT))))
                .limit(SHOWN)
                .toList();
    }

    /** The number of letters to change, add or leave out; a name that contains the word counts as near. */
    private static int distance(String word, String name) {
        if (name.contains(word)) {
            return 0;
        }
        int[] above = new int[name.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= word.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[name.length()];
    }
}
