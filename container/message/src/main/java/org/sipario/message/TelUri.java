package org.sipario.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sipario.message.Parameters.Parameter;

/** A tel URI: RFC 3966. {@code equals} compares texts, {@link #matches} as §5 says. */
public final class TelUri implements Uri {

    private final String number;
    private final boolean global;
    private final Parameters parameters;
    private final String text;

    private TelUri(String number, boolean global, Parameters parameters, String text) {
        this.number = number;
        this.global = global;
        this.parameters = parameters;
        this.text = text;
    }

    /**
     * Reads a tel URI. A local number without {@code phone-context} is accepted, as {@code tel:112} is in use.
     *
     * @throws SyntaxException if it is none
     */
    public static TelUri parse(String text) throws SyntaxException {
        Cursor cursor = new Cursor(text);
        if (!text.regionMatches(true, 0, "tel:", 0, 4)) {
            throw cursor.wrong("tel:");
        }
        cursor.at = 4;
        boolean global = cursor.peek() == '+';
        if (global) {
            cursor.at++;
        }
        int from = cursor.at;
        boolean digits = false;
        while (!cursor.atEnd() && cursor.peek() != ';') {
            int c = cursor.peek();
            boolean digit = Chars.isDigit(c) || !global && (Chars.hex(c) >= 0 || c == '*' || c == '#');
            if (!digit && !isSeparator(c)) {
                throw cursor.wrong("a digit");
            }
            digits |= digit;
            cursor.at++;
        }
        if (!digits) {
            throw cursor.wrong("a digit");
        }
        String number = text.substring(from, cursor.at);
        Parameters parameters = cursor.parameters(false);
        if (!cursor.atEnd() || text.indexOf(' ') >= 0) {
            throw cursor.wrong("';'");
        }
        return new TelUri(number, global, parameters, text);
    }

    private static boolean isSeparator(int c) {
        return c == '-' || c == '.' || c == '(' || c == ')';
    }

    @Override
    public String scheme() {
        return "tel";
    }

    /** The number as written, with separators and without the leading {@code +}. */
    public String number() {
        return number;
    }

    /** Whether the number is global: it began with {@code +}. */
    public boolean isGlobal() {
        return global;
    }

    /** Its parameters, as on the wire. */
    public Parameters parameters() {
        return parameters;
    }

    /** The same with other parameters. */
    public TelUri withParameters(Parameters parameters) {
        return new TelUri(number, global, parameters, "tel:" + (global ? "+" : "") + number + parameters);
    }

    /** Equality by RFC 3966 §5: separators and order of parameters do not count. */
    public boolean matches(TelUri other) {
        return global == other.global
                && plain(number).equals(plain(other.number))
                && parameters.all().size() == other.parameters.all().size()
                && parameters.all().stream().allMatch(other::agrees);
    }

    private boolean agrees(Parameter parameter) {
        if (!parameters.has(parameter.name())) {
            return false;
        }
        String mine = parameters.value(parameter.name());
        String others = parameter.value();
        return mine == null || others == null
                ? mine == others
                : comparable(parameter.name(), mine).equals(comparable(parameter.name(), others));
    }

    /** Numbers among the values lose their separators too. */
    private static String comparable(String name, String value) {
        boolean isNumber =
                name.equalsIgnoreCase("ext") || name.equalsIgnoreCase("phone-context") && value.startsWith("+");
        return isNumber ? plain(value) : Escapes.normal(value).toLowerCase(Locale.ROOT);
    }

    private static String plain(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if (!isSeparator(number.charAt(i))) {
                digits.append(number.charAt(i));
            }
        }
        return digits.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TelUri uri && text.equals(uri.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
