package org.sipario.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Parameters.Parameter;

/** A position in a header value that is being read, and the basic rules of RFC 3261 §25.1. */
final class Cursor {

    private static final int END = -1;

    /** Names of parameters, methods and transports, by their length. */
    private static final String[][] USUAL = {
        {},
        {},
        {"lr"},
        {"tag", "UDP", "TCP", "BYE", "ACK"},
        {},
        {"rport"},
        {"branch", "INVITE"},
        {},
        {"received", "REGISTER"},
        {"transport"}
    };

    final String text;
    int at;

    Cursor(String text) {
        this.text = text;
    }

    /** The character here, or -1 at the end. */
    int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    void skipSpace() {
        while (at < text.length() && Chars.isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** Skips space, the separator and space. @throws SyntaxException if another character is there */
    void expect(char separator) throws SyntaxException {
        skipSpace();
        if (peek() != separator) {
            throw wrong("'" + separator + "'");
        }
        at++;
        skipSpace();
    }

    String token() throws SyntaxException {
        int from = at;
        while (at < text.length() && Chars.isToken(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw wrong("a token");
        }
        return word(from);
    }

    /** The text from a position to here; a shared constant for words that nearly every message has. */
    private String word(int from) {
        int length = at - from;
        if (length < USUAL.length) {
            for (String usual : USUAL[length]) {
                if (text.startsWith(usual, from)) {
                    return usual;
                }
            }
        }
        return text.substring(from, at);
    }

    /** A decimal number up to a maximum. */
    long number(long max) throws SyntaxException {
        int from = at;
        long number = 0;
        while (at < text.length() && Chars.isDigit(text.charAt(at))) {
            number = number * 10 + (text.charAt(at++) - '0');
            if (number > max) {
                at = from;
                throw wrong("a number up to " + max);
            }
        }
        if (at == from) {
            throw wrong("a number");
        }
        return number;
    }

    /** Steps over a quoted string, from quote to quote. */
    void skipQuoted() throws SyntaxException {
        int from = at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                at++;
            }
        }
        at = from;
        throw wrong("a closing quote for the one");
    }

    /** A host: name, IPv4 address or IPv6 reference. A surplus colon is accepted (RFC 5118 §4.10). */
    String host() throws SyntaxException {
        int from = at;
        skipHost();
        return text.substring(from, at);
    }

    /** Steps over a {@link #host}. */
    void skipHost() throws SyntaxException {
        int from = at;
        if (peek() == '[') {
            int close = text.indexOf(']', at);
            if (close <= at + 1) {
                throw wrong("an IPv6 address");
            }
            for (int i = at + 1; i < close; i++) {
                char c = text.charAt(i);
                if (Chars.hex(c) < 0 && c != ':' && c != '.') {
                    at = i;
                    throw wrong("an IPv6 address");
                }
            }
            at = close + 1;
            return;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            // The underscore is not allowed in host names, but in use.
            if (!Chars.isLetter(c) && !Chars.isDigit(c) && c != '-' && c != '.' && c != '_') {
                break;
            }
            at++;
        }
        if (at == from) {
            throw wrong("a host");
        }
    }

    /**
     * The parameters of a header value: RFC 3261 §25.1 {@code *(SEMI generic-param)}, as far as they go.
     *
     * @param lenient stop in front of the first fault instead of failing
     */
    Parameters parameters(boolean lenient) throws SyntaxException {
        // Most values have one: the tag.
        @Nullable Parameter only = null;
        @Nullable List<Parameter> all = null;
        int good = at;
        try {
            skipSpace();
            while (peek() == ';') {
                at++;
                skipSpace();
                Parameter next = parameter();
                if (only == null) {
                    only = next;
                } else {
                    if (all == null) {
                        all = new ArrayList<>(4);
                        all.add(only);
                    }
                    all.add(next);
                }
                good = at;
                skipSpace();
            }
        } catch (SyntaxException e) {
            if (!lenient) {
                throw e;
            }
            at = good;
        }
        if (all != null) {
            return Parameters.ofOwned(all);
        }
        return only == null ? Parameters.NONE : Parameters.ofOne(only);
    }

    private Parameter parameter() throws SyntaxException {
        String name = token();
        int behind = at;
        skipSpace();
        if (peek() != '=') {
            at = behind;
            return new Parameter(name, null);
        }
        at++;
        skipSpace();
        int from = at;
        if (peek() == '"') {
            skipQuoted();
        } else {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == ';' || c == ',' || c == '"' || Chars.isSpace(c)) {
                    break;
                }
                at++;
            }
        }
        return new Parameter(name, text.substring(from, at));
    }

    /** Steps over a comma. @return false at the end of the text */
    boolean nextValue() throws SyntaxException {
        skipSpace();
        if (atEnd()) {
            return false;
        }
        expect(',');
        return true;
    }

    /** Nothing but space may follow. */
    void expectEnd() throws SyntaxException {
        skipSpace();
        if (!atEnd()) {
            throw wrong("the end");
        }
    }

    /** What was expected, what is there, and where. */
    SyntaxException wrong(String expected) {
        String found = atEnd() ? "the end" : "'" + text.charAt(at) + "'";
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return new SyntaxException(
                "expected " + expected + " but found " + found + " at " + (at + 1) + " of \"" + shown + "\"");
    }
}
