package org.sipario.servlet.router;

import java.util.ArrayList;
import java.util.List;

/** Walks over {@code ("a", "b"), ("c")}: JSR 289, appendix C. */
final class DarScanner {

    private final String text;
    private int at;

    DarScanner(String text) {
        this.text = text;
    }

    /** The strings between the next pair of parentheses. */
    List<String> parenthesised() {
        expect('(');
        List<String> strings = new ArrayList<>();
        do {
            strings.add(quoted());
        } while (skipComma());
        expect(')');
        return strings;
    }

    /** Steps over a comma, if one comes next. */
    boolean skipComma() {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            return true;
        }
        return false;
    }

    void expectEnd() {
        skipBlanks();
        if (at < text.length()) {
            throw found("a comma or the end of the line");
        }
    }

    private String quoted() {
        expect('"');
        int close = text.indexOf('"', at);
        if (close < 0) {
            throw new IllegalArgumentException("found no closing \" in: " + text.substring(at - 1));
        }
        String inner = text.substring(at, close);
        at = close + 1;
        return inner;
    }

    private void expect(char c) {
        skipBlanks();
        if (at >= text.length() || text.charAt(at) != c) {
            throw found(String.valueOf(c));
        }
        at++;
    }

    private IllegalArgumentException found(String expected) {
        String rest = at < text.length() ? text.substring(at, Math.min(text.length(), at + 20)) : "the end";
        return new IllegalArgumentException("found " + rest + ", expected " + expected);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
