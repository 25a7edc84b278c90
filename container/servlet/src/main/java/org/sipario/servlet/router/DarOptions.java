package org.sipario.servlet.router;

import jakarta.servlet.sip.SipServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of the seventh string of a rule, an extension of the field: {@code NAME=value}, separated by blanks.
 *
 * @param direction INBOUND for requests that came over the network, OUTBOUND for ones that an application here began
 * @param regex a regular expression found somewhere in the request's text; its value reaches to the end of the string
 */
record DarOptions(@Nullable Direction direction, @Nullable Pattern regex) {

    /** Whether a request entered over the network or began here. */
    enum Direction {
        INBOUND,
        OUTBOUND
    }

    /** None at all. */
    static final DarOptions NONE = new DarOptions(null, null);

    private static final Pattern NAME = Pattern.compile("([A-Za-z]+)\\s*=\\s*");

    /**
     * @throws IllegalArgumentException if it is none of these
     */
    static DarOptions parse(String text) {
        Map<String, String> found = split(text.strip());
        Direction direction = null;
        Pattern regex = null;
        for (Map.Entry<String, String> option : found.entrySet()) {
            switch (option.getKey()) {
                case "DIRECTION" -> direction = direction(option.getValue());
                case "REGEX" -> regex = regex(option.getValue());
                default ->
                    throw new IllegalArgumentException("found option " + option.getKey()
                            + ", expected DIRECTION=INBOUND, DIRECTION=OUTBOUND or REGEX=…");
            }
        }
        return new DarOptions(direction, regex);
    }

    private static Map<String, String> split(String text) {
        Map<String, String> found = new TreeMap<>();
        String rest = text;
        while (!rest.isEmpty()) {
            Matcher name = NAME.matcher(rest);
            if (!name.lookingAt()) {
                throw new IllegalArgumentException("found \"" + rest + "\", expected NAME=value");
            }
            String key = name.group(1).toUpperCase(Locale.ROOT);
            rest = rest.substring(name.end());
            // Blanks are at home in an expression.
            int end = key.equals("REGEX") ? rest.length() : endOfWord(rest);
            found.put(key, rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        return found;
    }

    private static int endOfWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static Direction direction(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "INBOUND" -> Direction.INBOUND;
            case "OUTBOUND" -> Direction.OUTBOUND;
            default -> throw new IllegalArgumentException("found DIRECTION=" + text + ", expected INBOUND or OUTBOUND");
        };
    }

    private static Pattern regex(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("found REGEX=" + text + ": " + e.getDescription(), e);
        }
    }

    /** Whether all conditions hold for that request. */
    boolean allow(SipServletRequest request) {
        return (direction == null || direction == directionOf(request))
                && (regex == null || regex.matcher(request.toString()).find());
    }

    private static Direction directionOf(SipServletRequest request) {
        return request.getInitialRemoteAddr() == null ? Direction.OUTBOUND : Direction.INBOUND;
    }
}
