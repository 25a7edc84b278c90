package org.sipario.servlet.address;

import java.nio.charset.StandardCharsets;

/** What each part of a SIP URI may hold unescaped: RFC 3261 §25.1. All else is written as %HH of its UTF-8 bytes. */
enum Escape {
    USER("&=+$,;?/"),
    PASSWORD("&=+$,"),
    PARAMETER("[]/:&+$"),
    HEADER("[]/?:+$");

    private static final String UNRESERVED = "-_.!~*'()";
    private static final String HEX = "0123456789ABCDEF";

    private final String also;

    Escape(String also) {
        this.also = also;
    }

    /** The text with everything escaped that may not stand in this part. */
    String in(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 0x80 && (isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0 || also.indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return escaped.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
