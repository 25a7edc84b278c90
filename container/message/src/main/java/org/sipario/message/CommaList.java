package org.sipario.message;

import java.util.ArrayList;
import java.util.List;

/** Values in one line with commas between: RFC 3261 §7.3.1. Commas in quotes and angle brackets are no separators. */
final class CommaList {

    private CommaList() {}

    /** The place of the next comma that separates, or the length of the text. */
    static int end(String text, int from) {
        boolean bracket = false;
        for (int i = from; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '"' -> i = closingQuote(text, i);
                case '<' -> bracket = true;
                case '>' -> bracket = false;
                case ',' -> {
                    if (!bracket) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return text.length();
    }

    private static int closingQuote(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                i++;
            }
        }
        return text.length();
    }

    /** The same in bytes; -1 where there is no separating comma. */
    static int comma(byte[] bytes, int from, int to) {
        boolean bracket = false;
        boolean quote = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (quote) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    quote = false;
                }
            } else if (b == '"') {
                quote = true;
            } else if (b == '<') {
                bracket = true;
            } else if (b == '>') {
                bracket = false;
            } else if (b == ',' && !bracket) {
                return i;
            }
        }
        return -1;
    }

    /** The values, trimmed; empty ones are left out, as {@code a,,b} means two. */
    static List<String> split(String text) {
        int end = end(text, 0);
        if (end == text.length()) {
            String only = text.strip();
            return only.isEmpty() ? List.of() : List.of(only);
        }
        List<String> values = new ArrayList<>();
        int from = 0;
        while (true) {
            String value = text.substring(from, end).strip();
            if (!value.isEmpty()) {
                values.add(value);
            }
            if (end == text.length()) {
                return List.copyOf(values);
            }
            from = end + 1;
            end = end(text, from);
        }
    }

    /** Whether one of the values is that token, ignoring case. */
    static boolean has(String text, String token) {
        int from = 0;
        while (from <= text.length()) {
            int end = end(text, from);
            int a = from;
            int b = end;
            while (a < b && Chars.isSpace(text.charAt(a))) {
                a++;
            }
            while (b > a && Chars.isSpace(text.charAt(b - 1))) {
                b--;
            }
            if (b - a == token.length() && text.regionMatches(true, a, token, 0, b - a)) {
                return true;
            }
            from = end + 1;
        }
        return false;
    }
}
