package org.sipario.message;

import java.util.ArrayList;
import java.util.List;
import org.sipario.message.Parameters.Parameter;
import org.sipario.message.SipUri.UriHeader;

/**
 * Reads sip and sips URIs: RFC 3261 §19.1.1 and §25.1.
 *
 * <p>Strict about scheme, host and port; lenient within user part and parameters, where URIs in use have more
 * characters than the grammar allows and passing them on does no harm.
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

        int begin = cursor.at;
        int userEnd = -1;
        int passwordEnd = -1;
        int at = text.indexOf('@', begin);
        if (at >= 0) {
            int colon = text.indexOf(':', begin, at);
            userEnd = colon < 0 ? at : colon;
            passwordEnd = colon < 0 ? -1 : at;
            if (userEnd == begin) {
                throw cursor.wrong("a user");
            }
            cursor.at = at + 1;
        }

        int hostFrom = cursor.at;
        cursor.skipHost();
        int hostEnd = cursor.at;
        int port = -1;
        if (cursor.peek() == ':') {
            cursor.at++;
            port = (int) cursor.number(65_535);
        }
        int parametersFrom = cursor.at;
        if (cursor.peek() == ';') {
            int question = text.indexOf('?', cursor.at);
            cursor.at = question < 0 ? text.length() : question;
        }
        int parametersEnd = cursor.at;
        List<UriHeader> headers = cursor.peek() == '?' ? headers(cursor) : List.of();
        if (!cursor.atEnd()) {
            throw cursor.wrong("the end");
        }
        SipUri.Parts parts = new SipUri.Parts(userEnd, passwordEnd, hostFrom, hostEnd, parametersFrom, parametersEnd);
        return new SipUri(secure, parts, port, headers, text);
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

    /** {@code ;name=value;flag}, up to a position; empty parameters, as in {@code ;;}, are left out. */
    static Parameters parameters(String text, int first, int limit) {
        if (first == limit) {
            return Parameters.NONE;
        }
        List<Parameter> all = new ArrayList<>(2);
        int at = first;
        while (at < limit) {
            int from = at + 1;
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
            at = end;
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
