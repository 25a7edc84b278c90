package org.sipario.core;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SyntaxException;

/** The {@code name=value} list behind the scheme Digest: RFC 3261 §25.1 (auth-param). Values without quotes and escapes. */
final class AuthParameters {

    private static final String SCHEME = "digest";

    private final String text;
    private final Map<String, String> values = new HashMap<>();
    private int at;

    private AuthParameters(String text) {
        this.text = text;
    }

    /** Empty for another scheme. */
    static Optional<AuthParameters> parse(String header) throws SyntaxException {
        String text = header.strip();
        boolean digest = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && text.length() > SCHEME.length()
                && Character.isWhitespace(text.charAt(SCHEME.length()));
        if (!digest) {
            return Optional.empty();
        }
        var parameters = new AuthParameters(text);
        parameters.at = SCHEME.length();
        parameters.readAll();
        return Optional.of(parameters);
    }

    @Nullable
    String value(String name) {
        return values.get(name);
    }

    String need(String name) throws SyntaxException {
        String value = values.get(name);
        if (value == null) {
            throw new SyntaxException(name + " is absent in \"" + text + "\"");
        }
        return value;
    }

    boolean isTrue(String name) {
        return "true".equalsIgnoreCase(values.get(name));
    }

    /** The algorithm named, MD5 where none is (RFC 7616 §3.3); empty for one we do not know. */
    Optional<DigestAlgorithm> algorithm() {
        String name = values.get("algorithm");
        return name == null ? Optional.of(DigestAlgorithm.MD5) : DigestAlgorithm.of(name);
    }

    static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void readAll() throws SyntaxException {
        do {
            skipSpace();
            if (at == text.length() || text.charAt(at) == ',') {
                continue; // Some peers end the list with a comma.
            }
            String name = token().toLowerCase(Locale.ROOT);
            skipSpace();
            expect('=');
            skipSpace();
            String value = at < text.length() && text.charAt(at) == '"' ? quotedString() : token();
            if (values.putIfAbsent(name, value) != null) {
                throw new SyntaxException(name + " is there twice in \"" + text + "\"");
            }
            skipSpace();
        } while (skip(','));
        if (at < text.length()) {
            throw unexpected();
        }
    }

    private String token() throws SyntaxException {
        int start = at;
        while (at < text.length() && ",=\" \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private String quotedString() throws SyntaxException {
        int close = text.indexOf('"', ++at);
        if (close >= 0 && text.indexOf('\\', at, close) < 0) {
            String value = text.substring(at, close);
            at = close + 1;
            return value;
        }
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        expect('"');
        return value.toString();
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean skip(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws SyntaxException {
        if (!skip(c)) {
            throw unexpected();
        }
    }

    private SyntaxException unexpected() {
        return new SyntaxException("unexpected at " + at + " in \"" + text + "\"");
    }
}
