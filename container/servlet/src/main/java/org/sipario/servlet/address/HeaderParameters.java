package org.sipario.servlet.address;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sipario.message.Parameters;
import org.sipario.message.Parameters.Parameter;

/** Reading {@link Parameters} the way the JSR shows them: in order, a flag as the empty string, quotes taken off. */
final class HeaderParameters {

    /** Feature tags that are written without a plus sign: RFC 3840 §9, base-tags. */
    private static final Set<String> BASE_TAGS = Set.of(
            "actor",
            "application",
            "audio",
            "automata",
            "class",
            "control",
            "data",
            "description",
            "duplex",
            "events",
            "extensions",
            "isfocus",
            "language",
            "methods",
            "mobility",
            "priority",
            "schemes",
            "text",
            "type",
            "video");

    private HeaderParameters() {}

    static Optional<Parameter> find(Parameters parameters, String name) {
        return parameters.all().stream()
                .filter(parameter -> parameter.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** The names in order of appearance; unmodifiable. */
    static Set<String> names(Parameters parameters) {
        Set<String> names = new LinkedHashSet<>();
        parameters.all().forEach(parameter -> names.add(parameter.name()));
        return Collections.unmodifiableSet(names);
    }

    /** The pairs in order of appearance, values as applications see them; unmodifiable. */
    static Set<Map.Entry<String, String>> entries(Parameters parameters) {
        Map<String, String> entries = new LinkedHashMap<>();
        parameters.all().forEach(parameter -> entries.putIfAbsent(parameter.name(), shown(parameter)));
        return Collections.unmodifiableMap(entries).entrySet();
    }

    /** A value without its quotes; "" for a flag. */
    static String shown(Parameter parameter) {
        String wire = parameter.value();
        return wire == null ? "" : isQuoted(wire) ? unquoted(wire) : wire;
    }

    /**
     * A value as it is to stand in a header: in quotes where it is neither token nor host (RFC 3261 §25.1, gen-value), and
     * always in quotes for a feature tag, whose grammar has no other form (RFC 3840 §9).
     */
    static String written(String name, String value) {
        if (isQuoted(value)) {
            return value;
        }
        return isPlain(value) && !isFeatureTag(name) ? value : quoted(value);
    }

    private static boolean isFeatureTag(String name) {
        return name.startsWith("+") || BASE_TAGS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** These with one set; a value that stood in quotes stands in quotes again. An empty value makes a flag. */
    static Parameters with(Parameters parameters, String name, String value) {
        if (value.isEmpty()) {
            return parameters.with(name, null);
        }
        String before = parameters.value(name);
        boolean keepsQuotes = before != null && isQuoted(before) && !isQuoted(value);
        return parameters.with(name, keepsQuotes ? quoted(value) : written(name, value));
    }

    /**
     * Whether two sets agree by the rule of RFC 3261 §19.1.4: what both have must match, what one alone has does not
     * count. Names compare without case; so do values, unless they are quoted (RFC 3261 §7.3.1).
     */
    static boolean agree(Parameters ours, Parameters theirs) {
        return ours.all().stream()
                .allMatch(our -> find(theirs, our.name())
                        .map(their -> sameValue(our, their))
                        .orElse(true));
    }

    private static boolean sameValue(Parameter one, Parameter other) {
        boolean quoted = one.value() != null && isQuoted(one.value());
        return quoted ? shown(one).equals(shown(other)) : shown(one).equalsIgnoreCase(shown(other));
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isTokenCharacter(c));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean isPlain(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isTokenCharacter(c) || "[]:".indexOf(c) >= 0);
    }

    private static boolean isTokenCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-.!%*_+`'~".indexOf(c) >= 0;
    }

    /** Whether the text is one whole quoted-string. */
    static boolean isQuoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"') {
            return false;
        }
        int at = 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at == text.length() - 1;
    }

    private static String unquoted(String quoted) {
        StringBuilder plain = new StringBuilder(quoted.length());
        for (int at = 1; at < quoted.length() - 1; at++) {
            if (quoted.charAt(at) == '\\') {
                at++;
            }
            plain.append(quoted.charAt(at));
        }
        return plain.toString();
    }
}
