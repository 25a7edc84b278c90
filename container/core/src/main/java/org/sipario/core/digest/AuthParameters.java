package org.sipario.core.digest;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sipario.message.SyntaxException;

/**
 * The {@code name=value} list after the scheme Digest: RFC 3261 §25.1 (auth-param). Values without quotes and escapes.
 */
final class AuthParameters {

    private static final String SCHEME = "digest";

    /** The names of RFC 7616 §3.3 and §3.4, the frequent ones first. */
    private static final List<String> NAMES = List.of(
            "username",
            "realm",
            "nonce",
            "uri",
            "response",
            "algorithm",
            "cnonce",
            "qop",
            "nc",
            "opaque",
            "stale",
            "userhash",
            "domain");

    private final String text;

    /** By the index of their names. */
    private final @Nullable String[] values = new @Nullable String[NAMES.size()];

    /** Other names, to find duplicates; null while there is none, which is the usual case. */
    private @Nullable Set<String> others;

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

    /** @param name one of {@link #NAMES} */
    @Nullable
    String value(String name) {
        return values[NAMES.indexOf(name)];
    }

    String need(String name) throws SyntaxException {
        String value = value(name);
        if (value == null) {
            throw new SyntaxException(name + " is absent in \"" + text + "\"");
        }
        return value;
    }

    boolean isTrue(String name) {
        return "true".equalsIgnoreCase(value(name));
    }

    /** The algorithm, MD5 if there is none (RFC 7616 §3.3); empty for an unknown one. */
    Optional<DigestAlgorithm> algorithm() {
        String name = value("algorithm");
        return name == null ? Optional.of(DigestAlgorithm.MD5) : DigestAlgorithm.of(name);
    }

    /** Writes a quoted-string: RFC 3261 §25.1. */
    static void quote(StringBuilder to, String value) {
        to.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    private void readAll() throws SyntaxException {
        do {
            skipSpace();
            if (at == text.length() || text.charAt(at) == ',') {
                continue; // Some peers end the list with a comma.
            }
            int start = at;
            int end = skipToken();
            skipSpace();
            expect('=');
            skipSpace();
            String value = at < text.length() && text.charAt(at) == '"' ? quotedString() : token();
            put(start, end, value);
            skipSpace();
        } while (skip(','));
        if (at < text.length()) {
            throw unexpected();
        }
    }

    private void put(int start, int end, String value) throws SyntaxException {
        int known = known(start, end);
        boolean twice;
        if (known < 0) {
            twice = !addOther(start, end);
        } else {
            twice = values[known] != null;
            values[known] = value;
        }
        if (twice) {
            throw new SyntaxException(name(start, end) + " is there twice in \"" + text + "\"");
        }
    }

    /** The index of a name, in any case of letters; negative for an unknown one. */
    private int known(int start, int end) {
        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            if (name.length() == end - start && text.regionMatches(true, start, name, 0, name.length())) {
                return i;
            }
        }
        return -1;
    }

    private boolean addOther(int start, int end) {
        if (others == null) {
            others = new HashSet<>();
        }
        return others.add(name(start, end));
    }

    private String name(int start, int end) {
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private String token() throws SyntaxException {
        int start = at;
        return text.substring(start, skipToken());
    }

    /** Skips a token. @return its end */
    private int skipToken() throws SyntaxException {
        int start = at;
        while (at < text.length() && !endsToken(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw unexpected();
        }
        return at;
    }

    private static boolean endsToken(char c) {
        return switch (c) {
            case ',', '=', '"', ' ', '\t', '\r', '\n' -> true;
            default -> false;
        };
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
