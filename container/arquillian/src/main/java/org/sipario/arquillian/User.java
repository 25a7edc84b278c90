package org.sipario.arquillian;

import java.util.List;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.spi.ConfigurationException;

/** Somebody who can authenticate, by SIP digest as by HTTP. */
record User(String name, String password, List<String> roles) {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /**
     * Reads the option {@code users}.
     *
     * @throws ConfigurationException when somebody has no password
     */
    static List<User> parse(String text) {
        return text.isBlank()
                ? List.of()
                : SPACE.splitAsStream(text.strip()).map(User::one).toList();
    }

    private static User one(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new ConfigurationException("users: \"" + text
                    + "\" is not NAME:PASSWORD or NAME:PASSWORD:ROLE,ROLE. Users are parted by spaces, as in"
                    + " \"alice:wonderland:sip-user bob:builder\"");
        }
        return new User(parts[0], parts[1], parts.length == 3 ? List.of(parts[2].split(",")) : List.of());
    }
}
