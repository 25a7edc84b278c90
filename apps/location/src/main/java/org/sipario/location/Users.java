package org.sipario.location;

import jakarta.servlet.sip.SipURI;
import jakarta.servlet.sip.TelURL;
import java.util.Objects;
import java.util.regex.Pattern;

/** By which name a URI means a user of this server. */
final class Users {

    /** A telephone number, with visual separators (RFC 3966 §5.1.1). */
    private static final Pattern NUMBER = Pattern.compile("\\+?[-.()0-9*#]*[0-9*#][-.()0-9*#]*");

    private Users() {}

    /** The user part; of a telephone number only its digits (RFC 3261 §19.1.6). */
    static String of(SipURI uri) {
        String user = Objects.requireNonNull(uri.getUser(), "user");
        if (!"phone".equalsIgnoreCase(uri.getUserParam())) {
            return user;
        }
        int parameters = user.indexOf(';');
        String number = parameters < 0 ? user : user.substring(0, parameters);
        return NUMBER.matcher(number).matches() ? digits(number) : user;
    }

    /** The number, with {@code +} for a global one. */
    static String of(TelURL number) {
        return (number.isGlobal() ? "+" : "") + digits(number.getPhoneNumber());
    }

    private static String digits(String number) {
        return number.replaceAll("[-.()]", "");
    }
}
