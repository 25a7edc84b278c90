package org.sipario.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Parameters.Parameter;
import org.sipario.message.SipUri.UriHeader;

/**
 * Reads sip and sips URIs: RFC 3261 §19.1.1 and §25.1.
 *
 * <p>Strict about the frame (scheme, host, port), generous inside user part and parameters, where people write more than
 * the grammar allows and nobody is hurt by passing it on.
 */
final class SipUriReader {

    private SipUriReader() {}

    static SipUri read(String text) throws SyntaxException {
        Cursor cursor = new Cursor(text);
        checkCharacters(cursor);
        boolean secure = text.length() > 3 && (text.charAt(3) | 0x20) == 's';
        String scheme = secure ? "sips:" : "sip:";
        if (!text.regionMatches(true, 0, scheme, 0, scheme.length())) {
            throw cursor.wrong(scheme);
        }
        cursor.at = scheme.length();

        @Nullable String user = null;
        @Nullable String password = null;
        int at = text.indexOf('@', cursor.at);
        if (at >= 0) {
            int colon = text.indexOf(':', cursor.at, at);
            user = text.substring(cursor.at, colon < 0 ? at : colon);
            password = colon < 0 ? null : text.substring(colon + 1, at);
            if (user.isEmpty()) {
                throw cursor.wrong("a user");
            }
            cursor.at = at + 1;
        }

        String host = cursor.host();
        int port = -1;
        if (cursor.peek() == ':') {
            cursor.at++;
            port = (int) cursor.number(65_535);
        }
        Parameters parameters = cursor.peek() == ';' ? parameters(cursor) : Parameters.NONE;
        List<UriHeader> headers = cursor.peek() == '?' ? headers(cursor) : List.of();
        if (!cursor.atEnd()) {
            throw cursor.wrong("the end");
        }
        return new SipUri(secure, user, password, host, port, parameters, headers, text);
    }

    /** No space, control character, quote or angle bracket may be anywhere in a URI. */
    private static void checkCharacters(Cursor cursor) throws SyntaxException {
        String text = cursor.text;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '"' || c == '<' || c == '>') {
                cursor.at = i;
                throw cursor.wrong("a character of a URI");
            }
        }
    }

    /** {@code ;name=value;flag}; empty ones, as in {@code ;;}, say nothing and are left out. */
    private static Parameters parameters(Cursor cursor) {
        String text = cursor.text;
        int limit = text.indexOf('?', cursor.at);
        if (limit < 0) {
            limit = text.length();
        }
        List<Parameter> all = new ArrayList<>(4);
        while (cursor.at < limit) {
            int from = cursor.at + 1;
            int end = text.indexOf(';', from, limit);
            if (end < 0) {
                end = limit;
            }
            int equals = text.indexOf('=', from, end);
            if (equals < 0 && end > from) {
                all.add(new Parameter(text.substring(from, end), null));
            } else if (equals > from) {
                all.add(new Parameter(text.substring(from, equals), text.substring(equals + 1, end)));
            }
            cursor.at = end;
        }
        return all.isEmpty() ? Parameters.NONE : Parameters.ofOwned(all);
    }

    /** {@code ?name=value&name=value}. */
    private static List<UriHeader> headers(Cursor cursor) throws SyntaxException {
        String text = cursor.text;
        List<UriHeader> all = new ArrayList<>();
        while (!cursor.atEnd()) {
            int from = ++cursor.at;
            int end = text.indexOf('&', from);
            if (end < 0) {
                end = text.length();
            }
            int equals = text.indexOf('=', from, end);
            if (equals <= from) {
                throw cursor.wrong("name=value");
            }
            all.add(new UriHeader(text.substring(from, equals), text.substring(equals + 1, end)));
            cursor.at = end;
        }
        return List.copyOf(all);
    }
}
