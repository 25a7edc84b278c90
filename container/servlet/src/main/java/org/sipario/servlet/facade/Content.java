package org.sipario.servlet.facade;

import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/** Bodies between bytes and what applications work with: JSR 289, Accessing Message Content. */
final class Content {

    private Content() {}

    /** The charset of a media type, or null. */
    static @Nullable String charset(@Nullable String mediaType) {
        if (mediaType == null) {
            return null;
        }
        for (String part : mediaType.split(";", -1)) {
            String parameter = part.trim();
            if (parameter.regionMatches(true, 0, "charset=", 0, 8)) {
                String value = parameter.substring(8).trim();
                return value.startsWith("\"") && value.endsWith("\"") && value.length() > 1
                        ? value.substring(1, value.length() - 1)
                        : value;
            }
        }
        return null;
    }

    /** A media type with that charset. */
    static String withCharset(String mediaType, String charset) {
        StringBuilder kept = new StringBuilder();
        for (String part : mediaType.split(";", -1)) {
            if (!part.trim().regionMatches(true, 0, "charset=", 0, 8)) {
                kept.append(kept.isEmpty() ? "" : ";").append(part.trim());
            }
        }
        return kept.append(";charset=").append(charset).toString();
    }

    /** A String for text; the bytes for everything else, SDP included, as applications that cast expect it (MSG-19). */
    static Object read(byte[] body, String mediaType, @Nullable String charset) throws UnsupportedEncodingException {
        return isText(mediaType) ? new String(body, charsetNamed(charset)) : body.clone();
    }

    /**
     * The bytes of a body.
     *
     * @throws IllegalArgumentException if this cannot be written as that type (MSG-21)
     */
    static byte[] write(Object content, String mediaType, @Nullable String charset)
            throws UnsupportedEncodingException {
        return switch (content) {
            case byte[] bytes -> bytes.clone();
            case String text -> text.getBytes(charsetNamed(charset));
            default ->
                throw new IllegalArgumentException(
                        "A body of " + mediaType + " can be made of byte[] or String, not of "
                                + content.getClass().getName());
        };
    }

    static Charset charsetNamed(@Nullable String name) throws UnsupportedEncodingException {
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            UnsupportedEncodingException failure = new UnsupportedEncodingException("Unknown charset \"" + name + "\"");
            failure.initCause(unknown);
            throw failure;
        }
    }

    private static boolean isText(String mediaType) {
        return mediaType.strip().regionMatches(true, 0, "text/", 0, 5);
    }
}
