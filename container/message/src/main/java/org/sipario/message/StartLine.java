package org.sipario.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first line of a message: RFC 3261 §7.1, §7.2. */
sealed interface StartLine {

    /** Of a request; a malformed URI is kept as text without scheme, so that the request can be answered. */
    record Request(Method method, Uri uri) implements StartLine {}

    /** Of a response. */
    record Response(int status, String reason) implements StartLine {}

    /** Of neither. */
    record Neither() implements StartLine {}

    /** Reads it; errors are reported to the scanner. */
    static StartLine read(byte[] bytes, int from, int to, MessageLimits limits, HeaderScanner faults) {
        if (isVersion(bytes, from, to) && from + 4 < to) {
            return response(bytes, from, to, faults);
        }
        return request(bytes, from, to, limits, faults);
    }

    private static StartLine response(byte[] bytes, int from, int to, HeaderScanner faults) {
        int status = from + 7;
        // Some peers leave out the space if there is no phrase.
        boolean shaped = is20(bytes, from, to)
                && to - status >= 4
                && bytes[status] == ' '
                && (to - status == 4 || bytes[status + 4] == ' ');
        long code = shaped ? Chars.number(bytes, status + 1, status + 4, 699) : -1;
        if (code < 100) {
            faults.fault(400, "Bad Status Line");
            return new Neither();
        }
        int phrase = Math.min(to, status + 5);
        for (int i = phrase; i < to; i++) {
            if (bytes[i] == '\r') {
                faults.fault(400, "Carriage Return Inside a Line");
            }
        }
        if (code == 200 && to - phrase == 2 && bytes[phrase] == 'O' && bytes[phrase + 1] == 'K') {
            return new Response(200, "OK");
        }
        return new Response((int) code, new String(bytes, phrase, to - phrase, StandardCharsets.UTF_8));
    }

    private static StartLine request(byte[] bytes, int from, int to, MessageLimits limits, HeaderScanner faults) {
        int space = from;
        while (space < to && Chars.isToken(bytes[space])) {
            space++;
        }
        if (space == from || space == to || bytes[space] != ' ') {
            faults.fault(400, "Bad Request Line");
            return new Neither();
        }
        Method method = method(bytes, from, space);
        int last = to - 1;
        while (last > space && bytes[last] != ' ') {
            last--;
        }
        if (last == space || !isVersion(bytes, last + 1, to)) {
            faults.fault(400, "Bad Request Line");
            last = to;
        } else if (!is20(bytes, last + 1, to) || to - last != 8) {
            faults.fault(505, "Version Not Supported");
        }
        String text = new String(bytes, space + 1, Math.max(0, last - space - 1), StandardCharsets.UTF_8);
        if (last - space - 1 > limits.uriBytes()) {
            faults.fault(414, "Request-URI Too Long");
            return new Request(method, new OtherUri("", text));
        }
        try {
            Uri uri = Uri.parse(text);
            if (uri instanceof SipUri sip && !sip.headers().isEmpty()) {
                // RFC 3261 §19.1.1: not allowed in a Request-URI; taken as headers of the request they would be an
                // attack.
                faults.fault(400, "Headers in Request-URI");
            }
            return new Request(method, uri);
        } catch (SyntaxException _) {
            faults.fault(400, "Bad Request-URI");
            return new Request(method, new OtherUri("", text));
        }
    }

    private static Method method(byte[] bytes, int from, int to) {
        return Method.of(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /** {@code SIP/} in any case. */
    private static boolean isVersion(byte[] bytes, int from, int to) {
        return from >= 0
                && to - from >= 4
                && (bytes[from] | 0x20) == 's'
                && (bytes[from + 1] | 0x20) == 'i'
                && (bytes[from + 2] | 0x20) == 'p'
                && bytes[from + 3] == '/';
    }

    /**
     * The first line of a request, without line break.
     *
     * @throws IllegalArgumentException if the URI has a space or control character, which would end it early
     */
    static byte[] bytes(Method method, Uri uri) {
        String text = uri.toString();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                throw new IllegalArgumentException(
                        "a space or control character at " + (i + 1) + " of the Request-URI");
            }
        }
        return (method + " " + text + " SIP/2.0").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The version is read in any case of letters, but written in upper case (RFC 3261 §7.1).
     *
     * @return a corrected copy of the line; null if it is correct
     */
    static byte @Nullable [] capital(byte[] bytes, int from, int to) {
        int version = isVersion(bytes, from, to) ? from : to - 7;
        if (!isVersion(bytes, version, to)
                || bytes[version] == 'S' && bytes[version + 1] == 'I' && bytes[version + 2] == 'P') {
            return null;
        }
        byte[] line = Arrays.copyOfRange(bytes, from, to);
        int at = version - from;
        line[at] = 'S';
        line[at + 1] = 'I';
        line[at + 2] = 'P';
        return line;
    }

    /** Whether {@code 2.0} follows {@code SIP/}. */
    private static boolean is20(byte[] bytes, int from, int to) {
        return to - from >= 7 && bytes[from + 4] == '2' && bytes[from + 5] == '.' && bytes[from + 6] == '0';
    }
}
