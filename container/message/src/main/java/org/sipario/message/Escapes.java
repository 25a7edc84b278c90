package org.sipario.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The {@code %}-escapes of URIs: RFC 3261 §19.1.2, RFC 3986 §2.1. */
final class Escapes {

    private static final String HEX = "0123456789ABCDEF";
    private static final String RESERVED = ";/?:@&=+$,";
    private static final String MARKS = "-_.!~*'()";
    private static final String USER_MARKS = MARKS + "&=+$,;?/";

    private Escapes() {}

    /** Every escape resolved, once; what is not a valid escape stays. */
    static String resolve(String text) {
        return resolve(text, "");
    }

    /** For comparison: every escape resolved except those of reserved characters, whose meaning differs unescaped. */
    static String normal(String text) {
        return resolve(text, RESERVED);
    }

    private static String resolve(String text, String kept) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Chars.hex(bytes[i + 1]) : -1;
            int low = high < 0 ? -1 : Chars.hex(bytes[i + 2]);
            if (low < 0) {
                plain.write(bytes[i]);
                continue;
            }
            int meant = high << 4 | low;
            if (kept.indexOf(meant) >= 0) {
                plain.writeBytes(hex(meant));
            } else {
                plain.write(meant);
            }
            i += 2;
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    /** Escapes the characters that a user part may not have. */
    static String user(String text) {
        ByteArrayOutputStream escaped = new ByteArrayOutputStream(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (Chars.isLetter(b) || Chars.isDigit(b) || b > 0 && USER_MARKS.indexOf(b) >= 0) {
                escaped.write(b);
            } else {
                escaped.writeBytes(hex(b & 0xff));
            }
        }
        return escaped.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(int b) {
        return new byte[] {'%', (byte) HEX.charAt(b >> 4), (byte) HEX.charAt(b & 15)};
    }
}
