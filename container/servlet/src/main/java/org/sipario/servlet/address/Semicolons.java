package org.sipario.servlet.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Parameters;
import org.sipario.message.Parameters.Parameter;
import org.sipario.message.SyntaxException;

/**
 * Splits {@code value *(;name[=value])}, as any header of the JSR's parameterable form reads: RFC 3261 §7.3.1.
 *
 * @param value what stands before the first semicolon that is neither quoted nor in angle brackets, trimmed
 * @param parameters what follows
 */
record Semicolons(String value, Parameters parameters) {

    /**
     * @throws SyntaxException if quotes or brackets stay open, the value is empty, or a parameter is none
     */
    static Semicolons parse(String text) throws SyntaxException {
        List<String> pieces = split(text);
        String value = pieces.getFirst().strip();
        if (value.isEmpty()) {
            throw new SyntaxException("found no value in \"" + text + "\", expected value *(;name=value)");
        }
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
            throw new SyntaxException("found a control character in \"" + value + "\"");
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String piece : pieces.subList(1, pieces.size())) {
            parameters.add(strict(piece.strip(), text));
        }
        return new Semicolons(value, Parameters.of(parameters));
    }

    /** Parameters of a URI whose grammar is not known here. */
    static Parameters lenient(String text) {
        List<Parameter> parameters = new ArrayList<>();
        for (String piece : text.split(";")) {
            if (!piece.isEmpty()) {
                parameters.add(pair(piece));
            }
        }
        return Parameters.of(parameters);
    }

    private static Parameter strict(String piece, String whole) throws SyntaxException {
        Parameter parameter = pair(piece);
        String value = parameter.value();
        if (!HeaderParameters.isToken(parameter.name()) || value != null && !isValue(value)) {
            throw new SyntaxException("found \"" + piece + "\", expected name or name=value, in \"" + whole + "\"");
        }
        return parameter;
    }

    private static boolean isValue(String value) {
        // More than gen-value allows: real headers carry URIs and lists unquoted here, and we only hand them on.
        return HeaderParameters.isQuoted(value)
                || !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c != '"' && c != ';' && c != 0x7f);
    }

    private static Parameter pair(String piece) {
        int equals = piece.indexOf('=');
        @Nullable String value = equals < 0 ? null : piece.substring(equals + 1).strip();
        return new Parameter(equals < 0 ? piece : piece.substring(0, equals).strip(), value);
    }

    private static List<String> split(String text) throws SyntaxException {
        List<String> pieces = new ArrayList<>();
        boolean quoted = false;
        boolean bracketed = false;
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"' && !bracketed) {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                bracketed = true;
            } else if (!quoted && c == '>') {
                bracketed = false;
            } else if (c == ';' && !quoted && !bracketed) {
                pieces.add(text.substring(from, at));
                from = at + 1;
            }
        }
        if (quoted || bracketed) {
            throw new SyntaxException("found the end of \"" + text + "\", expected " + (quoted ? "\"" : ">"));
        }
        pieces.add(text.substring(from));
        return pieces;
    }
}
