package org.sipario.servlet.facade;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Values of Accept-Language: RFC 3261 §20.3, by preference. */
final class Languages {

    private record Weighted(Locale locale, float q) {}

    private Languages() {}

    /**
     * The locales of header values, most wanted first, those of equal weight in their order; without those refused by
     * q=0.
     */
    static List<Locale> byPreference(List<String> values) {
        List<Weighted> weighted = new ArrayList<>();
        for (String value : values) {
            int semicolon = value.indexOf(';');
            String tag = (semicolon < 0 ? value : value.substring(0, semicolon)).trim();
            float q = q(value);
            if (!tag.isEmpty() && !tag.equals("*") && q > 0) {
                weighted.add(new Weighted(Locale.forLanguageTag(tag), q));
            }
        }
        weighted.sort(Comparator.comparing(Weighted::q).reversed());
        return weighted.stream().map(Weighted::locale).toList();
    }

    /** A value with less weight than all there are (MSG-28). */
    static String below(List<String> values, Locale locale) {
        if (values.isEmpty()) {
            return locale.toLanguageTag();
        }
        float lowest = 1;
        for (String value : values) {
            lowest = Math.min(lowest, q(value));
        }
        float below = lowest > 0.15f ? lowest - 0.1f : Math.max(0.001f, lowest / 2);
        return locale.toLanguageTag() + ";q="
                + String.format(Locale.ROOT, "%.3f", below).replaceFirst("0{1,2}$", "");
    }

    private static float q(String value) {
        int at = value.replace(" ", "").toLowerCase(Locale.ROOT).indexOf(";q=");
        if (at < 0) {
            return 1;
        }
        try {
            return Float.parseFloat(value.replace(" ", "").substring(at + 3));
        } catch (NumberFormatException _) {
            return 1;
        }
    }
}
