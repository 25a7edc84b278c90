package org.sipario.message;

import org.jspecify.annotations.Nullable;

/** Reads name-addr and addr-spec with their parameters: RFC 3261 §20.10 and §25.1, RFC 8217. */
final class AddressReader {

    private AddressReader() {}

    /** The value at the cursor, up to a comma or the end. */
    static NameAddr read(Cursor cursor) throws SyntaxException {
        cursor.skipSpace();
        return switch (cursor.peek()) {
            case '"' -> {
                int open = cursor.at;
                cursor.skipQuoted();
                String name = unquote(cursor.text, open + 1, cursor.at - 1);
                cursor.skipSpace();
                yield bracketed(name, cursor);
            }
            case '<' -> bracketed(null, cursor);
            case '*' -> wildcard(cursor);
            default -> unquoted(cursor);
        };
    }

    /** A {@code *} is the wildcard if nothing follows, else the first letter of a name. */
    private static NameAddr wildcard(Cursor cursor) throws SyntaxException {
        int star = cursor.at++;
        cursor.skipSpace();
        if (cursor.atEnd()) {
            return new NameAddr(null, null, Parameters.NONE);
        }
        cursor.at = star;
        return unquoted(cursor);
    }

    /** A name without quotes and a URI in brackets, or a bare URI. */
    private static NameAddr unquoted(Cursor cursor) throws SyntaxException {
        int from = cursor.at;
        int end = from;
        while (end < cursor.text.length()) {
            char c = cursor.text.charAt(end);
            if (c == '<' || c == ';' || c == ',' || c == '"') {
                break;
            }
            end++;
        }
        if (end < cursor.text.length() && cursor.text.charAt(end) == '<') {
            cursor.at = end;
            return bracketed(cursor.text.substring(from, end).strip(), cursor);
        }
        return bare(cursor, end);
    }

    private static NameAddr bracketed(@Nullable String name, Cursor cursor) throws SyntaxException {
        if (cursor.peek() != '<') {
            throw cursor.wrong("'<'");
        }
        int close = cursor.text.indexOf('>', cursor.at);
        if (close < 0) {
            throw cursor.wrong("a '>' for the");
        }
        Uri uri = Uri.parse(cursor.text.substring(cursor.at + 1, close));
        cursor.at = close + 1;
        return new NameAddr(name, uri, parameters(cursor));
    }

    /**
     * A URI without brackets: parameters belong to the header, and a question mark is not allowed (RFC 3261 §20, RFC
     * 8217).
     */
    private static NameAddr bare(Cursor cursor, int limit) throws SyntaxException {
        int from = cursor.at;
        int end = limit;
        while (end > from && Chars.isSpace(cursor.text.charAt(end - 1))) {
            end--;
        }
        String text = cursor.text.substring(from, end);
        if (text.indexOf('?') >= 0) {
            throw new SyntaxException("a URI with a question mark needs angle brackets: \"" + text + "\"");
        }
        Uri uri = Uri.parse(text);
        cursor.at = end;
        return new NameAddr(null, uri, parameters(cursor));
    }

    private static Parameters parameters(Cursor cursor) throws SyntaxException {
        Parameters parameters = cursor.parameters(false);
        cursor.skipSpace();
        if (!cursor.atEnd() && cursor.peek() != ',') {
            throw cursor.wrong("';'");
        }
        return parameters;
    }

    /** The text between quotes, escapes resolved. */
    private static String unquote(String text, int from, int to) {
        int slash = text.indexOf('\\', from, to);
        if (slash < 0) {
            return text.substring(from, to);
        }
        StringBuilder name = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            name.append(c == '\\' && i + 1 < to ? text.charAt(++i) : c);
        }
        return name.toString();
    }

    /** A quoted-string: RFC 3261 §25.1. */
    static String quote(String name) {
        StringBuilder text = new StringBuilder(name.length() + 2).append('"');
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        return text.append('"').toString();
    }
}
